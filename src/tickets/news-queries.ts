import { CompiledQuery } from 'kysely'
import type { Act } from '../act.ts'
import type { Db } from '../db/tables.ts'
import { findFound, listPositions } from './list-queries.ts'
import { NEWEST_FIRST, NEWS_COUNTED, NO_FILTER, STATUSES_OF, type TicketSearch, type TicketTab } from './list-rules.ts'
import { findLanes, type Lanes, lanesOf } from './list-scope-queries.ts'

/** Into the other tabs nothing comes from outside: agents and writers bring it there. */
const TELLS: Partial<Record<TicketTab, 'position' | 'activity'>> = {
  mine: 'activity',
  open: 'position',
  all: 'position',
}

const MARKS = {
  position: 'select coalesce(max(position), 0) as mark from ticket',
  activity: 'select coalesce(max(id), 0) as mark from ticket_activity',
}

/** From where on tickets are new to who opens this tab now; null where none are told. */
export async function findNewsMark(db: Db, tab: TicketTab): Promise<number | null> {
  const by = TELLS[tab]
  if (!by) return null
  const query = CompiledQuery.raw(MARKS[by], []) as CompiledQuery<{ mark: number }>
  return (await db.executeQuery(query)).rows[0]?.mark ?? 0
}

/** So many tickets came into this tab since, up to `NEWS_COUNTED`. */
export async function countNews(act: Act, search: TicketSearch, since: number): Promise<number> {
  const lanes = (await findLanes(act, search.place)) ?? lanesOf(act.actor)
  if (!TELLS[search.tab]) return 0
  return search.tab === 'mine' ? countGiven(act, lanes, since) : countSent(act, { search, lanes, since })
}

async function countSent(act: Act, { search, lanes, since }: { search: TicketSearch; lanes: Lanes; since: number }) {
  const all = { ...search, ...NO_FILTER, sort: NEWEST_FIRST }
  const found = await findFound(act, { search: all, lanes })
  const list = { search: all, lanes, places: { first: since + 1, end: null }, subcategories: [], found }
  const came = await listPositions(act, list, { limit: NEWS_COUNTED, offset: 0 })
  return came.length
}

/** What others did that brings a ticket among one's own to process. */
const GIVEN = `select count(*) as total from (select 1 from ticket where assignee_id = +? and status = +?
  and (desk_id in (select value from json_each(+?)) or recipient_service_id in (select value from json_each(+?)))
  and exists (select 1 from ticket_activity as came where came.ticket_id = ticket.id and came.id > +?
    and came.kind in ('assigned', 'answered', 'solution_refused') and came.author_id is not +?) limit +?)`

async function countGiven(act: Act, { desks, services }: Lanes, since: number): Promise<number> {
  const scope = [JSON.stringify(desks), JSON.stringify(services)]
  const values = [act.actor.id, STATUSES_OF.mine[0], ...scope, since, act.actor.id, NEWS_COUNTED]
  const query = CompiledQuery.raw(GIVEN, values) as CompiledQuery<{ total: number }>
  return (await act.db.executeQuery(query)).rows[0]?.total ?? 0
}

/** Whether a session, named by its hash, still holds. To ask does not prolong it: a page that only listens is no use of it. */
export async function holdsSession(db: Db, hash: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('session')
    .select('user_id')
    .where('id_hash', '=', hash)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return row !== undefined
}
