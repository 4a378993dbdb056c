import type { Act } from '../act.ts'
import { giveUsualSubscriptions } from '../subscriptions/defaults.ts'
import { parisDate } from '../values/dates.ts'
import { type Grant, type Held, widened } from './rules.ts'

/** The membership that someone has in a structure, ended ones left out. `id` is the row, ended or not. */
export async function findHeld(
  act: Act,
  userId: number,
  structureId: number,
): Promise<{ id: number | null; held: Held; startsOn: string | null }> {
  const row = await act.db
    .selectFrom('membership')
    .selectAll()
    .where('user_id', '=', userId)
    .where('structure_id', '=', structureId)
    .executeTakeFirst()
  if (!row) return { id: null, held: null, startsOn: null }
  if (row.ends_on !== null && row.ends_on < parisDate(act.now)) return { id: row.id, held: null, startsOn: null }
  const services = row.whole_structure
    ? []
    : await act.db.selectFrom('membership_service').select('service_id').where('membership_id', '=', row.id).execute()
  const held = { role: row.role, whole: row.whole_structure === 1, services: services.map((one) => one.service_id) }
  return { id: row.id, held, startsOn: row.starts_on }
}

/** What each requester has already in the structure asked for, by request. Two queries, however many requests. */
export async function listHeld(
  act: Act,
  requests: { id: number; user_id: number; structure_id: number }[],
): Promise<Map<number, NonNullable<Held>>> {
  if (requests.length === 0) return new Map()
  const rows = await act.db
    .selectFrom('membership')
    .leftJoin('membership_service', 'membership_service.membership_id', 'membership.id')
    .select(['user_id', 'membership.structure_id', 'role', 'whole_structure', 'membership_service.service_id'])
    .where('user_id', 'in', [...new Set(requests.map((request) => request.user_id))])
    .where('membership.structure_id', 'in', [...new Set(requests.map((request) => request.structure_id))])
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', parisDate(act.now))]))
    .execute()
  const keyOf = (one: { user_id: number; structure_id: number }) => `${one.user_id} ${one.structure_id}`
  const held = new Map<string, NonNullable<Held>>()
  for (const row of rows) {
    const one = held.get(keyOf(row)) ?? { role: row.role, whole: row.whole_structure === 1, services: [] }
    if (row.service_id !== null) one.services.push(row.service_id)
    held.set(keyOf(row), one)
  }
  return new Map(
    requests.flatMap((request) => {
      const one = held.get(keyOf(request))
      return one ? [[request.id, one] as const] : []
    }),
  )
}

/** Gives or widens a membership, from today on. One row per person and structure, whatever it held before. */
export async function holdMembership(
  act: Act,
  grant: Grant,
  on: { userId: number; structureId: number },
): Promise<{ id: number; startsOn: string; startedOn: string | null; before: Held; after: NonNullable<Held> }> {
  const found = await findHeld(act, on.userId, on.structureId)
  const after = widened(found.held, grant)
  const today = parisDate(act.now)
  const startsOn = found.startsOn !== null && found.startsOn < today ? found.startsOn : today
  const row = {
    role: after.role,
    whole_structure: after.whole ? (1 as const) : (0 as const),
    witness_service_id: after.whole ? null : (after.services[0] ?? null),
    starts_on: startsOn,
    ends_on: null,
  }
  const id = found.id ?? (await insertMembership(act, { ...row, user_id: on.userId, structure_id: on.structureId }))
  if (found.id !== null) {
    await act.db.updateTable('membership').set(row).where('id', '=', id).execute()
    await act.db.deleteFrom('membership_service').where('membership_id', '=', id).execute()
  }
  if (after.services.length > 0)
    await act.db
      .insertInto('membership_service')
      .values(after.services.map((service_id) => ({ membership_id: id, service_id, structure_id: on.structureId })))
      .execute()
  if (!found.held) await act.db.deleteFrom('subscription').where('membership_id', '=', id).execute()
  // Widened in the same role, what a manager gave or took by hand stays as it is.
  if (found.held?.role !== after.role) await giveUsualSubscriptions(act, id, found.held?.role)
  return { id, startsOn, startedOn: found.startsOn, before: found.held, after }
}

type Row = {
  user_id: number
  structure_id: number
  role: NonNullable<Held>['role']
  whole_structure: 0 | 1
  witness_service_id: number | null
  starts_on: string
  ends_on: null
}

async function insertMembership(act: Act, row: Row): Promise<number> {
  const inserted = await act.db
    .insertInto('membership')
    .values({ ...row, created_at: act.now.toISOString() })
    .returning('id')
    .executeTakeFirstOrThrow()
  return inserted.id
}
