import { sql } from 'kysely'
import type { Act, AnyAct, Space } from '../act.ts'
import { parisDate } from '../values/dates.ts'
import { findMember } from './queries.ts'
import type { Member } from './rules.ts'

/** The actor as a member of a structure, while that membership is in force. */
export const findOwnMember = async (act: Act, structureId: number): Promise<Member | undefined> =>
  act.actor.memberships.some((one) => one.structureId === structureId)
    ? findMember(act, { userId: act.actor.id, structureId })
    : undefined

/** The requests of somebody that wait in a structure, by the spaces that they ask for. */
export async function listPendingSpaces(
  { db }: AnyAct,
  { userId, structureId }: { userId: number; structureId: number },
): Promise<Map<Space, number>> {
  const rows = await db
    .selectFrom('subscription_request_space')
    .select(['space', 'request_id'])
    .where('user_id', '=', userId)
    .where('structure_id', '=', structureId)
    // Written out: with a bound value SQLite could not use the index of what waits.
    .where(sql<boolean>`is_pending = 1`)
    .execute()
  return new Map(rows.map(({ space, request_id }) => [space, request_id]))
}

/** Open services of a structure that a member reaches, by name, `limit` at most. */
export const listOwnServices = ({ db }: AnyAct, member: Member, limit: number) =>
  db
    .selectFrom('service')
    .select(['id', 'code', 'name'])
    .where('structure_id', '=', member.structureId)
    .where('state', '=', 'open')
    .$if(!member.whole, (query) =>
      query.where(sql<boolean>`id in (select value from json_each(${JSON.stringify(member.services)}))`),
    )
    .orderBy('name_folded')
    .orderBy('id')
    .limit(limit)
    .execute()

type Reached = { structureId: number; whole: boolean; services: number[] }

/** Who holds "Activités du gestionnaire" far enough to decide a request that reaches this, and wants mails at once. */
export async function listSubscriptionDeciders(act: Act, { structureId, whole, services }: Reached) {
  const today = parisDate(act.now)
  const rows = await act.db
    .selectFrom('subscription')
    .innerJoin('membership', 'membership.id', 'subscription.membership_id')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['user.id', 'user.contact_email', 'user.language', 'membership.whole_structure', 'subscription.service_id'])
    .select(
      sql<string>`(select json_group_array(service_id) from membership_service as held
        where held.membership_id = membership.id)`.as('held'),
    )
    .where('subscription.structure_id', '=', structureId)
    .where('subscription.space', '=', 'manager')
    .where('subscription.access', '=', 'write')
    .where('membership.starts_on', '<=', today)
    .where((eb) => eb.or([eb('membership.ends_on', 'is', null), eb('membership.ends_on', '>=', today)]))
    .where('user.state', '=', 'active')
    .where('user.manager_mails', '=', 'at_once')
    .where('user.id', '<>', act.actor.id)
    .orderBy('user.id')
    .execute()
  const managed = new Map<number, { whole: boolean; services: number[] }>()
  for (const row of rows) {
    const one = managed.get(row.id) ?? { whole: false, services: [] }
    if (row.service_id !== null) one.services.push(row.service_id)
    else if (row.whole_structure === 1) one.whole = true
    else one.services.push(...(JSON.parse(row.held) as number[]))
    managed.set(row.id, one)
  }
  const decides = (id: number) => {
    const reach = managed.get(id)
    return reach?.whole === true || (!whole && services.every((service) => reach?.services.includes(service)))
  }
  return [...new Map(rows.map((row) => [row.id, row])).values()].filter(({ id }) => decides(id))
}
