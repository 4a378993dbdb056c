import { sql } from 'kysely'
import type { Act } from '../act.ts'
import { countByState, isOneOf, listIds } from '../db/request-queue.ts'
import { COUNT_LIMIT, lastPage, offsetOf, pageOf, type Paging } from '../values/page.ts'
import { isEmail, normalEmail } from '../values/email.ts'
import { managed } from '../values/reach.ts'
import { searchWords } from '../values/text.ts'
import { listManagedRequests } from './queries.ts'
import { listRows } from './user-row-queries.ts'
import { findScope, matchOf, narrowingOf, type Scope } from './user-scope-queries.ts'
import { listLocked } from './user-status-queries.ts'
import { USERS_LIMIT, type UserPage, type UserSearch } from './user-rules.ts'

/** One statement merges so many structures' members; SQLite takes 500 at most. */
const MERGED_AT_MOST = 100
/** So many requests that the words mean are counted. */
const REQUESTS_MOST = 20
/** So many active accounts are looked at for those that are locked. */
const LOOKED_AT_MOST = 10_000

type Part = { limit: number; offset: number }
/** The one account of a whole login address, and its memberships in the scope. */
type Exact = { userId: number; ids: number[] }
/** How a search comes by its rows. `total` is null where counting stopped; `userId` where it means one account alone. */
type Found = { byName: boolean; total: number | null; userId?: number; read: (part: Part) => Promise<number[]> }

/** One page of the members of the actor's structures that a search finds, by name as long as they are not too many. */
export async function searchUsers(act: Act, search: UserSearch): Promise<UserPage> {
  const { byName, total, userId, read } = await find(act, search)
  const { page: asked, size } = search.paging
  const readPage = (at: Paging) => read({ limit: size + 1, offset: offsetOf(at) })
  const ids = await readPage(search.paging)
  // What was on the last page may be gone meanwhile: the page before is the last one now.
  const isPast = ids.length === 0 && asked > 1
  const paging = isPast ? { size, page: Math.min(asked, lastPage(total, size)) } : search.paging
  const found = pageOf(isPast ? await readPage(paging) : ids, paging, total)
  const requests = await (userId === undefined ? countRequests(act, search) : countRequestsOf(act, userId))
  return { page: { ...found, rows: await listRows(act, found.rows) }, byName, requests }
}

/** The ids of all that a search finds, as many as one act takes. */
export async function listFoundIds(act: Act, search: UserSearch): Promise<number[]> {
  const { read } = await find(act, search)
  return read({ limit: USERS_LIMIT, offset: 0 })
}

async function find(act: Act, search: UserSearch): Promise<Found> {
  const scope = await findScope(act, search)
  if (scope.whole.length + scope.services.length === 0) return ofIds(act, [], false)
  const exact = await findByLogin(act, scope, search)
  const { isDown } = search.sort
  if (exact) return { ...ofIds(act, exact.ids, isDown), userId: exact.userId }
  const narrowing = narrowingOf(search)
  if (narrowing === null && scope.services.length === 0 && scope.whole.length <= MERGED_AT_MOST)
    return {
      byName: true,
      total: await countMembers(act, scope),
      read: (part) => fromIndex(act, scope, { ...part, isDown }),
    }
  if (search.status === 'locked') return ofIds(act, await listLockedIds(act, search), isDown)
  const match = matchOf(scope, narrowing)
  const ids = await fromWords(act, match, { limit: COUNT_LIMIT + 1, offset: 0 })
  if (ids.length <= COUNT_LIMIT) return ofIds(act, ids, isDown)
  return { byName: false, total: null, read: (part) => fromWords(act, match, part) }
}

/** A whole address is that of one account: the index of words would go through everybody of its domain. */
async function findByLogin({ db }: Act, scope: Scope, search: UserSearch): Promise<Exact | null> {
  const login = normalEmail(search.login)
  if (!isEmail(login) || search.last || search.first || search.status) return null
  const user = await db.selectFrom('user').select('id').where('login', '=', login).executeTakeFirst()
  if (!user) return null
  const rows = await db
    .selectFrom('membership')
    .leftJoin('membership_service as held', 'held.membership_id', 'membership.id')
    .select('membership.id')
    .distinct()
    .where('user_id', '=', user.id)
    .where((eb) => eb.or([isOneOf('membership.structure_id', scope.whole), isOneOf('held.service_id', scope.services)]))
    .execute()
  return { userId: user.id, ids: rows.map(({ id }) => id) }
}

