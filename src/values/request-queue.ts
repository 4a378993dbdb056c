import { withQuery } from '../urls.ts'
import { PAGE_SIZES, pagingIn, type Paging } from './page.ts'

/** Requests of every kind wait, are decided by a manager, or are taken back by whoever asked. */
export type RequestState = 'pending' | 'validated' | 'refused' | 'withdrawn'
export const REQUEST_STATES = ['pending', 'validated', 'refused', 'withdrawn'] as const satisfies RequestState[]
/** `oldest` and `newest` by arrival, `name` by the requester's name. */
export type RequestSort = 'oldest' | 'newest' | 'name'
const SORTS = ['oldest', 'newest', 'name'] as const satisfies RequestSort[]

/** Which requests, in which order, which part of them: a queue's address says all of it. */
export type RequestSearch = {
  state: RequestState
  structureId: number | null
  q: string
  sort: RequestSort
  paging: Paging
}

/** Pending requests are worked off oldest first; decided ones are looked up, newest first. */
export const usualSort = (state: RequestState): RequestSort => (state === 'pending' ? 'oldest' : 'newest')

/** The query without the page: what the pager and the search form carry along. Usual values are left out. */
export const searchQuery = ({ state, structureId, q, sort }: RequestSearch): Record<string, string | undefined> => ({
  state: state === 'pending' ? undefined : state,
  structure: structureId === null ? undefined : String(structureId),
  q: q || undefined,
  sort: sort === usualSort(state) ? undefined : sort,
})

/** The address of a queue, with something changed: any change but the page's own leads back to page one. */
export function searchHref(path: string, search: RequestSearch, change: Partial<RequestSearch> = {}): string {
  const state = change.state ?? search.state
  const sort = change.sort ?? (change.state ? usualSort(change.state) : search.sort)
  const { size } = search.paging
  const page = Object.keys(change).length === 0 ? search.paging.page : 1
  return withQuery(path, {
    ...searchQuery({ ...search, ...change, state, sort }),
    rows: size === PAGE_SIZES[0] ? undefined : size,
    page: page === 1 ? undefined : page,
  })
}

/** Reads the address of a queue; nonsense in it is taken as the usual. */
export function searchIn({ searchParams }: URL): RequestSearch {
  const state = REQUEST_STATES.find((one) => one === searchParams.get('state')) ?? 'pending'
  const structureId = Number(searchParams.get('structure') ?? '')
  return {
    state,
    sort: SORTS.find((one) => one === searchParams.get('sort')) ?? usualSort(state),
    structureId: Number.isSafeInteger(structureId) && structureId > 0 ? structureId : null,
    q: (searchParams.get('q') ?? '').slice(0, 100).trim(),
    paging: pagingIn(searchParams),
  }
}
