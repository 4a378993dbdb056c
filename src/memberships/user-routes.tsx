import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { UserPage, type UserProps } from '../../views/memberships/user-page.tsx'
import { userWords } from '../../views/words/users-en.ts'
import { showNotFound, showTooMany } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { secondsUntilMail } from '../http/mail-limit.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { paths } from '../urls.ts'
import { findManagedUser } from './user-account-queries.ts'
import { resendActivation } from './user-activating.ts'
import { type Corrected, correctUser } from './user-correcting.ts'
import { activationForm, correctUserForm } from './user-forms.ts'
import { type CorrectRefusal, type ManagedUser, whyNotCorrect, whyNotCorrectLogin } from './user-rules.ts'
import { backToSearch, managersOnly } from './user-search-routes.tsx'

type UserEnv = { Variables: SignedInEnv['Variables'] & { user: ManagedUser } }

/** Somebody whom the actor sees; a stranger is not there. */
const withUser = createMiddleware<UserEnv>(async (c, next) => {
  const user = await findManagedUser(c.var.act, Number(c.req.param('id')))
  if (!user) return showNotFound(c)
  c.set('user', user)
  return next()
})

const nameOf = ({ first_name, last_name }: { first_name: string; last_name: string }) => `${first_name} ${last_name}`

type Drawn = Pick<UserProps, 'typed' | 'errors' | 'refusal'>

function showUser(c: Context<UserEnv>, drawn: Drawn & { back: string }, status: Status = 200) {
  const { user, actor } = c.var
  const mayCorrectLogin = whyNotCorrectLogin(actor, user) === null
  return showPage(c, <UserPage {...{ user, mayCorrectLogin, ...drawn }} why={whyNotCorrect(actor, user)} />, status)
}

const checked = form<UserEnv, typeof correctUserForm>(correctUserForm, (c, { typed, errors }) =>
  showUser(c, { typed, errors, back: backToSearch(typedText(typed, 'back')) }, 422),
)
const asked = form<UserEnv, typeof activationForm>(activationForm, showNotFound)

const STATUS: Record<CorrectRefusal, Status> = {
  'not-found': 404,
  'own-account': 403,
  operator: 403,
  'technical-user': 403,
  'user-inactive': 409,
  'beyond-you': 403,
  'login-fixed': 409,
  'login-taken': 409,
}

function savedText({ account, isChanged, isLoginCorrected }: Corrected, language: 'fr' | 'en'): string {
  const words = userWords[language]
  if (isLoginCorrected) return words.savedLogin(nameOf(account), account.login)
  return isChanged ? words.saved(nameOf(account)) : words.savedNothing
}

/** One user: their data, and their activation mail. */
export const user = new Hono<UserEnv>()
  .get(paths.user, signedIn, managersOnly, withUser, (c) => showUser(c, { back: backToSearch(c.req.query('back')) }))
  .post(paths.user, signedIn, managersOnly, withUser, checked, async (c) => {
    const { act, world } = c.var
    const { login = null, back: typedBack, ...identity } = c.req.valid('form')
    const back = backToSearch(typedBack)
    // A new login is written to: like any address that somebody typed.
    const isNew = login !== null && login !== c.var.user.login
    const wait = isNew ? await secondsUntilMail(c, login) : null
    if (wait !== null) return showTooMany(c, wait)
    const outcome = await submitOnce(c, {
      act,
      command: (act) => correctUser(act, c.var.user.id, { identity, login }),
      landing: (value) => ({ to: back, notice: { tone: 'good', text: savedText(value, act.actor.language) } }),
    })
    if (outcome.ok) {
      world.wakeMails()
      return goTo(c, outcome.value)
    }
    const { refusal } = outcome
    if (refusal === 'not-found') return showNotFound(c)
    const typed = { ...identity, login: login ?? undefined }
    return showUser(c, { typed, refusal, back }, STATUS[refusal])
  })
  .post(paths.userActivation, signedIn, managersOnly, withUser, asked, async (c) => {
    const { act, world } = c.var
    const words = userWords[act.actor.language]
    const back = backToSearch(c.req.valid('form').back)
    const outcome = await submitOnce(c, {
      act,
      command: (act) => resendActivation(act, c.var.user.id),
      landing: (sent) => ({ to: back, notice: { tone: 'good', text: words.sent(nameOf(sent)) } }),
    })
    if (outcome.ok) {
      world.wakeMails()
      return goTo(c, outcome.value)
    }
    if (outcome.refusal === 'not-found') return showNotFound(c)
    // There is nothing to type again: the search is shown as it was, and above it why nothing was sent.
    return goTo(c, { to: back, notice: { tone: 'bad', text: words.resending[outcome.refusal] } })
  })
