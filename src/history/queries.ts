import { sql } from 'kysely'
import type { Act, Actor } from '../act.ts'
import { COUNT_LIMIT, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import { ftsPrefixes, searchWords } from '../values/text.ts'
import { parisMidnight } from '../values/dates.ts'
import type { Action, Family, HistoryDetail } from './rules.ts'

export type HistorySearch = {
  structureId: number | null
  family: Family | null
  /** The seed's list "rattachements traités": decisions alone. */
  decidedOnly: boolean
  person: string
  /** Civil dates, both included. */
  from: string | null
  to: string | null
  paging: Paging
}

export type HistoryEntry = {
  id: number
  at: string
  family: Family
  action: Action
  subject: string
  structureId: number | null
  structureName: string | null
  identifier: string | null
  hash: string
  detail: HistoryDetail | null
}

const DECISIONS: Action[] = ['membership_request.validated', 'membership_request.refused']

/** Managers of a whole structure read its history. */
const readable = (actor: Actor): number[] =>
  actor.memberships.filter((one) => one.role !== 'simple_user' && one.services === null).map((one) => one.structureId)

/** Does the actor read the history of any structure? Managers of services alone do not; the platform support reads any. */
export const readsHistory = (actor: Actor): boolean => actor.isOperator || readable(actor).length > 0

const reads = (actor: Actor, structureId: number): boolean => actor.isOperator || readable(actor).includes(structureId)

/** The platform support looks at one structure at a time: its lines come from that structure's index. */
function arms({ actor }: Act, { structureId }: HistorySearch): number[] {
  if (structureId === null) return readable(actor)
  return reads(actor, structureId) ? [structureId] : []
}

type Part = { limit: number; offset: number; before?: number | undefined }

/** Each structure's lines come newest first from an index; only their heads are merged. */
async function listIds(act: Act, search: HistorySearch, { limit, offset, before }: Part): Promise<number[]> {
  const structures = arms(act, search)
  if (structures.length === 0) return []
  const people = await peopleOf(act, search.person)
  if (people?.length === 0) return []
  const where = [
    before !== undefined && sql`id < ${before}`,
    search.family && sql`family = ${search.family}`,
    search.decidedOnly && sql`action in (${sql.join(DECISIONS)})`,
    people && sql`person_id in (${sql.join(people)})`,
    search.from &&
      sql`id >= coalesce((select id from history where at >= ${parisMidnight(search.from)} order by at, id limit 1), 9e15)`,
    search.to &&
      sql`id <= coalesce((select id from history where at < ${parisMidnight(search.to, 1)} order by at desc, id desc limit 1), 0)`,
  ].filter((one) => one !== null && one !== false && one !== '')
  const arm = (structureId: number) => sql`select * from (select id from history
    where ${sql.join([sql`structure_id = ${structureId}`, ...where], sql` and `)} order by id desc limit ${limit + offset})`
  const all = sql.join(structures.map(arm), sql` union all `)
  const found = await sql<{
    id: number
  }>`select id from (${all}) order by id desc limit ${limit} offset ${offset}`.execute(act.db)
  return found.rows.map(({ id }) => id)
}

const PEOPLE_LIMIT = 200

/** The people whom the words mean, or null when no words were given. */
async function peopleOf(act: Act, words: string): Promise<number[] | null> {
  const found = searchWords(words)
  if (found.length === 0) return null
  const rows = await act.db
    .selectFrom('user_search')
    .select('rowid')
    .where(sql<boolean>`user_search match ${ftsPrefixes(found)}`)
    .limit(PEOPLE_LIMIT)
    .execute()
  return rows.map(({ rowid }) => rowid)
}

/** One page of the history of the structures that the actor manages as a whole. */
export async function searchHistory(act: Act, search: HistorySearch): Promise<Page<HistoryEntry>> {
  const ids = await listIds(act, search, { limit: search.paging.size + 1, offset: offsetOf(search.paging) })
  const counted = await listIds(act, search, { limit: COUNT_LIMIT + 1, offset: 0 })
  const page = pageOf(ids, search.paging, counted.length > COUNT_LIMIT ? null : counted.length)
  return { ...page, rows: await readEntries(act, page.rows) }
}

/** Everything that a search finds, a part at a time, so that an export of any length stays small in memory. */
export async function* eachHistoryEntry(act: Act, search: HistorySearch): AsyncGenerator<HistoryEntry[]> {
  const PART = 500
  let before: number | undefined
  for (;;) {
    const ids = await listIds(act, search, { limit: PART, offset: 0, before })
    if (ids.length > 0) yield await readEntries(act, ids)
    if (ids.length < PART) return
    before = ids.at(-1)
  }
}

/** One line, for those who may read its structure's history. */
export async function findHistoryEntry(act: Act, id: number): Promise<HistoryEntry | undefined> {
  const [entry] = await readEntries(act, [id])
  return entry?.structureId && reads(act.actor, entry.structureId) ? entry : undefined
}

async function readEntries(act: Act, ids: number[]): Promise<HistoryEntry[]> {
  if (ids.length === 0) return []
  const rows = await act.db
    .selectFrom('history')
    .innerJoin('history_detail', 'history_detail.history_id', 'history.id')
    .leftJoin('structure', 'structure.id', 'history.structure_id')
    .select([
      'history.id',
      'at',
      'family',
      'action',
      'subject',
      'history.structure_id as structureId',
      'hash',
      'content',
    ])
    .select(['structure.name as structureName', 'structure.identifier'])
    .where('history.id', 'in', ids)
    .orderBy('history.id', 'desc')
    .execute()
  return rows.map(({ content, ...row }) => ({
    ...row,
    action: row.action as Action,
    detail: content === null ? null : (JSON.parse(content) as HistoryDetail),
  }))
}
