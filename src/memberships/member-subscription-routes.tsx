import { type Context, Hono } from 'hono'
import {
  MemberSubscriptionsPage,
  type MemberSubscriptionsProps,
} from '../../views/memberships/member-subscriptions-page.tsx'
import {
  MembersSubscriptionsPage,
  type MembersSubscriptionsProps,
} from '../../views/memberships/members-subscriptions-page.tsx'
import { memberSubscriptionWords } from '../../views/words/member-subscriptions.ts'
import { secondsUntilChange } from '../http/change-limit.ts'
import { logError, showNotFound, showTooMany } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { BULK_LIMIT, type GiveRefusal, whyNotGive } from '../subscriptions/rules.ts'
import { paths, url } from '../urls.ts'
import { readChoices } from './member-choice-queries.ts'
import { heldText, membersSubscriptionsForm, subscriptionsForm } from './member-forms.ts'
import { listManagedMembers, listOpenSpaces } from './member-queries.ts'
import { backOf, type MemberEnv, withMember } from './member-routes.tsx'
import { carryOutSubscribing, changeSubscriptions, openSubscribing } from './member-subscribing.ts'
import { backToMembers, type MembersEnv, withStructure } from './members-routes.tsx'
import { runNoticeOf } from './members-run-routes.tsx'

const STATUS: Record<GiveRefusal, Status> = {
  'not-found': 404,
  'not-a-manager': 403,
  'own-subscriptions': 403,
  'beyond-your-services': 403,
  'space-closed': 409,
  'never-for-role': 409,
  'service-not-held': 409,
  'write-only': 422,
  'primary-keeps-manager': 409,
  'primary-keeps-spaces': 409,
  'role-beyond-you': 403,
  'structure-inactive': 409,
}

async function onePage(c: Context<MemberEnv>, drawn: Pick<MemberSubscriptionsProps, 'refusal' | 'back'>) {
  const { act, structure, member } = c.var
  const { choices, kept } = await readChoices(act, member)
  const why =
    structure.state === 'inactive'
      ? 'structure-inactive'
      : whyNotGive(act.actor, { ...member, structureKind: structure.kind })
  return <MemberSubscriptionsPage {...{ structure, member, choices, kept: kept.map(heldText), why, ...drawn }} />
}

const one = form<MemberEnv, typeof subscriptionsForm>(subscriptionsForm, async (c, { typed }) =>
  showPage(c, await onePage(c, { back: backOf(c, typedText(typed, 'back')) }), 422),
)

export const memberSubscriptions = new Hono<MemberEnv>()
  .get(paths.memberSubscriptions, signedIn, withStructure, withMember, async (c) =>
    showPage(c, await onePage(c, { back: backOf(c, c.req.query('back')) })),
  )
  .post(paths.memberSubscriptions, signedIn, withStructure, withMember, one, async (c) => {
    const { act, structure, member, world } = c.var
    const { held, back } = c.req.valid('form')
    const wait = await secondsUntilChange(c, [member.userId])
    if (wait !== null) return showTooMany(c, wait)
    const to = backOf(c, back)
    const words = memberSubscriptionWords[act.actor.language]
    const outcome = await submitOnce(c, {
      act,
      command: (act) => changeSubscriptions(act, { structureId: structure.id, userId: member.userId }, () => held),
      landing: ({ isChanged }) => ({
        to,
        notice: { tone: 'good', text: isChanged ? words.saved(member.name) : words.savedNothing },
      }),
    })
    if (!outcome.ok)
      return showPage(c, await onePage(c, { refusal: outcome.refusal, back: to }), STATUS[outcome.refusal])
    world.wakeMails()
    return goTo(c, outcome.value)
  })

type ManyDrawn = Pick<MembersSubscriptionsProps, 'typed' | 'errors' | 'back'>

async function manyPage(c: Context<MembersEnv>, ids: number[], drawn: ManyDrawn) {
  const { act, structure } = c.var
  const members = await listManagedMembers(act, structure.id, ids.slice(0, BULK_LIMIT))
  const people = members.filter(({ isTechnical }) => !isTechnical)
  return (
    <MembersSubscriptionsPage {...{ structure, people, spaces: await listOpenSpaces(act, structure.id), ...drawn }} />
  )
}

const many = form<MembersEnv, typeof membersSubscriptionsForm>(
  membersSubscriptionsForm,
  async (c, { typed, errors }) => {
    const drawn = {
      typed: { space: typedText(typed, 'space') ?? '', access: typedText(typed, 'access') ?? '' },
      errors,
      back: backToMembers(c, typedText(typed, 'back')),
    }
    return showPage(c, await manyPage(c, [typed['id'] ?? []].flat().map(Number), drawn), 422)
  },
)

export const membersSubscriptions = new Hono<MembersEnv>()
  .get(paths.membersSubscriptions, signedIn, withStructure, async (c) => {
    const ids = (c.req.queries('id') ?? []).map(Number)
    return showPage(c, await manyPage(c, ids, { back: backToMembers(c, c.req.query('back')) }))
  })
  .post(paths.membersSubscriptions, signedIn, withStructure, many, async (c) => {
    const { act, structure, world } = c.var
    const { id, space, access } = c.req.valid('form')
    const wait = await secondsUntilChange(c, [...new Set(id)])
    if (wait !== null) return showTooMany(c, wait)
    const input = { structureId: structure.id, space, access: access === 'none' ? null : access }
    const opened = await submitOnce(c, {
      act,
      command: (act) => openSubscribing(act, input, id),
      landing: (run) => ({ to: url(paths.attachingRun, { id: structure.id, run }), notice: null }),
    })
    if (!opened.ok) return showNotFound(c)
    const { to } = opened.value
    const runId = Number(to.split('/').at(-1))
    await carryOutSubscribing(act, runId, (error) => logError(c, error))
    world.wakeMails()
    return goTo(c, { to, notice: await runNoticeOf(c, runId) })
  })
