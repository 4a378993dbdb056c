import type { Access, Act, Space } from '../act.ts'
import { carryOutBulkRun, openBulkRun } from '../auth/running-in-bulk.ts'
import { inTransaction } from '../db/transaction.ts'
import { setSubscriptions } from '../subscriptions/giving.ts'
import { listHeldSpaces } from '../subscriptions/queries.ts'
import { BULK_LIMIT, type GiveRefusal, type Held } from '../subscriptions/rules.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { mailSubscriptions } from './member-mails.ts'
import { findManagedMember, findMembersOf, listManagedMembers } from './member-queries.ts'
import type { MemberRow } from './rules.ts'

type On = { structureId: number; userId: number }
type Subscribed = Result<{ member: MemberRow; isChanged: boolean }, GiveRefusal>

/** Makes what `wanted` answers the member's subscriptions, all of them. One line in the history and one mail, if they change. */
export const changeSubscriptions = (act: Act, on: On, wanted: (held: Held[]) => Held[]): Promise<Subscribed> =>
  inTransaction(act, async (act): Promise<Subscribed> => {
    const structure = await findMembersOf(act, on.structureId)
    const member = await findManagedMember(act, on.structureId, on.userId)
    // A technical user's spaces go with its own page.
    if (!structure || !member || member.isTechnical) return refuse('not-found')
    if (structure.state === 'inactive') return refuse('structure-inactive')
    const before = await listHeldSpaces(act, member.membershipId)
    const set = await setSubscriptions(act, member.membershipId, wanted(before))
    if (!set.ok) return set
    const after = await listHeldSpaces(act, member.membershipId)
    const isChanged = JSON.stringify(before) !== JSON.stringify(after)
    if (isChanged) await mailSubscriptions(act, member, await named(act, after))
    return accept({ member, isChanged })
  })

async function named({ db }: Act, held: Held[]) {
  const ids = held.flatMap(({ serviceId }) => serviceId ?? [])
  const services =
    ids.length === 0 ? [] : await db.selectFrom('service').select(['id', 'name']).where('id', 'in', ids).execute()
  const names = new Map(services.map(({ id, name }) => [id, name]))
  return held.map(({ space, access, serviceId }) => ({
    space,
    access,
    service: serviceId === null ? null : (names.get(serviceId) ?? ''),
  }))
}

export const SUBSCRIBE_RUN = 'membership.subscriptions'
/** One space for several members; without an access it is taken away, for all services and each. */
export type OneSpace = { structureId: number; space: Space; access: Access | null }

/** Notes whose subscriptions to change, as one run; `carryOutSubscribing` does it. */
export const openSubscribing = (act: Act, input: OneSpace, userIds: number[]): Promise<Result<number, 'not-found'>> =>
  inTransaction(act, async (act): Promise<Result<number, 'not-found'>> => {
    const members = await listManagedMembers(act, input.structureId, [...new Set(userIds)].slice(0, BULK_LIMIT))
    if (members.length === 0) return refuse('not-found')
    const items = members.map(({ userId, name }) => ({ id: userId, label: name }))
    return accept(await openBulkRun(act, { kind: SUBSCRIBE_RUN, input, items }))
  })

/** Changes what is left of a run. */
export const carryOutSubscribing = (act: Act, runId: number, failed: (error: unknown) => void): Promise<void> =>
  carryOutBulkRun<OneSpace>(act, runId, {
    kind: SUBSCRIBE_RUN,
    each: (act, userId, { structureId, space, access }) =>
      changeSubscriptions(act, { structureId, userId }, (held) => {
        const others = held.filter((one) => one.space !== space)
        return access === null ? others : [...others, { space, access, serviceId: null }]
      }),
    failed,
  })
