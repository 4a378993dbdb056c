import type { Act } from '../act.ts'
import { madeOnce } from '../db/made-once.ts'
import { giveUsualSubscriptions } from '../subscriptions/defaults.ts'
import { parisDate } from '../values/dates.ts'
import { type Grant, type Held, widened } from './rules.ts'

type Found = { id: number | null; held: Held; startsOn: string | null; endsOn: string | null }

const readMembership = madeOnce((db) =>
  db.selectFrom('membership').selectAll().where('user_id', '=', 0).where('structure_id', '=', 0),
)

/** The membership that someone has in a structure, ended ones left out. `id` is the row, ended or not. */
export async function findHeld(act: Act, userId: number, structureId: number): Promise<Found> {
  const [row] = await readMembership(act.db, [userId, structureId])
  const nothing = { held: null, startsOn: null, endsOn: null }
  if (!row) return { id: null, ...nothing }
  if (row.ends_on !== null && row.ends_on < parisDate(act.now)) return { id: row.id, ...nothing }
  const services = row.whole_structure
    ? []
    : await act.db.selectFrom('membership_service').select('service_id').where('membership_id', '=', row.id).execute()
  const held = { role: row.role, whole: row.whole_structure === 1, services: services.map((one) => one.service_id) }
  return { id: row.id, held, startsOn: row.starts_on, endsOn: row.ends_on }
}

/** What each requester has already in the structure asked for, by request. Two queries, however many requests. */
export async function listHeld(
  act: Act,
  requests: { id: number; user_id: number; structure_id: number }[],
): Promise<Map<number, NonNullable<Held> & { startsOn: string }>> {
  if (requests.length === 0) return new Map()
  const rows = await act.db
    .selectFrom('membership')
    .leftJoin('membership_service', 'membership_service.membership_id', 'membership.id')
    .select(['user_id', 'membership.structure_id', 'role', 'whole_structure', 'starts_on as startsOn'])
    .select('membership_service.service_id')
    .where('user_id', 'in', [...new Set(requests.map((request) => request.user_id))])
    .where('membership.structure_id', 'in', [...new Set(requests.map((request) => request.structure_id))])
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', parisDate(act.now))]))
    .execute()
  const keyOf = (one: { user_id: number; structure_id: number }) => `${one.user_id} ${one.structure_id}`
  const held = new Map<string, NonNullable<Held> & { startsOn: string }>()
  for (const row of rows) {
    const { role, startsOn } = row
    const one = held.get(keyOf(row)) ?? { role, whole: row.whole_structure === 1, services: [], startsOn }
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

type On = { userId: number; structureId: number }
type Kept = { id: number; startsOn: string; startedOn: string | null; before: Held; after: NonNullable<Held> }

/** Gives or widens a membership, from today on, with the subscriptions that its role has by itself. */
export async function holdMembership(act: Act, grant: Grant, on: On): Promise<Kept> {
  const kept = await keepMembership(act, grant, on)
  const { id, before, after } = kept
  // Widened in the same role, what a manager gave or took by hand stays as it is.
  if (before?.role !== after.role) await giveUsualSubscriptions(act, id, before?.role)
  return kept
}

/** The membership alone: one row per person and structure, whatever it held before. A new one holds no subscriptions. */
export async function keepMembership(act: Act, grant: Grant, on: On): Promise<Kept> {
  const found = await findHeld(act, on.userId, on.structureId)
  const after = widened(found.held, grant)
  const today = parisDate(act.now)
  const startsOn = found.startsOn !== null && found.startsOn < today ? found.startsOn : today
  const id = await write(act, found.id, {
    user_id: on.userId,
    structure_id: on.structureId,
    role: after.role,
    whole_structure: after.whole ? 1 : 0,
    witness_service_id: after.whole ? null : (after.services[0] ?? null),
    starts_on: startsOn,
    // A last day that was set stays set: what is given more is given until then.
    ends_on: found.endsOn,
  })
  await insertServices(act, { id, structureId: on.structureId }, after.services)
  // One that ended may be there still, with what it held.
  if (!found.held && found.id !== null)
    await act.db.deleteFrom('subscription').where('membership_id', '=', id).execute()
  return { id, startsOn, startedOn: found.startsOn, before: found.held, after }
}

type Row = {
  user_id: number
  structure_id: number
  role: NonNullable<Held>['role']
  whole_structure: 0 | 1
  witness_service_id: number | null
  starts_on: string
  ends_on: string | null
}

/** Writes the row over the one that is there, whose services go, or as a new one. */
async function write(act: Act, id: number | null, { user_id, structure_id, ...row }: Row): Promise<number> {
  if (id === null) return insertMembership(act, { user_id, structure_id, ...row })
  await act.db.updateTable('membership').set(row).where('id', '=', id).execute()
  await act.db.deleteFrom('membership_service').where('membership_id', '=', id).execute()
  return id
}

async function insertServices(act: Act, of: { id: number; structureId: number }, services: number[]): Promise<void> {
  if (services.length === 0) return
  const rows = services.map((service_id) => ({ membership_id: of.id, service_id, structure_id: of.structureId }))
  await act.db.insertInto('membership_service').values(rows).execute()
}

async function insertMembership(act: Act, row: Row): Promise<number> {
  const inserted = await act.db
    .insertInto('membership')
    .values({ ...row, created_at: act.now.toISOString() })
    .returning('id')
    .executeTakeFirstOrThrow()
  return inserted.id
}
