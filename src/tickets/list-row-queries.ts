import { CompiledQuery } from 'kysely'
import type { Act, Language } from '../act.ts'
import type { Db } from '../db/tables.ts'
import { parisDate } from '../values/dates.ts'
import { COUNT_LIMIT } from '../values/page.ts'
import type { ListedPlace, ListedSubcategory, ListedTicket, TicketTab } from './list-rules.ts'
import { STATUSES_OF, TABS } from './list-rules.ts'
import type { Lanes } from './list-scope-queries.ts'
import type { Named } from './viewing-rules.ts'

/** Asked on page after page: the texts of these statements are made once. */
const ask = async <Row>(db: Db, sql: string, values: unknown[]): Promise<Row[]> =>
  (await db.executeQuery(CompiledQuery.raw(sql, values) as CompiledQuery<Row>)).rows

const ROWS = `select ticket.id, position, status, reason, subject, due_at, sent_at as sentAt, subcategory_id as subcategoryId,
    route, recipient_structure_id, recipient_service_id, writer_id, solution_by_id, assignee_id, last_activity_id,
    user.first_name || ' ' || user.last_name as assigneeName
  from json_each(+?) as wanted cross join ticket on position = wanted.value left join user on user.id = ticket.assignee_id
  order by wanted.key`

/** The rows at these positions, which the caller found among those that the actor reads, in the same order. */
export const listRowsAt = ({ db }: Pick<Act, 'db'>, positions: number[]): Promise<ListedTicket[]> =>
  positions.length === 0 ? Promise.resolve([]) : ask<ListedTicket>(db, ROWS, [JSON.stringify(positions)])

const SUBCATEGORIES = (language: Language) => `select subcategory.id, category_id as categoryId,
    subcategory.name_${language} as name, category.name_${language} as category
  from subcategory join category on category.id = subcategory.category_id
  order by category.position, category.id, subcategory.position, subcategory.id`
const NAMES = { fr: SUBCATEGORIES('fr'), en: SUBCATEGORIES('en') }

/** All of them, closed ones too: tickets name them still. In the order of the reference list. */
export const listSubcategories = ({ db, actor }: Act): Promise<ListedSubcategory[]> =>
  ask<ListedSubcategory>(db, NAMES[actor.language], [])

const TOTALS = `select status, sum(total) as total from ticket_count
  where desk_id in (select value from json_each(+?)) or (desk_id > 0 and service_id in (select value from json_each(+?)))
  group by status`
const MINE = `select count(*) as total from (select 1 from ticket where assignee_id = +? and status = +?
  and (desk_id in (select value from json_each(+?)) or recipient_service_id in (select value from json_each(+?))) limit +?)`

/** How many tickets each tab holds, from the counters; one's own are counted up to a limit (null beyond). */
export async function countTabs({ db, actor }: Act, lanes: Lanes): Promise<Record<TicketTab, number | null>> {
  const scope = [JSON.stringify(lanes.desks), JSON.stringify(lanes.services)]
  const totals = new Map(
    (await ask<{ status: string; total: number }>(db, TOTALS, scope)).map(({ status, total }) => [status, total]),
  )
  const [own] = await ask<{ total: number }>(db, MINE, [actor.id, STATUSES_OF.mine[0], ...scope, COUNT_LIMIT + 1])
  const mine = own?.total ?? 0
  const counted = (tab: TicketTab) => STATUSES_OF[tab].reduce((sum, status) => sum + (totals.get(status) ?? 0), 0)
  const counts = Object.fromEntries(TABS.map((tab) => [tab, counted(tab)])) as Record<TicketTab, number>
  return { ...counts, mine: mine > COUNT_LIMIT ? null : mine }
}

/** So many of each are offered to choose from; all others are found by words. */
const OFFERED = 200

const PLACES = `select 's' || id as token, name as structure, null as service, name_folded as folded, '' as named
    from structure where id in (select value from json_each(+?))
  union all select 'v' || service.id, structure.name, service.name, structure.name_folded, service.name
    from service join structure on structure.id = service.structure_id
    where service.structure_id in (select value from json_each(+?)) or service.id in (select value from json_each(+?))
  order by folded, named limit ${OFFERED}`

const SUPPORT: ListedPlace = { token: 's0', structure: null, service: null }

/** The structures and services whose tickets the actor reads, each structure followed by its services. */
export async function listPlaces({ db }: Act, { desks, services }: Lanes): Promise<ListedPlace[]> {
  const structures = JSON.stringify(desks.filter((id) => id !== 0))
  const places = await ask<ListedPlace>(db, PLACES, [structures, structures, JSON.stringify(services)])
  return desks.includes(0) ? [SUPPORT, ...places] : places
}

const COLLEAGUES = `select id, first_name || ' ' || last_name as name from user
  where state = 'active' and kind <> 'technical' and id in (
    select id from user where is_operator = 1 and +? = 1
    union all select membership.user_id from subscription join membership on membership.id = subscription.membership_id
    where (subscription.structure_id in (select value from json_each(+?))
        or subscription.structure_id in (select structure_id from service where id in (select value from json_each(+?))))
      and subscription.space = 'requests_received' and subscription.access = 'write'
      and starts_on <= +? and (ends_on is null or ends_on >= +?))
  order by name_folded, id limit ${OFFERED}`

/** Who processes tickets in the actor's structures, to look for theirs. */
export const listColleagues = ({ db, now }: Act, { desks, services }: Lanes): Promise<Named[]> => {
  const scope = [desks.includes(0) ? 1 : 0, JSON.stringify(desks.filter((id) => id !== 0)), JSON.stringify(services)]
  return ask<Named>(db, COLLEAGUES, [...scope, parisDate(now), parisDate(now)])
}
