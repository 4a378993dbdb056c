import type { Act, Actor } from '../act.ts'
import { madeOnce } from '../db/made-once.ts'
import { canSortByName, countByState, isOneOf, searchIds } from '../db/request-queue.ts'
import type { Page } from '../values/page.ts'
import { managed } from '../values/reach.ts'
import type { RequestSearch, RequestState } from '../values/request-queue.ts'
import { listManagedSubscriptionRequests } from './decision-queries.ts'
import type { SubscriptionRequest } from './rules.ts'

const kind = 'subscription_request'

export type SubscriptionQueue = {
  address: RequestSearch
  page: Page<SubscriptionRequest>
  /** Null for managers of services alone, and beside what a search finds. */
  totals: Record<RequestState, number> | null
  structures: { id: number; name: string }[]
  canSortByName: boolean
  actor: Actor
}

/** The queue as its page shows it. Counters exist for whole structures only; managers of services see none. */
export async function readSubscriptionQueue(act: Act, asked: RequestSearch): Promise<SubscriptionQueue> {
  const byName = canSortByName(act.actor, asked)
  const search: RequestSearch = asked.sort === 'name' && !byName ? { ...asked, sort: 'oldest' } : asked
  const totals = await countByState(act, kind, search.structureId)
  const found = await searchIds(act, { kind, search }, totals)
  const inPart = managed(act.actor).some(({ whole }) => !whole)
  return {
    address: { ...search, paging: found.paging },
    page: { ...found, rows: await listManagedSubscriptionRequests(act, found.rows) },
    // They count all requests: beside the few that a search finds they would mislead.
    totals: inPart || search.q ? null : totals,
    actor: act.actor,
    structures: await listManagedNames(act),
    canSortByName: byName,
  }
}

const readNames = madeOnce((db) =>
  db.selectFrom('structure').select(['id', 'name']).where(isOneOf('id', [])).orderBy('name_folded'),
)

/** Names of the structures that the actor manages, wholly or in part. */
export async function listManagedNames(act: Act): Promise<{ id: number; name: string }[]> {
  const ids = managed(act.actor).map(({ structureId }) => structureId)
  return ids.length === 0 ? [] : readNames(act.db, [JSON.stringify(ids)])
}
