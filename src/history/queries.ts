import type { Act, Actor } from '../act.ts'
import { COUNT_LIMIT, lastPage, offsetOf, type Page, pageOf } from '../values/page.ts'
import { type Action, type Family, type HistoryDetail, readableStructures, readsHistoryOf } from './rules.ts'
import { type HistorySearch, listIds } from './search-queries.ts'

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

/** Does the actor read the history of any structure? Managers of services alone do not; the platform support reads any. */
export const readsHistory = (actor: Actor): boolean => actor.isOperator || readableStructures(actor).length > 0

/** The structures whose history the actor may narrow the list to: those managed as a whole, by name. */
export async function listReadStructures(act: Act): Promise<{ id: number; name: string }[]> {
  const ids = readableStructures(act.actor)
  if (ids.length === 0) return []
  return act.db.selectFrom('structure').select(['id', 'name']).where('id', 'in', ids).orderBy('name_folded').execute()
}

/** The structure that a search is about, where it is about one that the actor may read. */
export async function findReadStructure(
  act: Act,
  { structureId }: HistorySearch,
): Promise<{ id: number; name: string } | null> {
  if (structureId === null || !readsHistoryOf(act.actor, structureId)) return null
  const structure = act.db.selectFrom('structure').select(['id', 'name']).where('id', '=', structureId)
  return (await structure.executeTakeFirst()) ?? null
}

/** One page of the history of the structures managed as a whole, and of the platform for its support; past the end, the last one. */
export async function searchHistory(act: Act, search: HistorySearch): Promise<Page<HistoryEntry>> {
  const counted = await listIds(act, search, { limit: COUNT_LIMIT + 1, offset: 0 })
  const total = counted.length > COUNT_LIMIT ? null : counted.length
  const { page: asked, size } = search.paging
  const read = (page: number) => listIds(act, search, { limit: size + 1, offset: offsetOf({ page, size }) })
  let page = total === null ? asked : Math.min(asked, lastPage(total, size))
  let ids = await read(page)
  if (ids.length === 0 && page > 1) {
    page = lastPage(total, size)
    ids = await read(page)
  }
  const found = pageOf(ids, { page, size }, total)
  return { ...found, rows: await readEntries(act, found.rows) }
}

const EXPORTED_AT_ONCE = 1000

/** Everything that a search finds, a part at a time, so that an export of any length stays small in memory. */
export async function* eachHistoryEntry(act: Act, search: HistorySearch): AsyncGenerator<HistoryEntry[]> {
  let before: number | undefined
  for (;;) {
    const ids = await listIds(act, search, { limit: EXPORTED_AT_ONCE, offset: 0, before })
    if (ids.length > 0) yield await readEntries(act, ids)
    if (ids.length < EXPORTED_AT_ONCE) return
    before = ids.at(-1)
  }
}

/** One line, for those who may read its structure's history; what concerns no structure is for the platform support. */
export async function findHistoryEntry(act: Act, id: number): Promise<HistoryEntry | undefined> {
  const [entry] = await readEntries(act, [id])
  if (!entry) return undefined
  const mayRead = entry.structureId === null ? act.actor.isOperator : readsHistoryOf(act.actor, entry.structureId)
  return mayRead ? entry : undefined
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
