import { CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { Act, Actor } from '../act.ts'
import { COUNT_LIMIT, lastPage, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import { managed } from '../values/reach.ts'
import type { RequestSearch, RequestState } from '../values/request-queue.ts'
import { madeOnce } from './made-once.ts'
import { ftsPrefixes, searchWords } from '../values/text.ts'

/** The kinds of requests that managers decide. Their tables, indexes, words and counters are of the same make. */
export type RequestKind = 'membership_request' | 'subscription_request'
type Which = Pick<RequestSearch, 'q' | 'structureId'>
type Part = { limit: number; offset: number }
type Scope = { whole: number[]; services: number[] }

/** The structures that the actor manages, and for those managed in part the services. */
function scopeOf(actor: Actor, structureId: number | null): Scope {
  const mine = managed(actor).filter((one) => structureId === null || one.structureId === structureId)
  return {
    whole: mine.filter(({ whole }) => whole).map((one) => one.structureId),
    services: mine.flatMap(({ services }) => services),
  }
}

/** Counters tell the totals of whole structures; what a search finds, or services alone, is counted. */
const isCounted = (actor: Actor, search: Which): boolean =>
  searchWords(search.q).length === 0 && scopeOf(actor, search.structureId).services.length === 0

/** One statement merges so many structures' parts; SQLite takes 500 at most. */
const MERGED_AT_MOST = 100

/** Few whole structures come from their indexes, also by name; searches, services alone and many structures from the word index. */
export const canSortByName = (actor: Actor, search: Which): boolean =>
  isCounted(actor, search) && scopeOf(actor, search.structureId).whole.length <= MERGED_AT_MOST

/** However many ids there are, the statement is the same, and short: it is compiled and prepared at no cost. */
export const isOneOf = (column: string, ids: number[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(ids)}))`

/** One page of a queue, as ids. `totals` are those of `countByState` for the same structures. */
export async function searchIds(
  act: Act,
  { kind, search }: { kind: RequestKind; search: RequestSearch },
  totals: Record<RequestState, number>,
): Promise<Page<number>> {
  const total = isCounted(act.actor, search) ? totals[search.state] : await countFound(act, kind, search)
  const read = (paging: Paging) => listIds(act, { kind, search }, { limit: paging.size + 1, offset: offsetOf(paging) })
  const { page: asked, size } = search.paging
  let [page, ids] = [asked, await read(search.paging)]
  // What was on the last page may have been decided meanwhile: the page before is the last one now.
  if (ids.length === 0 && asked > 1) {
    page = Math.min(asked, lastPage(total, size))
    ids = await read({ page, size })
  }
  return pageOf(ids, { page, size }, total)
}

/** The ids of a queue from some place on, in its order. */
export function listIds(act: Act, queue: { kind: RequestKind; search: RequestSearch }, part: Part): Promise<number[]> {
  const scope = scopeOf(act.actor, queue.search.structureId)
  if (scope.whole.length + scope.services.length === 0) return Promise.resolve([])
  return canSortByName(act.actor, queue.search) ? fromIndex(act, queue, part) : fromWords(act, queue, part)
}

type Queue = { kind: RequestKind; search: RequestSearch }

const ORDERS = { oldest: 'id asc', newest: 'id desc', name: 'requester_folded asc, id asc' } as const

/** Each structure's part of the queue comes from an index in its order; SQLite merges the parts without sorting them. */
async function fromIndex(act: Act, { kind, search }: Queue, { limit, offset }: Part) {
  const columns = search.sort === 'name' ? 'id, requester_folded' : 'id'
  const { whole } = scopeOf(act.actor, search.structureId)
  const arm = `select ${columns} from ${kind} where structure_id = +? and state = +?`
  const text = `${whole.map(() => arm).join(' union all ')} order by ${ORDERS[search.sort]} limit +? offset +?`
  const values = [...whole.flatMap((id) => [id, search.state]), limit, offset]
  const query = CompiledQuery.raw(text, values) as CompiledQuery<{ id: number }>
  const { rows } = await act.db.executeQuery(query)
  return rows.map(({ id }) => id)
}

function wordsQuery(act: Act, search: RequestSearch): string {
  const { whole, services } = scopeOf(act.actor, search.structureId)
  const scope = [...whole.map((id) => `"s${id}"`), ...services.map((id) => `"v${id}"`)].join(' OR ')
  const words = ftsPrefixes(searchWords(search.q))
  return `scope : (${scope}) AND scope : "${search.state}"${words && ` AND words : (${words})`}`
}

async function fromWords(act: Act, { kind, search }: Queue, { limit, offset }: Part) {
  const table = sql.table(`${kind}_search`)
  const order = search.sort === 'newest' ? sql`desc` : sql`asc`
  const query = sql<{ rowid: number }>`select rowid from ${table} where ${table} match ${wordsQuery(act, search)}
    order by rowid ${order} limit ${limit} offset ${offset}`
  return (await query.execute(act.db)).rows.map(({ rowid }) => rowid)
}

/** With a search, or for services alone, there is no counter: counted up to the limit (null beyond). */
export async function countFound(act: Act, kind: RequestKind, search: RequestSearch): Promise<number | null> {
  const all = { limit: COUNT_LIMIT + 1, offset: 0 }
  const found = await listIds(act, { kind, search: { ...search, sort: 'oldest' } }, all)
  return found.length > COUNT_LIMIT ? null : found.length
}

const NONE: Record<RequestState, number> = { pending: 0, validated: 0, refused: 0, withdrawn: 0 }

const countsOf = (kind: RequestKind) =>
  madeOnce((db) =>
    db
      .selectFrom(`${kind}_count`)
      .select(['state', (eb) => eb.fn.sum<number>('total').as('total')])
      .where(isOneOf('structure_id', []))
      .groupBy('state'),
  )
const readCounts = {
  membership_request: countsOf('membership_request'),
  subscription_request: countsOf('subscription_request'),
}

/** Totals by state of the structures managed as a whole, from the counters. */
export async function countByState(
  act: Act,
  kind: RequestKind,
  structureId: number | null,
): Promise<Record<RequestState, number>> {
  const { whole } = scopeOf(act.actor, structureId)
  if (whole.length === 0) return NONE
  const rows = await readCounts[kind](act.db, [JSON.stringify(whole)])
  return { ...NONE, ...Object.fromEntries(rows.map(({ state, total }) => [state, total])) }
}
