import { CompiledQuery, sql } from 'kysely'
import type { Act } from '../act.ts'
import { COUNT_LIMIT, offsetOf, type Page, pageOf } from '../values/page.ts'
import type { TicketStatus } from './rules.ts'
import { findMatch, findNearWords, type Match } from './search-queries.ts'
import { CLOSED_BELOW } from './search-rules.ts'
import {
  type FoundSent,
  SENT_TABS,
  type SentList,
  type SentRow,
  type SentSearch,
  type SentTab,
  STATUSES_OF,
} from './sent-list-rules.ts'

/** How many tickets of the actor's own lie under each tab; null where counting stopped. */
export async function countSent(act: Act): Promise<Record<SentTab, number | null>> {
  const [action, open, closed, drafts] = await Promise.all(SENT_TABS.map((tab) => countIn(act, STATUSES_OF[tab])))
  return { action: action ?? null, open: open ?? null, closed: closed ?? null, drafts: drafts ?? null }
}

async function countIn({ db, actor }: Act, statuses: TicketStatus[]): Promise<number | null> {
  const some = db
    .selectFrom('ticket')
    .select('id')
    .where('writer_id', '=', actor.id)
    .where('status', 'in', statuses)
    .limit(COUNT_LIMIT + 1)
  const { total } = await db
    .selectFrom(some.as('some'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total > COUNT_LIMIT ? null : total
}

/** The actor's own tickets under one tab. Each status comes in order from an index; only the heads are merged. */
export async function listSent(act: Act, { tab, isUp, paging }: SentList): Promise<Page<SentRow>> {
  const order = sql.raw(`order by position ${isUp ? 'asc' : 'desc'}, id ${isUp ? 'asc' : 'desc'}`)
  const most = offsetOf(paging) + paging.size + 1
  const arms = STATUSES_OF[tab].map(
    (status) => sql`select * from (select id, position from ticket indexed by ticket_of_writer
      where writer_id = ${act.actor.id} and status = ${status} ${order} limit ${most})`,
  )
  const found = await sql<{ id: number }>`select id from (${sql.join(arms, sql` union all `)}) ${order}
    limit ${paging.size + 1} offset ${offsetOf(paging)}`.execute(act.db)
  const rows = await rowsOf(
    act,
    found.rows.map(({ id }) => id),
  )
  return pageOf(rows, paging, await countIn(act, STATUSES_OF[tab]))
}

/** Rows in the order of their ids. Only the actor's own. */
async function rowsOf({ db, actor }: Act, ids: number[]): Promise<SentRow[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('ticket')
    .leftJoin('subcategory', 'subcategory.id', 'ticket.subcategory_id')
    .leftJoin('category', 'category.id', 'subcategory.category_id')
    .leftJoin('structure', 'structure.id', 'ticket.recipient_structure_id')
    .select([
      'ticket.id',
      'ticket.number',
      'ticket.subject',
      'ticket.status',
      'ticket.reason',
      'ticket.sent_at',
      'ticket.updated_at',
      'category.name_fr as category_fr',
      'category.name_en as category_en',
      'subcategory.name_fr as subcategory_fr',
      'subcategory.name_en as subcategory_en',
      'structure.name as recipient',
    ])
    .where('ticket.id', 'in', ids)
    .where('ticket.writer_id', '=', actor.id)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const { category_fr, category_en, subcategory_fr, subcategory_en, ...rest } = row
    return {
      ...rest,
      category: { fr: category_fr ?? '', en: category_en ?? '' },
      subcategory: { fr: subcategory_fr ?? '', en: subcategory_en ?? '' },
    }
  })
}

/** Full text over the actor's own tickets, newest first: never what agents say among themselves. */
export async function searchSent(act: Act, search: SentSearch): Promise<FoundSent> {
  const status = search.status ? ` AND "${search.status.replace('_', '')}"` : ''
  const where = { scope: `"w${act.actor.id}"${status}`, withNotes: false }
  const page = await foundPage(act, await findMatch(act.db, search.q, where), search)
  if (page.rows.length > 0 || search.paging.page > 1) return { page, nearly: null }
  const nearly = await findNearWords(act.db, search.q, where)
  if (nearly === null) return { page, nearly }
  return { page: await foundPage(act, await findMatch(act.db, nearly, where), search), nearly }
}

/** Each part newest first; only the heads are merged. */
const FOUND = `select position from (
    select rowid as position from ticket_search where ticket_search match +? and rowid > 0 order by rowid desc limit +?)
  union all select position from (
    select rowid + ${CLOSED_BELOW} as position from ticket_search
    where ticket_search match +? and rowid < 0 order by rowid desc limit +?)
  order by position desc limit +? offset +?`

async function foundPage(act: Act, match: Match | null, { paging }: SentSearch): Promise<Page<SentRow>> {
  if (match === null) return pageOf([], paging, 0)
  const read = async (limit: number, offset: number): Promise<number[]> => {
    const most = offset + limit
    const values = [match.all, most, match.all, most, limit, offset]
    const query = CompiledQuery.raw(FOUND, values) as CompiledQuery<{ position: number }>
    return (await act.db.executeQuery(query)).rows.map(({ position }) => position)
  }
  const positions = await read(paging.size + 1, offsetOf(paging))
  const ids = await act.db
    .selectFrom('ticket')
    .select('id')
    .where('position', 'in', positions)
    .orderBy('position', 'desc')
    .execute()
  const total = (await read(COUNT_LIMIT + 1, 0)).length
  const rows = await rowsOf(
    act,
    ids.map(({ id }) => id),
  )
  return pageOf(rows, paging, total > COUNT_LIMIT ? null : total)
}
