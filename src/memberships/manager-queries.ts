import type { Act } from '../act.ts'
import type { StructureTable } from '../db/tables.ts'
import type { Page } from '../values/page.ts'
import { canSortByName, countRequests, searchRequests } from './queries.ts'
import { type MembershipRequest, type RequestSearch, type RequestState, reachOf } from './rules.ts'

export type Queue = {
  address: RequestSearch
  page: Page<MembershipRequest>
  totals: Record<RequestState, number> | null
  structures: { id: number; name: string }[]
  canSortByName: boolean
}

/** The queue as its page shows it. Counters exist for whole structures only; managers of services see none. */
export async function readQueue(act: Act, asked: RequestSearch): Promise<Queue> {
  const byName = canSortByName(act.actor, asked)
  const address: RequestSearch = asked.sort === 'name' && !byName ? { ...asked, sort: 'oldest' } : asked
  const inPart = act.actor.memberships.some((one) => one.role !== 'simple_user' && one.services !== null)
  return {
    address,
    page: await searchRequests(act, address),
    totals: inPart ? null : await countRequests(act, address.structureId),
    structures: await listManagedNames(act),
    canSortByName: byName,
  }
}

const managedIds = (act: Act) =>
  act.actor.memberships.filter(({ role }) => role !== 'simple_user').map(({ structureId }) => structureId)

/** Names of the structures that the actor manages, wholly or in part. */
export async function listManagedNames(act: Act): Promise<{ id: number; name: string }[]> {
  const ids = managedIds(act)
  if (ids.length === 0) return []
  return act.db.selectFrom('structure').select(['id', 'name']).where('id', 'in', ids).orderBy('name_folded').execute()
}

export type ManagedStructure = {
  id: number
  name: string
  identifier_kind: StructureTable['identifier_kind']
  identifier: string
  state: 'active' | 'inactive'
  role: 'primary_manager' | 'secondary_manager'
  waiting: number
  /** The structure has no other manager of the whole: nobody decides in their absence. */
  isAlone: boolean
}

/** One page of the actor's structures, by name, with what waits there. */
export async function listManagedStructures(
  act: Act,
  part: { limit: number; offset: number },
): Promise<ManagedStructure[]> {
  const ids = managedIds(act)
  if (ids.length === 0) return []
  const rows = await act.db
    .selectFrom('structure')
    .leftJoin('membership_request_count as count', (join) =>
      join.onRef('count.structure_id', '=', 'structure.id').on('count.state', '=', 'pending'),
    )
    .select(['structure.id', 'name', 'identifier_kind', 'identifier', 'structure.state', 'count.total'])
    .select((eb) =>
      eb
        .selectFrom('membership')
        .select('membership.id')
        .whereRef('membership.structure_id', '=', 'structure.id')
        .where('membership.role', '=', 'secondary_manager')
        .limit(1)
        .as('secondary'),
    )
    .where('structure.id', 'in', ids)
    .orderBy('name_folded')
    .limit(part.limit)
    .offset(part.offset)
    .execute()
  return rows.map(({ total, secondary, ...row }) => ({
    ...row,
    role: reachOf(act.actor, row.id)?.role === 'primary_manager' ? 'primary_manager' : 'secondary_manager',
    waiting: reachOf(act.actor, row.id)?.whole ? (total ?? 0) : 0,
    isAlone: secondary === null,
  }))
}

export const countManagedStructures = (act: Act): number => managedIds(act).length
