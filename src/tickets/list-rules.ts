import { paths, withQuery } from '../urls.ts'
import { civilDate } from '../values/dates.ts'
import { type Page, PAGE_SIZES, pagingIn, type Paging } from '../values/page.ts'
import type { Sort } from '../values/sort.ts'
import type { Ticket, TicketReason } from './rules.ts'
import type { Named } from './viewing-rules.ts'

export type LyingStatus = Exclude<Ticket['status'], 'draft'>
export type OpenReason = Exclude<TicketReason, ''>
export const OPEN_REASONS = ['creation', 'information_added', 'solution_refused'] as const satisfies OpenReason[]

/** The tabs of "Tickets reçus", in the order of the portal. */
export const TABS = ['mine', 'open', 'awaiting', 'all', 'closed'] as const
export type TicketTab = (typeof TABS)[number]
/** The one that the menu opens, whose number the menu shows. */
const USUAL_TAB: TicketTab = 'open'
export const STATUSES_OF = {
  mine: ['open'],
  open: ['open'],
  awaiting: ['awaiting_information'],
  all: ['open', 'awaiting_information', 'resolved'],
  closed: ['closed'],
} as const satisfies Record<TicketTab, LyingStatus[]>

/** `sent` is the order of arrival, which the number follows too. */
export const TICKET_COLUMNS = [
  'sent',
  'subject',
  'category',
  'subcategory',
  'status',
  'reason',
  'assignee',
  'due',
] as const
export type TicketColumn = (typeof TICKET_COLUMNS)[number]
export type TicketSort = Sort<TicketColumn>
export const NEWEST_FIRST: TicketSort = { column: 'sent', isDown: true }

/** Which tickets, in which order, which part of them: the list's address says all of it. */
export type TicketSearch = {
  tab: TicketTab
  q: string
  /** `s` and a structure's id (s0: the platform support), or `v` and a service's: as the word index calls them. */
  place: string | null
  /** `k` and a category's id, or `c` and a sub-category's. */
  category: string | null
  assignee: 'me' | 'nobody' | number | null
  reason: OpenReason | null
  isLate: boolean
  /** Civil dates in France, both included. */
  from: string | null
  to: string | null
  sort: TicketSort
  paging: Paging
  /** Whether the fields that narrow it are drawn. */
  showsFilters: boolean
}

const sortOf = ({ column, isDown }: TicketSort): string | undefined =>
  column === NEWEST_FIRST.column && isDown === NEWEST_FIRST.isDown ? undefined : `${isDown ? '-' : ''}${column}`

const textOf = (value: string | number | null | false): string | undefined => (value ? String(value) : undefined)

/** Pure. The query without the page: what the pager, the export and the news carry along. Usual values are left out. */
export const ticketQuery = (search: TicketSearch): Record<string, string | undefined> => ({
  tab: textOf(search.tab !== USUAL_TAB && search.tab),
  q: textOf(search.q),
  place: textOf(search.place),
  category: textOf(search.category),
  assignee: textOf(search.assignee),
  reason: textOf(search.reason),
  late: textOf(search.isLate && 1),
  from: textOf(search.from),
  to: textOf(search.to),
  sort: sortOf(search.sort),
  filters: textOf(search.showsFilters && 1),
})

/** Pure. The address of the list, with something changed: any change but the page's own leads back to page one. */
export function ticketsHref(search: TicketSearch, change: Partial<TicketSearch> = {}): string {
  const { page, size } = Object.keys(change).length === 0 ? search.paging : { ...search.paging, page: 1 }
  return withQuery(paths.tickets, {
    ...ticketQuery({ ...search, ...change }),
    rows: size === PAGE_SIZES[0] ? undefined : size,
    page: page === 1 ? undefined : page,
  })
}

/** What narrows a tab, when nothing does. */
export const NO_FILTER = {
  q: '',
  place: null,
  category: null,
  assignee: null,
  reason: null,
  isLate: false,
  from: null,
  to: null,
} as const satisfies Partial<TicketSearch>

/** Pure. Whether a list is narrowed, other than to a structure or service: then its tab's counter does not count it. */
export const isNarrowed = ({ q, category, assignee, reason, isLate, from, to }: TicketSearch): boolean =>
  q !== '' || category !== null || assignee !== null || reason !== null || isLate || from !== null || to !== null

function sortIn(typed: string): TicketSort {
  const column = TICKET_COLUMNS.find((one) => one === typed.replace(/^-/, ''))
  return column ? { column, isDown: typed.startsWith('-') } : NEWEST_FIRST
}

function assigneeIn(typed: string): TicketSearch['assignee'] {
  if (typed === 'me' || typed === 'nobody') return typed
  return /^[1-9]\d{0,14}$/.test(typed) ? Number(typed) : null
}

const tokenIn = (typed: string, kinds: RegExp): string | null => (kinds.test(typed) ? typed : null)

/** Pure. Reads the address of the list; nonsense in it is taken as the usual. */
export function ticketSearchIn({ searchParams: query }: URL): TicketSearch {
  const text = (name: string) => (query.get(name) ?? '').trim()
  const tab = TABS.find((one) => one === text('tab')) ?? USUAL_TAB
  return {
    tab,
    q: text('q').slice(0, 100),
    place: tokenIn(text('place'), /^[sv]\d{1,15}$/),
    category: tokenIn(text('category'), /^[kc]\d{1,15}$/),
    assignee: tab === 'mine' ? null : assigneeIn(text('assignee')),
    // Only open tickets have one.
    reason: OPEN_REASONS.find((one) => one === text('reason') && tab !== 'awaiting' && tab !== 'closed') ?? null,
    isLate: text('late') === '1' && tab !== 'awaiting' && tab !== 'closed',
    from: civilDate(text('from')),
    to: civilDate(text('to')),
    sort: sortIn(text('sort')),
    paging: pagingIn(query),
    showsFilters: query.has('filters'),
  }
}

/** One row of the list. Of the sub-category the id: its name is in the reader's language. */
export type ListedTicket = Pick<
  Ticket,
  | 'id'
  | 'status'
  | 'reason'
  | 'subject'
  | 'due_at'
  | 'route'
  | 'recipient_structure_id'
  | 'recipient_service_id'
  | 'writer_id'
  | 'solution_by_id'
  | 'assignee_id'
  | 'last_activity_id'
> & { position: number; sentAt: string; subcategoryId: number; assigneeName: string | null }

/** A sub-category as lists name it, with its category. */
export type ListedSubcategory = {
  id: number
  categoryId: number
  name: string
  category: string
}

/** A structure or a service of the reader's, as the filter names it; without a structure the platform support. */
export type ListedPlace = { token: string; structure: string | null; service: string | null }

/** The list as its page shows it. */
export type TicketListPage = {
  /** As it was read: what cannot be had is left out of it. */
  search: TicketSearch
  page: Page<ListedTicket>
  /** Null beside a search; one's own only up to a limit (null beyond). */
  counts: Record<TicketTab, number | null> | null
  subcategories: ListedSubcategory[]
  /** Columns by which this list can be sorted. */
  sortable: TicketColumn[]
  /** The words that were looked for where nothing had those of the search. */
  meant: string | null
  /** What there is to choose from, while the filters are shown. */
  choices: { places: ListedPlace[]; colleagues: Named[] } | null
  /** What is known of arrivals; null where none are told. */
  since: number | null
}

/** So many are given out in one go, at most. */
export const ASSIGN_LIMIT = 500

/** Arrivals are counted so far, then told as more than that. */
export const NEWS_COUNTED = 100
