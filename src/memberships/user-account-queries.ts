import type { Act } from '../act.ts'
import { isOneOf } from '../db/request-queue.ts'
import { reachOf } from '../values/reach.ts'
import { listRows } from './user-row-queries.ts'
import { type Attached, isSeenBy, type ManagedUser, type Removal, type UserRow } from './user-rules.ts'
import { whyNotRemove } from './rules.ts'

/** Somebody attached to a structure, or a service, that the actor manages; undefined for everybody else. */
export async function findManagedUser(act: Act, id: number): Promise<ManagedUser | undefined> {
  if (!Number.isSafeInteger(id)) return undefined
  const attached = await listAttached(act, id)
  if (!attached.some((one) => isSeenBy(act.actor, one))) return undefined
  const user = await act.db.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirst()
  return user && user.state !== 'erased' ? { ...user, attached } : undefined
}

async function listAttached({ db, actor }: Act, userId: number): Promise<Attached[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('structure', 'structure.id', 'membership.structure_id')
    .leftJoin('membership_service as held', 'held.membership_id', 'membership.id')
    .select(['membership.id', 'membership.structure_id as structureId', 'structure.name'])
    .select(['role', 'whole_structure', 'held.service_id'])
    .where('user_id', '=', userId)
    .orderBy('structure.name_folded')
    .orderBy('membership.id')
    .execute()
  const byId = new Map<number, Attached>()
  for (const { id, service_id, whole_structure, name, ...row } of rows) {
    const known = byId.get(id) ?? {
      ...row,
      membershipId: id,
      whole: whole_structure === 1,
      name: reachOf(actor, row.structureId) ? name : null,
      services: [],
    }
    if (service_id !== null) known.services.push(service_id)
    byId.set(id, known)
  }
  return [...byId.values()]
}

/** Where a person is attached among the actor's own structures, by their names. */
export const listUserStructures = (act: Act, { attached }: ManagedUser): Promise<UserRow[]> =>
  listRows(
    act,
    attached.filter((one) => isSeenBy(act.actor, one)).map(({ membershipId }) => membershipId),
  )

/** What removing these memberships would end, before it is done. As many queries for 1,000 as for one. */
export async function listRemovals(act: Act, ids: number[]): Promise<Removal[]> {
  const rows = await listRows(act, ids)
  const counts = await act.db
    .selectFrom('subscription')
    .select(['membership_id', (eb) => eb.fn.countAll<number>().as('spaces')])
    .where(
      isOneOf(
        'membership_id',
        rows.map(({ membershipId }) => membershipId),
      ),
    )
    .groupBy('membership_id')
    .execute()
  const spaces = new Map(counts.map((row) => [row.membership_id, row.spaces]))
  return rows.map((row) => ({
    row,
    spaces: spaces.get(row.membershipId) ?? 0,
    why: whyNotRemove(act.actor, row),
  }))
}
