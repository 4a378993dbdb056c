import type { Act } from '../act.ts'
import { COUNT_LIMIT, lastPage, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import { canMerge } from './list-arms.ts'
import { findFound, listCounted, listPositions, searchedIn, type TicketList } from './list-queries.ts'
import { countTabs, listColleagues, listPlaces, listRowsAt, listSubcategories } from './list-row-queries.ts'
import {
  isNarrowed,
  type ListedTicket,
  NEWEST_FIRST,
  TICKET_COLUMNS,
  type TicketColumn,
  type TicketListPage,
  type TicketSearch,
} from './list-rules.ts'
import { findLanes, lanesOf } from './list-scope-queries.ts'
import { isFound } from './list-sql.ts'
import { findPlaces } from './list-start-queries.ts'
import { findNewsMark } from './news-queries.ts'
import { findNearWords } from './search-queries.ts'

/** What an address means now. A structure or service that the actor does not read is left out of it. */
export async function findTicketList(act: Act, asked: TicketSearch): Promise<TicketList> {
  const lanes = await findLanes(act, asked.place)
  const search = lanes ? asked : { ...asked, place: null }
  const list = { search, lanes: lanes ?? lanesOf(act.actor) }
  return {
    ...list,
    places: await findPlaces(act, search),
    subcategories: await listSubcategories(act),
    found: await findFound(act, list),
  }
}

/** Pure. In the order of arrival always; in another one where an index has it, or where there are few enough to be put in order. */
export function canSort(list: TicketList, column: TicketColumn, total: number | null): boolean {
  const search: TicketSearch = { ...list.search, sort: { column, isDown: false } }
  if (column === 'sent' || (total !== null && (isNarrowed(search) || total <= COUNT_LIMIT))) return true
  return !isFound(search) && (search.tab === 'mine' || canMerge({ ...list, search }))
}

/** The list as its page shows it. */
export async function readTicketList(act: Act, asked: TicketSearch): Promise<TicketListPage> {
  const list = await findTicketList(act, asked)
  // Beside a search the counters of tabs would mislead, and are not shown.
  const counts = isNarrowed(list.search) ? null : await countTabs(act, list.lanes)
  const counted = await countList(act, list, counts)
  const near = counted.total === 0 && list.search.q ? await findMeant(act, list, counts) : null
  const read = near ?? { list, counted, meant: null }
  const { total } = read.counted
  const { column } = read.list.search.sort
  const search = canSort(read.list, column, total) ? read.list.search : { ...read.list.search, sort: NEWEST_FIRST }
  const page = await readPage(act, { ...read.list, search }, read.counted)
  const narrowed = isNarrowed(search)
  return {
    search: { ...search, q: list.search.q, paging: page.paging },
    page,
    counts,
    subcategories: list.subcategories,
    sortable: TICKET_COLUMNS.filter((one) => canSort(read.list, one, total)),
    meant: read.meant,
    choices: showsFilters(search)
      ? { places: await listPlaces(act, lanesOf(act.actor)), colleagues: await listColleagues(act, lanesOf(act.actor)) }
      : null,
    since: narrowed ? null : await findNewsMark(act.db, search.tab),
  }
}

/** Asked for, or needed to see by what the list is narrowed. */
const showsFilters = (search: TicketSearch): boolean =>
  search.showsFilters || search.place !== null || isNarrowed({ ...search, q: '' })

/** What a narrowed list holds, as far as it is counted: its first page is among it. */
type Counted = { total: number | null; first: number[] | null }

async function countList(act: Act, list: TicketList, counts: TicketListPage['counts']): Promise<Counted> {
  if (counts) return { total: counts[list.search.tab], first: null }
  const first = await listCounted(act, list)
  return { total: first.length > COUNT_LIMIT ? null : first.length, first }
}

/** A slip of the hand is looked for only where nothing was found, and never among what the reader may not see. */
async function findMeant(act: Act, list: TicketList, counts: TicketListPage['counts']) {
  const meant = await findNearWords(act.db, list.search.q, searchedIn(act, list))
  if (meant === null) return null
  const search = { ...list.search, q: meant }
  const near = { ...list, search, found: await findFound(act, { ...list, search }) }
  const counted = await countList(act, near, counts)
  return counted.total === 0 ? null : { list: near, counted, meant }
}

async function readPage(act: Act, list: TicketList, { total, first }: Counted): Promise<Page<ListedTicket>> {
  const { sort, paging } = list.search
  const read = (paging: Paging) => {
    const part = { limit: paging.size + 1, offset: offsetOf(paging) }
    const isRead =
      first && sort.column === 'sent' && sort.isDown && (total !== null || part.offset + part.limit <= first.length)
    return isRead ? first.slice(part.offset, part.offset + part.limit) : listPositions(act, list, part)
  }
  let { page } = paging
  let positions = await read(paging)
  // What was on the last page may have gone elsewhere meanwhile: the page before is the last one now.
  if (positions.length === 0 && page > 1) {
    page = Math.min(page, lastPage(total, paging.size))
    positions = await read({ ...paging, page })
  }
  const shown = pageOf(positions, { ...paging, page }, total)
  return { ...shown, rows: await listRowsAt(act, shown.rows) }
}
