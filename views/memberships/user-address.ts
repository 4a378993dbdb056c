import { SEARCHED_STATUSES, type UserSearch } from '../../src/memberships/user-rules.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { PAGE_SIZES, pagingIn } from '../../src/values/page.ts'
import { sortIn, sortText } from '../../src/values/sort.ts'

export const USERS_PANEL = 'users-panel'
const CRITERION_MAX = 100

/** The query without the page: what the pager and the acts on all that was found carry along. */
export const userQuery = ({
  isAsked,
  paging: _paging,
  sort,
  ...criteria
}: UserSearch): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(criteria).map(([name, value]) => [name, value || undefined])),
  // An empty search is one too: it finds everybody.
  asked: isAsked && Object.values(criteria).every((value) => !value) ? '1' : undefined,
  sort: sortText(sort),
})

/** The address of a search, at its page. */
export const userHref = (search: UserSearch): string =>
  withQuery(paths.userSearch, {
    ...userQuery(search),
    rows: search.paging.size === PAGE_SIZES[0] ? undefined : search.paging.size,
    page: search.paging.page === 1 ? undefined : search.paging.page,
  })

/** Reads the address of a search; nonsense in it is taken as the usual. */
export function userSearchOf({ searchParams }: URL): UserSearch {
  const text = (name: string) => (searchParams.get(name) ?? '').slice(0, CRITERION_MAX).trim()
  const criteria = {
    last: text('last'),
    first: text('first'),
    login: text('login'),
    status: SEARCHED_STATUSES.find((one) => one === searchParams.get('status')) ?? null,
    structure: text('structure'),
    service: text('service'),
  }
  const isAsked = searchParams.has('asked') || Object.values(criteria).some((value) => value)
  return { isAsked, ...criteria, sort: sortIn(searchParams, ['name']), paging: pagingIn(searchParams) }
}
