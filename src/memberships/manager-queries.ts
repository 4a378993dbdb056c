import { sql } from 'kysely'
import type { Act, Actor } from '../act.ts'
import { parisDate } from '../values/dates.ts'
import type { StructureTable } from '../db/tables.ts'
import type { Page } from '../values/page.ts'
import { canSortByName, countByState, countFound, isOneOf, searchIds } from '../db/request-queue.ts'
import { listManagedNames } from '../subscriptions/queue-queries.ts'
import { listManagedLines } from './queries.ts'
import { hasOtherManager } from './warning-single.ts'
import { managed, reachOf } from '../values/reach.ts'
import type { RequestSearch, RequestState } from '../values/request-queue.ts'
import { BY_NAME, type Sort } from '../values/sort.ts'
import type { RequestLine } from './rules.ts'

export type Queue = {
  address: RequestSearch
  page: Page<RequestLine>
  totals: Record<RequestState, number> | null
  structures: { id: number; name: string }[]
  canSortByName: boolean
  actor: Actor
}

/** The queue as its page shows it. Counters exist for whole structures only; managers of services see none. */
export async function readQueue(act: Act, asked: RequestSearch): Promise<Queue> {
  const byName = canSortByName(act.actor, asked)
  const search: RequestSearch = asked.sort === 'name' && !byName ? { ...asked, sort: 'oldest' } : asked
  const inPart = managed(act.actor).some(({ whole }) => !whole)
  const totals = await countByState(act, 'membership_request', search.structureId)
  const found = await searchIds(act, { kind: 'membership_request', search }, totals)
  return {
    address: { ...search, paging: found.paging },
    page: { ...found, rows: await listManagedLines(act, found.rows) },
    // They count all requests: beside the few that a search finds they would mislead.
    totals: inPart || search.q ? null : totals,
    actor: act.actor,
    structures: await listManagedNames(act),
    canSortByName: byName,
  }
}

const managedIds = (act: Act) => managed(act.actor).map(({ structureId }) => structureId)

export type ManagedStructure = {
  id: number
  name: string
  identifier_kind: StructureTable['identifier_kind']
  identifier: string
  state: 'active' | 'inactive'
  role: 'primary_manager' | 'secondary_manager'
  /** Membership requests that wait there. Null where counting stopped. */
  waiting: number | null
  waitingSubscriptions: number | null
  /** Active, and nobody but the primary manager manages the whole of it: nobody decides in their absence. */
  isAlone: boolean
}

/** The columns by which "Mes structures" can be sorted. */
export const STRUCTURE_SORTS = ['name', 'identifier'] as const
export type StructureSort = Sort<(typeof STRUCTURE_SORTS)[number]>
type Part = { limit: number; offset: number; sort?: StructureSort }

/** One page of the actor's structures, by name unless told otherwise, with what waits there. */
export async function listManagedStructures(act: Act, part: Part): Promise<ManagedStructure[]> {
  const ids = await listPage(act, part)
  if (ids.length === 0) return []
  const rows = await act.db
    .selectFrom('structure')
    .leftJoin('membership_request_count as count', (join) =>
      join.onRef('count.structure_id', '=', 'structure.id').on('count.state', '=', 'pending'),
    )
    .leftJoin('subscription_request_count as asked', (join) =>
      join.onRef('asked.structure_id', '=', 'structure.id').on('asked.state', '=', 'pending'),
    )
    .select(['structure.id', 'name', 'identifier_kind', 'identifier', 'structure.state'])
    .select(['count.total as memberships', 'asked.total as subscriptions'])
    .select(hasOtherManager(sql.ref('structure.id'), parisDate(act.now)).as('hasOther'))
    .where(isOneOf('structure.id', ids))
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return Promise.all(
    ids
      .flatMap((id) => byId.get(id) ?? [])
      .map(async ({ memberships, subscriptions, hasOther, ...row }) => ({
        ...row,
        role: reachOf(act.actor, row.id)?.role === 'primary_manager' ? 'primary_manager' : 'secondary_manager',
        ...(reachOf(act.actor, row.id)?.whole
          ? { waiting: memberships ?? 0, waitingSubscriptions: subscriptions ?? 0 }
          : await countForServices(act, row.id)),
        isAlone: row.state === 'active' && hasOther === 0,
      })),
  )
}

/** Who may be a manager of thousands has only the page's structures looked at further. */
async function listPage(act: Act, { limit, offset, sort = BY_NAME }: Part): Promise<number[]> {
  const mine = managedIds(act)
  if (mine.length === 0) return []
  const way = sort.isDown ? 'desc' : 'asc'
  const rows = await act.db
    .selectFrom('structure')
    .select('id')
    .where(isOneOf('id', mine))
    .orderBy(sort.column === 'name' ? 'name_folded' : 'identifier', way)
    .orderBy('id', way)
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(({ id }) => id)
}

/** What waits for a manager of some services of a structure; null beyond what is counted. */
async function countForServices(act: Act, structureId: number) {
  const search: RequestSearch = { state: 'pending', structureId, q: '', sort: 'oldest', paging: { page: 1, size: 1 } }
  return {
    waiting: await countFound(act, 'membership_request', search),
    waitingSubscriptions: await countFound(act, 'subscription_request', search),
  }
}

export const countManagedStructures = (act: Act): number => managedIds(act).length
