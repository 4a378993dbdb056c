import { CompiledQuery } from 'kysely'
import type { Act } from '../act.ts'
import { COUNT_LIMIT } from '../values/page.ts'
import { canMerge, mergedQuery } from './list-arms.ts'
import type { ListedSubcategory, TicketSearch } from './list-rules.ts'
import { isEmptyScope, type Lanes } from './list-scope-queries.ts'
import { isFound, orderOf, type Places, placesWhere, plainWhere, scopeOf } from './list-sql.ts'
import { findStart } from './list-start-queries.ts'
import { findMatch, type SearchedIn } from './search-queries.ts'
import { CLOSED_BELOW } from './search-rules.ts'

/** A list as it is read: the address, whose tickets, and what the address means. */
export type TicketList = {
  search: TicketSearch
  lanes: Lanes
  /** Positions of the period; null where it has no such end. */
  places: Places
  /** In the order of the reference list. */
  subcategories: ListedSubcategory[]
  found: Found
}
/**
 * What the word index is asked, for lists that come from it, or the positions of the few tickets that have the words of a
 * search at all: to look at these one by one costs less than to ask whose they are of the index.
 */
export type Found = { match: string } | { few: number[] }
export type Part = { limit: number; offset: number }

/** The word index where this list is looked for. */
export const searchedIn = (act: Act, list: Pick<TicketList, 'search' | 'lanes'>): SearchedIn => ({
  scope: scopeOf(list.search, { lanes: list.lanes, userId: act.actor.id }),
  withNotes: true,
})

const FEW = 300
const FEW_ENTRIES = `select iif(rowid < 0, rowid + ${CLOSED_BELOW}, rowid) as position from ticket_search
  where ticket_search match +? order by rowid desc limit +?`

/** How the tickets of this list are found where an index does not have them in order. */
export async function findFound(act: Act, list: Pick<TicketList, 'search' | 'lanes'>): Promise<Found> {
  const where = searchedIn(act, list)
  const match = await findMatch(act.db, list.search.q, where)
  if (match === null || isEmptyScope(list.lanes)) return { few: [] }
  if (match.words === null) return { match: match.all }
  const few = await readPositions(act, FEW_ENTRIES, [match.words, FEW])
  return few.length < FEW ? { few } : { match: match.all }
}

const readPositions = async (act: Act, sql: string, values: unknown[]): Promise<number[]> => {
  const { rows } = await act.db.executeQuery(CompiledQuery.raw(sql, values) as CompiledQuery<{ position: number }>)
  return rows.map(({ position }) => position)
}

/** The positions of a list's tickets from some place on, in its order. */
export async function listPositions(act: Act, list: TicketList, part: Part): Promise<number[]> {
  const { search, lanes } = list
  if (isEmptyScope(lanes)) return []
  if (!isFound(search)) {
    if (search.tab === 'mine') return fromOne(act, list, part)
    if (canMerge(list)) return fromIndex(act, list, part)
  }
  return 'few' in list.found ? fromOne(act, list, part) : fromWords(act, { ...list, match: list.found.match }, part)
}

/** Each desk's part comes from an index in the list's order; SQLite merges the parts without sorting them. */
async function fromIndex(act: Act, list: TicketList, { limit, offset }: Part) {
  const start = await findStart(act, list, offset)
  const { sql, values } = mergedQuery({ ...list, places: start.places })
  return readPositions(act, `${sql} limit +? offset +?`, [...values, limit, start.offset])
}

/** One's own, or those that have some rare words: looked at one by one, and put in order. */
function fromOne(act: Act, list: TicketList, { limit, offset }: Part) {
  const order = orderOf(list)
  const where = plainWhere(list, { userId: act.actor.id, now: act.now })
  const some = isFound(list.search) && 'few' in list.found ? list.found.few : null
  const among = some ? 'ticket.position in (select value from json_each(+?)) and ' : ''
  const sql = `select position from ticket where ${among}${where.sql} order by ${order.sql} limit +? offset +?`
  const values = [...(some ? [JSON.stringify(some)] : []), ...where.values, ...order.values]
  return readPositions(act, sql, [...values, limit, offset])
}

/** The word index gives the order of arrival; any other is that of what it finds, as long as counting did not stop. */
function fromWords(act: Act, list: TicketList & { match: string }, { limit, offset }: Part) {
  const { isLate, sort, tab } = list.search
  const below = tab === 'closed' ? CLOSED_BELOW : 0
  const position = below === 0 ? 'ticket_search.rowid' : `ticket_search.rowid + ${below}`
  const places = placesWhere(placesBelow(list.places, below), 'ticket_search.rowid')
  const found = isLate
    ? `from ticket_search cross join ticket on ticket.position = ticket_search.rowid and status = 'open' and due_at < +?`
    : 'from ticket_search'
  const where = `${found} where ticket_search match +?${places.sql} order by ticket_search.rowid`
  const values = [...(isLate ? [act.now.toISOString()] : []), list.match, ...places.values]
  const entries = `select ${position} as position ${where}`
  if (sort.column === 'sent') {
    const sql = `${entries} ${sort.isDown ? 'desc' : 'asc'} limit +? offset +?`
    return readPositions(act, sql, [...values, limit, offset])
  }
  const order = orderOf(list)
  const sql = `select position from ticket where position in (${entries} desc limit ${COUNT_LIMIT})
    order by ${order.sql} limit +? offset +?`
  return readPositions(act, sql, [...values, ...order.values, limit, offset])
}

const placesBelow = ({ first, end }: Places, below: number): Places => ({
  first: first === null ? null : first - below,
  end: end === null ? null : end - below,
})

/** Those of a list that counting sees, newest first: one more than the limit says that there are more. */
export const listCounted = (act: Act, list: TicketList): Promise<number[]> =>
  listPositions(
    act,
    { ...list, search: { ...list.search, sort: { column: 'sent', isDown: true } } },
    { limit: COUNT_LIMIT + 1, offset: 0 },
  )
