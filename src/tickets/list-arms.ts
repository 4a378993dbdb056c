import type { ListedSubcategory, LyingStatus, TicketSearch } from './list-rules.ts'
import { OPEN_REASONS, STATUSES_OF } from './list-rules.ts'
import type { Lanes } from './list-scope-queries.ts'
import { type Fragment, type Places, placesWhere, ranksOf } from './list-sql.ts'

type Asked = { search: TicketSearch; lanes: Lanes; places: Places; subcategories: ListedSubcategory[] }
/** A part of the list that lies in one piece in an index. Those of a lower rank come first, those of equal rank are merged. */
type Arm = { where: string; values: unknown[]; rank: number }

/** One statement merges so many parts; SQLite takes 500 at most. */
const MERGED_AT_MOST = 100

const inWay = <T>(list: readonly T[], isDown: boolean): readonly T[] => (isDown ? list.toReversed() : list)

type Standing = { status: LyingStatus; reason: string }

/** Statuses with their reasons, in the order of the portal. */
function standings({ tab, reason: only }: TicketSearch): Standing[] {
  const statuses: readonly LyingStatus[] = STATUSES_OF[tab]
  const all = statuses.flatMap((status) =>
    (status === 'open' ? OPEN_REASONS : ['']).map((reason): Standing => ({ status, reason })),
  )
  return only === null ? all : all.filter(({ reason }) => reason === only)
}

/** Tickets that are not open have none: they come last. */
const reasonRank = (reason: string): number =>
  reason === '' ? OPEN_REASONS.length : OPEN_REASONS.findIndex((one) => one === reason)

/** What each desk's arms are made of, for this order. */
function piecesOf({ search, subcategories }: Asked): Arm[] {
  const { column, isDown } = search.sort
  if (column === 'sent' || column === 'status')
    return inWay(standings(search), isDown && column === 'status').map(({ status, reason }, at) => ({
      where: 'status = +? and reason = +?',
      values: [status, reason],
      rank: column === 'status' ? at : 0,
    }))
  if (column === 'reason')
    return standings(search).map(({ status, reason }) => ({
      where: 'status = +? and reason = +?',
      values: [status, reason],
      rank: isDown ? -reasonRank(reason) : reasonRank(reason),
    }))
  const statuses: readonly LyingStatus[] = STATUSES_OF[search.tab]
  if (column === 'category' || column === 'subcategory') {
    const ranks = ranksOf(subcategories, column)
    return statuses.flatMap((status) =>
      [...ranks].map(([id, rank]) => ({
        where: 'status = +? and subcategory_id = +?',
        values: [status, id],
        rank: isDown ? -rank : rank,
      })),
    )
  }
  if (column === 'due')
    return statuses.flatMap((status) => [
      { where: `status = +? and due_at > ''`, values: [status], rank: 0 },
      { where: 'status = +? and due_at is null', values: [status], rank: 1 },
    ])
  return statuses.map((status) => ({ where: 'status = +?', values: [status], rank: 0 }))
}

const armsCount = (asked: Asked): number =>
  piecesOf(asked).length * (asked.lanes.desks.length + asked.lanes.services.length)

/** Pure. Few desks come from their indexes, in every order; many from the word index, in the order of arrival. */
export const canMerge = (asked: Asked): boolean => armsCount(asked) <= MERGED_AT_MOST

const VALUES = { subject: 'subject_folded', assignee: 'assignee_folded', due: 'due_at' } as const

/** Pure. How arms of one rank are merged: every one of them lies in its index in this order. */
function orderIn({ column, isDown }: TicketSearch['sort']): { value: string | null; order: string } {
  const way = isDown ? 'desc' : 'asc'
  if (column === 'subject' || column === 'assignee' || column === 'due')
    return { value: VALUES[column], order: `value ${way}, position ${way}` }
  return { value: null, order: `position ${column === 'sent' ? way : 'desc'}` }
}

/**
 * Pure. The list without its end (`limit`), each part from an index in its order. SQLite merges the arms of one rank; a
 * rank as a first column to merge by would make it sort them all, so the ranks stand one after the other.
 */
export function mergedQuery(asked: Asked): Fragment {
  const { value, order } = orderIn(asked.search.sort)
  const places = placesWhere(asked.places, 'position')
  const lanes = [
    ...asked.lanes.desks.map((id) => ({ lane: 'desk_id', id })),
    ...asked.lanes.services.map((id) => ({ lane: 'recipient_service_id', id })),
  ]
  const pieces = piecesOf(asked)
  const ranks = [...new Set(pieces.map(({ rank }) => rank))].toSorted((a, b) => a - b)
  const parts = ranks.map((rank) => {
    const arms = pieces.filter((piece) => piece.rank === rank)
    const all = lanes.flatMap(({ lane, id }) =>
      arms.map((arm) => ({ ...arm, lane, values: [id, ...arm.values, ...places.values] })),
    )
    const texts = all.map(({ lane, where }) => {
      const columns = value ? `position, ${value} as value` : 'position'
      // Drafts have no position, and lie in none of these indexes.
      return `select ${columns} from ticket where ${lane} = +? and position is not null and ${where}${places.sql}`
    })
    return { sql: `${texts.join(' union all ')} order by ${order}`, values: all.flatMap(({ values }) => values) }
  })
  const [only] = parts
  if (only && parts.length === 1) return only
  return {
    // Without a limit of its own a part's order would not be kept.
    sql: parts.map(({ sql }) => `select position from (${sql} limit -1)`).join(' union all '),
    values: parts.flatMap(({ values }) => values),
  }
}
