import type { Actor } from '../../src/act.ts'
import {
  type MembershipRequest,
  REQUEST_STATES,
  type RequestSearch,
  type RequestSort,
  type RequestState,
} from '../../src/memberships/rules.ts'
import { type Page, PAGE_SIZES, pagingIn } from '../../src/values/page.ts'
import { paths, withQuery } from '../../src/urls.ts'

/** The state of the queue as its address holds it. */
export type QueueAddress = RequestSearch

/** Pending requests are worked off oldest first; decided ones are looked up, newest first. */
export const usualSort = (state: RequestState): RequestSort => (state === 'pending' ? 'oldest' : 'newest')

/** The query without the page: what the pager and the search form carry along. Usual values are left out. */
export const queueQuery = ({ state, structureId, q, sort }: QueueAddress): Record<string, string | undefined> => ({
  state: state === 'pending' ? undefined : state,
  structure: structureId === null ? undefined : String(structureId),
  q: q || undefined,
  sort: sort === usualSort(state) ? undefined : sort,
})

/** The address of the queue, with something changed: any change but the page's own leads back to page one. */
export function queueHref(address: QueueAddress, change: Partial<QueueAddress> = {}): string {
  const state = change.state ?? address.state
  const sort = change.sort ?? (change.state ? usualSort(change.state) : address.sort)
  const { size } = address.paging
  const page = Object.keys(change).length === 0 ? address.paging.page : 1
  return withQuery(paths.membershipRequests, {
    ...queueQuery({ ...address, ...change, state, sort }),
    rows: size === PAGE_SIZES[0] ? undefined : size,
    page: page === 1 ? undefined : page,
  })
}

export type QueueProps = {
  address: QueueAddress
  page: Page<MembershipRequest>
  /** Null for managers of services alone: they have no counters. */
  totals: Record<RequestState, number> | null
  structures: { id: number; name: string }[]
  canSortByName: boolean
  actor: Actor
}

export const QUEUE_PANEL = 'membership-requests-panel'

/** Reads an address of the queue; nonsense in it is taken as the usual. */
export function queueAddressOf({ searchParams }: URL): QueueAddress {
  const state = REQUEST_STATES.find((one) => one === searchParams.get('state')) ?? 'pending'
  const sort = SORTS.find((one) => one === searchParams.get('sort')) ?? usualSort(state)
  const structureId = Number(searchParams.get('structure') ?? '')
  return {
    state,
    sort,
    structureId: Number.isSafeInteger(structureId) && structureId > 0 ? structureId : null,
    q: (searchParams.get('q') ?? '').slice(0, 100).trim(),
    paging: pagingIn(searchParams),
  }
}

const SORTS = ['oldest', 'newest', 'name'] as const satisfies RequestSort[]
