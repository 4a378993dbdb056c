import { type Context, Hono } from 'hono'
import { MemberAccountPage, type MemberAccountProps } from '../../views/memberships/member-account-page.tsx'
import { attachingWords } from '../../views/words/attaching.ts'
import { showTooMany } from '../http/errors.tsx'
import { form, type Typed, typedText } from '../http/form.ts'
import { secondsUntilMail } from '../http/mail-limit.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { paths, url } from '../urls.ts'
import { parisDate } from '../values/dates.ts'
import { ATTACH_STATUS, attachmentTyped, countBeyond } from './attaching-routes.tsx'
import { createAndAttach } from './attaching.ts'
import { memberAccountForm } from './member-forms.ts'
import { type MembersEnv, readOffered, withStructure } from './members-routes.tsx'

type Drawn = Pick<MemberAccountProps, 'person' | 'typed' | 'errors' | 'refusal'>

const accountPage = async (c: Context<MembersEnv>, drawn: Drawn) => (
  <MemberAccountPage
    structure={c.var.structure}
    offered={await readOffered(c.var)}
    today={parisDate(c.var.act.now)}
    {...drawn}
  />
)

const PERSON = ['civility', 'lastName', 'firstName', 'login', 'contactEmail', 'phone', 'language']
const personTyped = (typed: Typed) => Object.fromEntries(PERSON.map((name) => [name, typedText(typed, name)]))

const checked = form<MembersEnv, typeof memberAccountForm>(memberAccountForm, async (c, { typed, errors }) =>
  showPage(c, await accountPage(c, { person: personTyped(typed), typed: attachmentTyped(typed), errors }), 422),
)

export const memberAccounts = new Hono<MembersEnv>()
  .get(paths.newMemberAccount, signedIn, withStructure, async (c) => {
    const asked = Object.fromEntries(['lastName', 'firstName', 'login'].map((name) => [name, c.req.query(name)]))
    const person = { ...asked, language: c.var.actor.language }
    return showPage(c, await accountPage(c, { person, typed: attachmentTyped({ role: 'simple_user' }) }))
  })
  .post(paths.newMemberAccount, signedIn, withStructure, checked, async (c) => {
    const { act, structure, world } = c.var
    const { role, whole, service, startsOn, endsOn, comment, back: _, ...person } = c.req.valid('form')
    const account = { ...person, contactEmail: person.contactEmail || person.login }
    const grant = { role, whole: whole === '1', services: whole === '1' ? [] : service }
    // The answer tells whether the login has an account, and a mail goes to it.
    const wait = (await countBeyond(c, 1)) ?? (await secondsUntilMail(c, person.login))
    if (wait !== null) return showTooMany(c, wait)
    const outcome = await submitOnce(c, {
      act,
      command: (act) => createAndAttach(act, structure.id, { account, grant, startsOn, endsOn, comment }),
      landing: ({ name }) => ({
        to: url(paths.members, structure),
        notice: { tone: 'good', text: attachingWords[act.actor.language].created(name) },
      }),
    })
    if (outcome.ok) {
      world.wakeMails()
      return goTo(c, outcome.value)
    }
    const { refusal } = outcome
    const typed = { ...grant, services: service, startsOn, endsOn: endsOn ?? '', comment }
    const status = refusal === 'login-taken' ? 409 : ATTACH_STATUS[refusal]
    return showPage(c, await accountPage(c, { person, typed, refusal }), status)
  })
