import { sql } from 'kysely'
import type { Act, Actor } from '../act.ts'
import { ftsPrefixes, searchWords } from '../values/text.ts'
import { COUNT_LIMIT, lastPage, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import { isManagedBy, type MembershipRequest, type RequestSearch, type RequestState } from './rules.ts'

type Scope = { whole: number[]; services: number[] }

/** The structures that the actor manages, and for those managed in part the services. */
function scopeOf(actor: Actor, structureId: number | null): Scope {
  const mine = actor.memberships.filter(
    (one) => one.role !== 'simple_user' && (structureId === null || one.structureId === structureId),
  )
  return {
    whole: mine.filter((one) => one.services === null).map((one) => one.structureId),
    services: mine.flatMap((one) => one.services ?? []),
  }
}

/** Counters tell the totals of whole structures; what a search finds, or services alone, is counted. */
const isCounted = (actor: Actor, search: Pick<RequestSearch, 'q' | 'structureId'>): boolean =>
  searchWords(search.q).length === 0 && scopeOf(actor, search.structureId).services.length === 0

/** One statement merges so many structures' parts; SQLite takes 500 at most. */
const MERGED_AT_MOST = 100

/** Few whole structures come from their indexes, also by name; searches, services alone and many structures from the word index. */
export const canSortByName = (actor: Actor, search: Pick<RequestSearch, 'q' | 'structureId'>): boolean =>
  isCounted(actor, search) && scopeOf(actor, search.structureId).whole.length <= MERGED_AT_MOST

const requests = (act: Act) =>
  act.db
    .selectFrom('membership_request as request')
    .innerJoin('user', 'user.id', 'request.user_id')
    .innerJoin('structure', 'structure.id', 'request.structure_id')
    .leftJoin('user as decider', 'decider.id', 'request.decided_by_id')
    .selectAll('request')
    .select(['user.first_name', 'user.last_name', 'user.login', 'user.state as requesterState'])
    .select([
      'structure.name as structureName',
      'structure.identifier_kind',
      'structure.identifier',
      'structure.state as structureState',
    ])
    .select(['decider.first_name as deciderFirst', 'decider.last_name as deciderLast'])

async function withServices(act: Act, rows: Awaited<ReturnType<ReturnType<typeof requests>['execute']>>) {
  const services = rows.some((row) => row.whole_structure === 0)
    ? await act.db
        .selectFrom('membership_request_service as asked')
        .innerJoin('service', 'service.id', 'asked.service_id')
        .select(['asked.request_id', 'service.id', 'service.code', 'service.name', 'service.state'])
        .where(
          'asked.request_id',
          'in',
          rows.map((row) => row.id),
        )
        .orderBy('service.name_folded')
        .execute()
    : []
  const byRequest = new Map<number, MembershipRequest['services']>()
  for (const { request_id, ...service } of services)
    byRequest.set(request_id, [...(byRequest.get(request_id) ?? []), service])
  return rows.map(({ first_name, last_name, login, deciderFirst, deciderLast, ...row }): MembershipRequest => ({
    ...row,
    requesterName: `${first_name} ${last_name}`,
    requesterLogin: login,
    deciderName: deciderFirst === null ? null : `${deciderFirst} ${deciderLast}`,
    services: byRequest.get(row.id) ?? [],
  }))
}

/** One request as its managers see it; undefined for everybody else. */
export async function findManagedRequest(act: Act, id: number): Promise<MembershipRequest | undefined> {
  const [request] = await withServices(act, await requests(act).where('request.id', '=', id).execute())
  return request && isManagedBy(request, act.actor) ? request : undefined
}

/** Some requests as their managers see them; those that the actor may not see are left out. In the order asked for. */
export async function listManagedRequests(act: Act, ids: number[]): Promise<MembershipRequest[]> {
  if (ids.length === 0) return []
  const found = await withServices(act, await requests(act).where('request.id', 'in', ids).execute())
  const byId = new Map(
    found.filter((request) => isManagedBy(request, act.actor)).map((request) => [request.id, request]),
  )
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** One page of the queue. `totals` are those of `countRequests` for the same structures. */
export async function searchRequests(
  act: Act,
  search: RequestSearch,
  totals: Record<RequestState, number>,
): Promise<Page<MembershipRequest>> {
  const total = isCounted(act.actor, search) ? totals[search.state] : await countFound(act, search)
  const read = ({ page, size }: Paging) => listIds(act, search, { limit: size + 1, offset: offsetOf({ page, size }) })
  const { page: asked, size } = search.paging
  let [page, ids] = [asked, await read(search.paging)]
  // What was on the last page may have been decided meanwhile: the page before is the last one now.
  if (ids.length === 0 && asked > 1) {
    page = Math.min(asked, lastPage(total, size))
    ids = await read({ page, size })
  }
  const found = pageOf(ids, { page, size }, total)
  return { ...found, rows: await listManagedRequests(act, found.rows) }
}

/** The ids of the queue from some place on, in its order. */
export function listIds(act: Act, search: RequestSearch, part: { limit: number; offset: number }): Promise<number[]> {
  const scope = scopeOf(act.actor, search.structureId)
  if (scope.whole.length + scope.services.length === 0) return Promise.resolve([])
  return canSortByName(act.actor, search) ? fromIndex(act, search, part) : fromWords(act, search, part)
}

/** Each structure's part of the queue comes from an index in its order; SQLite merges the parts without sorting them. */
async function fromIndex(act: Act, search: RequestSearch, { limit, offset }: { limit: number; offset: number }) {
  const byName = search.sort === 'name'
  const order = { oldest: sql`id asc`, newest: sql`id desc`, name: sql`requester_folded asc, id asc` }[search.sort]
  const arm = (structureId: number) => sql`
    select id${byName ? sql`, requester_folded` : sql``} from membership_request
    where structure_id = ${structureId} and state = ${search.state}`
  const arms = scopeOf(act.actor, search.structureId).whole.map(arm)
  const query = sql<{
    id: number
  }>`${sql.join(arms, sql` union all `)} order by ${order} limit ${limit} offset ${offset}`
  return (await query.execute(act.db)).rows.map(({ id }) => id)
}

function wordsQuery(act: Act, search: RequestSearch): string {
  const { whole, services } = scopeOf(act.actor, search.structureId)
  const scope = [...whole.map((id) => `"s${id}"`), ...services.map((id) => `"v${id}"`)].join(' OR ')
  const words = ftsPrefixes(searchWords(search.q))
  return `scope : (${scope}) AND scope : "${search.state}"${words && ` AND words : (${words})`}`
}

async function fromWords(act: Act, search: RequestSearch, { limit, offset }: { limit: number; offset: number }) {
  const rows = await act.db
    .selectFrom('membership_request_search')
    .select('rowid')
    .where(sql<boolean>`membership_request_search match ${wordsQuery(act, search)}`)
    .orderBy('rowid', search.sort === 'newest' ? 'desc' : 'asc')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(({ rowid }) => rowid)
}

/** With a search, or for services alone, there is no counter: counted up to the limit (null beyond). */
export async function countFound(act: Act, search: RequestSearch): Promise<number | null> {
  const found = await listIds(act, { ...search, sort: 'oldest' }, { limit: COUNT_LIMIT + 1, offset: 0 })
  return found.length > COUNT_LIMIT ? null : found.length
}

const NONE: Record<RequestState, number> = { pending: 0, validated: 0, refused: 0, withdrawn: 0 }

/** Totals by state of the structures managed as a whole, from the counters. */
export async function countRequests(act: Act, structureId: number | null): Promise<Record<RequestState, number>> {
  const { whole } = scopeOf(act.actor, structureId)
  if (whole.length === 0) return NONE
  const rows = await act.db
    .selectFrom('membership_request_count')
    .select(['state', (eb) => eb.fn.sum<number>('total').as('total')])
    .where('structure_id', 'in', whole)
    .groupBy('state')
    .execute()
  return { ...NONE, ...Object.fromEntries(rows.map(({ state, total }) => [state, total])) }
}
