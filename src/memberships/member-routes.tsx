import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { MemberPage, type MemberProps } from '../../views/memberships/member-page.tsx'
import {
  MemberRemovalPage,
  MemberRemovalPanel,
  type MemberRemovalProps,
} from '../../views/memberships/member-removal-page.tsx'
import { memberWords } from '../../views/words/members.ts'
import { secondsUntilChange } from '../http/change-limit.ts'
import { showNotFound, showTooMany } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, show, showPage, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { listHeldSpaces } from '../subscriptions/queries.ts'
import { paths } from '../urls.ts'
import { refuse } from '../values/result.ts'
import { changeMember } from './changing-member.ts'
import { memberForm, memberRemovalForm } from './member-forms.ts'
import { findContact, findManagedMember } from './member-queries.ts'
import { backToMembers, type MembersEnv, readOffered, withStructure } from './members-routes.tsx'
import { removeMembership } from './removing.ts'
import type { ChangeRefusal, MemberRow } from './rules.ts'
import { findManagedUser } from './user-account-queries.ts'
import { whyNotCorrect } from './user-rules.ts'

export type MemberEnv = { Variables: MembersEnv['Variables'] & { member: MemberRow } }

/** Somebody whom the actor may not see is not there; a technical user has a page of its own. */
export const withMember = createMiddleware<MemberEnv>(async (c, next) => {
  const member = await findManagedMember(c.var.act, c.var.structure.id, Number(c.req.param('user')))
  if (!member || member.isTechnical) return c.req.method === 'POST' ? replayed(c) : showNotFound(c)
  c.set('member', member)
  return next()
})

/** A form sent twice: the first may have ended the very membership, and the second lands where it did. */
async function replayed(c: Context<MemberEnv>) {
  const earlier = await submitOnce(c, {
    act: c.var.act,
    command: async () => refuse('not-found'),
    landing: (value: never) => value,
  })
  return earlier.ok ? goTo(c, earlier.value) : showNotFound(c)
}

const STATUS: Record<ChangeRefusal, Status> = {
  'not-found': 404,
  'not-a-manager': 403,
  'own-membership': 403,
  'primary-manager': 409,
  'technical-user': 409,
  'beyond-your-services': 403,
  'role-beyond-you': 403,
  'nothing-granted': 422,
  'service-unknown': 409,
  'structure-inactive': 409,
  'starts-in-past': 422,
  'ends-in-past': 422,
  'ends-before-start': 422,
}

type Drawn = Pick<MemberProps, 'typed' | 'errors' | 'refusal' | 'back'>

async function memberPage(c: Context<MemberEnv>, drawn: Drawn) {
  const { act, structure, member } = c.var
  const contact = await findContact(act, member.userId)
  const offered = await readOffered(c.var, member.services)
  const user = await findManagedUser(act, member.userId)
  const mayCorrect = user !== undefined && whyNotCorrect(act.actor, user) === null
  return <MemberPage {...{ structure, member, contact, offered, mayCorrect, actor: act.actor, ...drawn }} />
}

const edit = form<MemberEnv, typeof memberForm>(memberForm, async (c, { typed, errors }) =>
  showPage(
    c,
    await memberPage(c, {
      typed: {
        role: typedText(typed, 'role') ?? '',
        whole: typed['whole'] === '1',
        services: [typed['service'] ?? []].flat().map(Number),
        endsOn: typedText(typed, 'endsOn') ?? '',
        comment: typedText(typed, 'comment') ?? '',
      },
      errors,
      back: backOf(c, typedText(typed, 'back')),
    }),
    422,
  ),
)

/** Hono's context type is invariant: the list's helper knows nothing of the member. */
export const backOf = (c: Context<MemberEnv>, typed: string | undefined): string =>
  backToMembers(c as unknown as Context<MembersEnv>, typed)

async function removal(
  c: Context<MemberEnv>,
  drawn: Pick<MemberRemovalProps, 'comment' | 'errors' | 'refusal' | 'back'>,
) {
  const { act, structure, member } = c.var
  const spaces = (await listHeldSpaces(act, member.membershipId)).length
  const props: MemberRemovalProps = { structure, member, spaces, actor: act.actor, ...drawn }
  return { page: <MemberRemovalPage {...props} />, panel: <MemberRemovalPanel {...props} /> }
}

const removing = form<MemberEnv, typeof memberRemovalForm>(memberRemovalForm, async (c, { typed, errors }) =>
  show(
    c,
    await removal(c, {
      comment: typedText(typed, 'comment'),
      errors,
      back: backOf(c, typedText(typed, 'back')),
    }),
    422,
  ),
)

export const member = new Hono<MemberEnv>()
  .get(paths.memberRemoval, signedIn, withStructure, withMember, async (c) =>
    show(c, await removal(c, { back: backOf(c, c.req.query('back')) })),
  )
  .post(paths.memberRemoval, signedIn, withStructure, withMember, removing, async (c) => {
    const { act, member } = c.var
    const { comment, back } = c.req.valid('form')
    const words = memberWords[act.actor.language]
    const to = backOf(c, back)
    const outcome = await submitOnce(c, {
      act,
      command: (act) => removeMembership(act, member.membershipId, comment),
      landing: () => ({ to, notice: { tone: 'good', text: words.removed(member.name) } }),
    })
    if (!outcome.ok)
      return show(c, await removal(c, { comment, refusal: outcome.refusal, back: to }), STATUS[outcome.refusal])
    c.var.world.wakeMails()
    return goTo(c, outcome.value)
  })
  .get(paths.member, signedIn, withStructure, withMember, async (c) =>
    showPage(c, await memberPage(c, { back: backOf(c, c.req.query('back')) })),
  )
  .post(paths.member, signedIn, withStructure, withMember, edit, async (c) => {
    const { act, structure, member } = c.var
    const { back, service, whole, ...rest } = c.req.valid('form')
    const wait = await secondsUntilChange(c, [member.userId])
    if (wait !== null) return showTooMany(c, wait)
    const typed = { ...rest, whole: whole === '1', services: service, endsOn: rest.endsOn }
    const words = memberWords[act.actor.language]
    const to = backOf(c, back)
    const outcome = await submitOnce(c, {
      act,
      command: (act) => changeMember(act, { structureId: structure.id, userId: member.userId }, typed),
      landing: ({ isChanged }) => ({
        to,
        notice: { tone: 'good', text: isChanged ? words.saved(member.name) : words.savedNothing },
      }),
    })
    if (outcome.ok) {
      c.var.world.wakeMails()
      return goTo(c, outcome.value)
    }
    const shown = { ...typed, endsOn: typed.endsOn ?? '' }
    return showPage(
      c,
      await memberPage(c, { typed: shown, refusal: outcome.refusal, back: to }),
      STATUS[outcome.refusal],
    )
  })