/** Few enough to be sorted by name each time. */
const ofIds = (act: Act, ids: number[], isDown: boolean): Found => ({
  byName: true,
  total: ids.length,
  read: async ({ limit, offset }) => {
    if (ids.length === 0) return []
    const sorted = act.db.selectFrom('membership').select('id').where(isOneOf('id', ids))
    const way = isDown ? 'desc' : 'asc'
    const rows = await sorted.orderBy('member_folded', way).orderBy('id', way).limit(limit).offset(offset).execute()
    return rows.map(({ id }) => id)
  },
})

/** Each structure's members come by name from an index; SQLite merges them without sorting. */
async function fromIndex(
  { db }: Act,
  { whole }: Scope,
  { limit, offset, isDown }: Part & { isDown: boolean },
): Promise<number[]> {
  const arm = (structureId: number) => sql`select id, member_folded from membership where structure_id = ${structureId}`
  const arms = sql.join(whole.map(arm), sql` union all `)
  const order = isDown ? sql`member_folded desc, id desc` : sql`member_folded, id`
  const query = sql<{ id: number }>`${arms} order by ${order} limit ${limit} offset ${offset}`
  return (await query.execute(db)).rows.map(({ id }) => id)
}

async function fromWords({ db }: Act, match: string, { limit, offset }: Part): Promise<number[]> {
  const rows = await db
    .selectFrom('member_search')
    .select('rowid')
    .where(sql<boolean>`member_search match ${match}`)
    .orderBy('rowid')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(({ rowid }) => rowid)
}

async function countMembers({ db }: Act, { whole }: Scope): Promise<number> {
  const counted = db.selectFrom('member_count').select((eb) => eb.fn.sum<number | null>('total').as('total'))
  return (await counted.where(isOneOf('structure_id', whole)).executeTakeFirst())?.total ?? 0
}

/** Locks are kept by the hash of the login: the first 10,000 active accounts of the search are looked at. At most 1,000 are found. */
export async function listLockedIds(act: Act, search: UserSearch): Promise<number[]> {
  const match = matchOf(await findScope(act, search), narrowingOf(search))
  const ids = await fromWords(act, match, { limit: LOOKED_AT_MOST, offset: 0 })
  const rows = await act.db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['membership.id', 'login'])
    .where(isOneOf('membership.id', ids))
    .execute()
  const locked = await listLocked(act, new Set(rows.map(({ login }) => login)))
  return rows
    .filter(({ login }) => locked.has(login))
    .map(({ id }) => id)
    .slice(0, USERS_LIMIT)
}

/** People who wait to be attached are no users of the structure yet: the same words may mean them. Null beyond twenty. */
async function countRequests(act: Act, search: UserSearch): Promise<number | null> {
  const q = wordsOf(search)
  if (searchWords(q).length === 0 || !(await anyPending(act))) return 0
  const waiting = { state: 'pending', structureId: null, q, sort: 'oldest', paging: { page: 1, size: 10 } } as const
  const queue = { kind: 'membership_request', search: waiting } as const
  const found = await listIds(act, queue, { limit: REQUESTS_MOST + 1, offset: 0 })
  return found.length > REQUESTS_MOST ? null : found.length
}

/** From the counters: the index of words would go through the requests of everybody of that name. */
async function anyPending(act: Act): Promise<boolean> {
  if (managed(act.actor).some(({ whole }) => !whole)) return true
  return (await countByState(act, 'membership_request', null)).pending > 0
}

async function countRequestsOf(act: Act, userId: number): Promise<number> {
  const rows = act.db.selectFrom('membership_request').select('id').where('user_id', '=', userId)
  const ids = (await rows.where('state', '=', 'pending').execute()).map(({ id }) => id)
  return (await listManagedRequests(act, ids)).length
}

/** The words of the person alone, as the queue of requests takes them. */
export const wordsOf = ({ last, first, login }: UserSearch): string =>
  [last, first, login].filter(Boolean).join(' ').slice(0, 100)
