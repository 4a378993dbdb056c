import type { Act, Actor } from '../act.ts'
import { parisDate } from '../values/dates.ts'
import type { StructureTable } from '../db/tables.ts'
import type { Page } from '../values/page.ts'
import { canSortByName, countFound, countRequests, searchRequests } from './queries.ts'
import { type MembershipRequest, type RequestSearch, type RequestState, reachOf } from './rules.ts'

export type Queue = {
  address: RequestSearch
  page: Page<MembershipRequest>
  totals: Record<RequestState, number> | null
  structures: { id: number; name: string }[]
  canSortByName: boolean
  actor: Actor
}

/** The queue as its page shows it. Counters exist for whole structures only; managers of services see none. */
export async function readQueue(act: Act, asked: RequestSearch): Promise<Queue> {
  const byName = canSortByName(act.actor, asked)
  const address: RequestSearch = asked.sort === 'name' && !byName ? { ...asked, sort: 'oldest' } : asked
  const inPart = act.actor.memberships.some((one) => one.role !== 'simple_user' && one.services !== null)
  const totals = await countRequests(act, address.structureId)
  const page = await searchRequests(act, address, totals)
  return {
    address: { ...address, paging: page.paging },
    page,
    // They count all requests: beside the few that a search finds they would mislead.
    totals: inPart || address.q ? null : totals,
    actor: act.actor,
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
  /** Null where counting stopped. */
  waiting: number | null
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
  const today = parisDate(act.now)
  const rows = await act.db
    .selectFrom('structure')
    .leftJoin('membership_request_count as count', (join) =>
      join.onRef('count.structure_id', '=', 'structure.id').on('count.state', '=', 'pending'),
    )
    .select(['structure.id', 'name', 'identifier_kind', 'identifier', 'structure.state', 'count.total'])
    .select((eb) =>
      eb
        .selectFrom('membership')
        .innerJoin('user', 'user.id', 'membership.user_id')
        .select('membership.id')
        .whereRef('membership.structure_id', '=', 'structure.id')
        .where('membership.role', '=', 'secondary_manager')
        .where('membership.whole_structure', '=', 1)
        .where('membership.starts_on', '<=', today)
        .where((on) => on.or([on('membership.ends_on', 'is', null), on('membership.ends_on', '>=', today)]))
        .where('user.state', '=', 'active')
        .limit(1)
        .as('secondary'),
    )
    .where('structure.id', 'in', ids)
    .orderBy('name_folded')
    .limit(part.limit)
    .offset(part.offset)
    .execute()
  return Promise.all(
    rows.map(async ({ total, secondary, ...row }) => ({
      ...row,
      role: reachOf(act.actor, row.id)?.role === 'primary_manager' ? 'primary_manager' : 'secondary_manager',
      waiting: reachOf(act.actor, row.id)?.whole ? (total ?? 0) : await countForServices(act, row.id),
      isAlone: secondary === null,
    })),
  )
}

/** What waits for a manager of some services of a structure; null beyond what is counted. */
const countForServices = (act: Act, structureId: number): Promise<number | null> =>
  countFound(act, { state: 'pending', structureId, q: '', sort: 'oldest', paging: { page: 1, size: 1 } })

export const countManagedStructures = (act: Act): number => managedIds(act).length
