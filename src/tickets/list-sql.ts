import type { ListedSubcategory, TicketColumn, TicketSearch } from './list-rules.ts'
import { STATUSES_OF } from './list-rules.ts'
import type { Lanes } from './list-scope-queries.ts'

/** From this position on, and only before that one. */
export type Places = { first: number | null; end: number | null }
export type Fragment = { sql: string; values: unknown[] }

/** Pure. A condition on a column that holds positions, or nothing. */
export function placesWhere({ first, end }: Places, column: string): Fragment {
  const sql = (first === null ? '' : ` and ${column} >= +?`) + (end === null ? '' : ` and ${column} < +?`)
  return { sql, values: [first, end].filter((one) => one !== null) }
}

/** Pure. Whether only the word index finds these; a reason and the order of arrival go together in an index of their own. */
export const isFound = ({ tab, q, category, assignee, reason, isLate, sort }: TicketSearch): boolean =>
  q !== '' ||
  category !== null ||
  assignee !== null ||
  isLate ||
  (reason !== null && tab !== 'mine' && !['sent', 'status', 'reason'].includes(sort.column))

/** The word index also holds whose a ticket is and how it stands in one word; to ask for many of these is a long text. */
const TOGETHER_AT_MOST = 30

/** Pure. Whose tickets, and how they stand, as the word index holds it: each word there is of one kind alone. */
export function scopeOf(search: TicketSearch, { lanes, userId }: { lanes: Lanes; userId: number }): string {
  const anyOf = (tokens: string[]) => `(${tokens.map((token) => `"${token}"`).join(' OR ')})`
  const places = [...lanes.desks.map((id) => `s${id}`), ...lanes.services.map((id) => `v${id}`)]
  const statuses = STATUSES_OF[search.tab].map((status) => status.replaceAll('_', ''))
  const together = places.flatMap((place) => statuses.map((status) => place + status))
  const parts = together.length <= TOGETHER_AT_MOST ? [anyOf(together)] : [anyOf(places), anyOf(statuses)]
  if (search.reason) parts.push(anyOf([search.reason.replaceAll('_', '')]))
  if (search.category) parts.push(anyOf([search.category]))
  const assignee = search.tab === 'mine' ? 'me' : search.assignee
  if (assignee !== null)
    parts.push(anyOf([assignee === 'nobody' ? 'unassigned' : `a${assignee === 'me' ? userId : assignee}`]))
  return parts.join(' AND ')
}

type Asked = { search: TicketSearch; lanes: Lanes; places: Places; subcategories: ListedSubcategory[] }

/** Pure. The same as conditions on tickets themselves: for few of them. One's own come by their index. */
export function plainWhere(
  { search, lanes, places, subcategories }: Asked,
  who: { userId: number; now: Date },
): Fragment {
  const period = placesWhere(places, 'position')
  const parts = [
    {
      sql: '(desk_id in (select value from json_each(+?)) or recipient_service_id in (select value from json_each(+?)))',
      values: [JSON.stringify(lanes.desks), JSON.stringify(lanes.services)],
    },
    { sql: 'status in (select value from json_each(+?))', values: [JSON.stringify(STATUSES_OF[search.tab])] },
    assigneeWhere(search, who.userId),
    search.reason && { sql: 'reason = +?', values: [search.reason] },
    search.category && {
      sql: 'subcategory_id in (select value from json_each(+?))',
      values: [JSON.stringify(subcategoriesOf(search.category, subcategories))],
    },
    search.isLate ? { sql: `status = 'open' and due_at < +?`, values: [who.now.toISOString()] } : null,
  ].filter((part): part is Fragment => part !== null && part !== '')
  return {
    sql: parts.map(({ sql }) => sql).join(' and ') + period.sql,
    values: [...parts.flatMap(({ values }) => values), ...period.values],
  }
}

function assigneeWhere({ tab, assignee }: TicketSearch, userId: number): Fragment | null {
  const whose = tab === 'mine' ? 'me' : assignee
  if (whose === null) return null
  if (whose === 'nobody') return { sql: 'assignee_id is null', values: [] }
  return { sql: 'assignee_id = +?', values: [whose === 'me' ? userId : whose] }
}

const subcategoriesOf = (category: string, all: ListedSubcategory[]): number[] => {
  const id = Number(category.slice(1))
  return category.startsWith('c') ? [id] : all.filter(({ categoryId }) => categoryId === id).map((one) => one.id)
}

/** Pure. The place of each sub-category among all, by the name of its category or its own. Sub-categories come sorted by both. */
export function ranksOf(subcategories: ListedSubcategory[], by: 'category' | 'subcategory'): Map<number, number> {
  const nameOf = (one: ListedSubcategory) => (by === 'category' ? one.category : one.name)
  const names = [...new Set(subcategories.map(nameOf))].toSorted((a, b) => a.localeCompare(b))
  const places = new Map(names.map((name, at) => [name, at]))
  return new Map(subcategories.map((one) => [one.id, places.get(nameOf(one)) ?? 0]))
}

const STANDING = `case status when 'open' then 0 when 'awaiting_information' then 1 when 'resolved' then 2 else 3 end`
const REASONS = `case reason when 'creation' then 0 when 'information_added' then 1 when 'solution_refused' then 2 else 3 end`
const PLAIN: Partial<Record<TicketColumn, string>> = {
  sent: 'position',
  subject: 'subject_folded',
  assignee: 'assignee_folded',
}

/** Pure. The order of few tickets, which are sorted once they are found. As their index has them. */
export function orderOf({
  search,
  subcategories,
}: {
  search: TicketSearch
  subcategories: ListedSubcategory[]
}): Fragment {
  const { column, isDown } = search.sort
  const way = isDown ? 'desc' : 'asc'
  const plain = PLAIN[column]
  if (plain) return { sql: column === 'sent' ? `position ${way}` : `${plain} ${way}, position ${way}`, values: [] }
  if (column === 'status') return { sql: `${STANDING} ${way}, reason ${way}, position desc`, values: [] }
  if (column === 'reason') return { sql: `${REASONS} ${way}, position desc`, values: [] }
  if (column === 'due') return { sql: `due_at is null, due_at ${way}, position ${way}`, values: [] }
  const ranks = Object.fromEntries(ranksOf(subcategories, column === 'category' ? 'category' : 'subcategory'))
  return {
    sql: `json_extract(+?, '$."' || subcategory_id || '"') ${way}, position desc`,
    values: [JSON.stringify(ranks)],
  }
}
