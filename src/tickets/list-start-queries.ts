import { CompiledQuery } from 'kysely'
import type { Act } from '../act.ts'
import { parisMidnight } from '../values/dates.ts'
import type { TicketSearch } from './list-rules.ts'
import { STATUSES_OF } from './list-rules.ts'
import type { Lanes } from './list-scope-queries.ts'
import type { Places } from './list-sql.ts'

/** As the migration counts them. */
export const STRETCH = 5000
/** What comes before is read and left out; beyond it is counted by stretches. */
const READ_OVER = 500

/** The first stretch of positions in which something of this list comes after so many others; `before`: how many lie before it. */
const START = (way: 'asc' | 'desc') => `select stretch, before from (
    select stretch, total, sum(total) over (order by stretch ${way}) - total as before from (
      select stretch, sum(total) as total from ticket_stretch
      where lane in (select value from json_each(+?)) and status in (select value from json_each(+?)) group by stretch))
  where before + total > +? order by stretch ${way} limit 1`
const STARTS = { asc: START('asc'), desc: START('desc') }

type Asked = { search: TicketSearch; lanes: Lanes; places: Places }

/** Where to begin reading: far down the list of a whole tab what comes before is not read, but counted. */
export async function findStart(act: Act, asked: Asked, offset: number): Promise<{ places: Places; offset: number }> {
  const { search, lanes, places } = asked
  const isWhole =
    search.sort.column === 'sent' && search.reason === null && places.first === null && places.end === null
  if (!isWhole || offset < READ_OVER) return { places, offset }
  const keys = JSON.stringify([...lanes.desks, ...lanes.services.map((id) => -id)])
  const way = search.sort.isDown ? 'desc' : 'asc'
  const values = [keys, JSON.stringify(STATUSES_OF[search.tab]), offset]
  const query = CompiledQuery.raw(STARTS[way], values) as CompiledQuery<{ stretch: number; before: number }>
  const [found] = (await act.db.executeQuery(query)).rows
  if (!found) return { places, offset }
  const { stretch, before } = found
  const from = way === 'desc' ? { first: null, end: (stretch + 1) * STRETCH } : { first: stretch * STRETCH, end: null }
  return { places: from, offset: offset - before }
}

/** The first position that was given at an instant or later: halving, since positions are given in the order of time. */
const FIRST_SINCE = `with recursive half(low, high) as (
    select (select min(position) from ticket), (select max(position) + 1 from ticket)
    union all
    select iif(sent_at >= +?, low, position + 1), iif(sent_at >= +?, (low + high) / 2, high)
      from half cross join ticket on position = (select min(position) from ticket where position >= (low + high) / 2)
      where low < high
  ) select max(low) as position from half`

async function findFirstSince(act: Act, at: string): Promise<number> {
  const query = CompiledQuery.raw(FIRST_SINCE, [at, at]) as CompiledQuery<{ position: number | null }>
  return (await act.db.executeQuery(query)).rows[0]?.position ?? 0
}

/** The positions of a period of civil dates, both included. */
export async function findPlaces(act: Act, { from, to }: Pick<TicketSearch, 'from' | 'to'>): Promise<Places> {
  return {
    first: from === null ? null : await findFirstSince(act, parisMidnight(from)),
    end: to === null ? null : await findFirstSince(act, parisMidnight(to, 1)),
  }
}
