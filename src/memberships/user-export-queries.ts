import { sql } from 'kysely'
import type { Act } from '../act.ts'
import { isOneOf } from '../db/request-queue.ts'
import { COUNT_LIMIT } from '../values/page.ts'
import { managed } from '../values/reach.ts'
import { listLockedIds } from './user-queries.ts'
import type { ExportedUser, UserSearch } from './user-rules.ts'
import { listRows } from './user-row-queries.ts'
import { findScope, matchOf, narrowingOf, type Scope } from './user-scope-queries.ts'
import { listLocked } from './user-status-queries.ts'

const PART = 1000

/** The ticked members, or all that a search finds, part by part: never more than 1,000 are in memory. */
export async function* eachUser(
  act: Act,
  which: { ids: number[] } | { search: UserSearch },
): AsyncGenerator<ExportedUser[]> {
  for await (const part of eachPart(act, which)) yield await withLocks(act, part)
}

async function* eachPart(act: Act, which: { ids: number[] } | { search: UserSearch }): AsyncGenerator<ExportedUser[]> {
  if ('ids' in which) return yield* eachNamed(act, await listVisible(act, which.ids))
  const { search } = which
  if (search.status === 'locked') return yield* eachNamed(act, await listLockedIds(act, search))
  const scope = await findScope(act, search)
  const narrowing = narrowingOf(search)
  if (narrowing === null && scope.services.length === 0) return yield* eachByStructure(act, scope)
  if (scope.whole.length + scope.services.length > 0) yield* eachFound(act, matchOf(scope, narrowing))
}

const listVisible = async (act: Act, ids: number[]): Promise<number[]> =>
  (await listRows(act, ids)).map(({ membershipId }) => membershipId)

async function* eachNamed({ db }: Act, ids: number[]): AsyncGenerator<ExportedUser[]> {
  for (let at = 0; at < ids.length; at += PART)
    yield (
      await users(
        sql`member.id in (select value from json_each(${JSON.stringify(ids.slice(at, at + PART))}))`,
        sql`structure.name_folded, member_folded, member.id`,
      ).execute(db)
    ).rows
}

/** Whole structures one after the other, the members of each by name from an index. */
async function* eachByStructure({ db, actor }: Act, { whole }: Scope): AsyncGenerator<ExportedUser[]> {
  const named = db.selectFrom('structure').select('id').where(isOneOf('id', whole))
  const structures =
    managed(actor).length === 1 ? whole.map((id) => ({ id })) : await named.orderBy('name_folded').execute()
  for (const { id } of structures) {
    let part: ExportedUser[] = []
    do {
      const last = part.at(-1)
      const after = last ? sql`and (member_folded, member.id) > (${last.folded}, ${last.id})` : sql``
      part = (await users(sql`member.structure_id = ${id} ${after}`, sql`member_folded, member.id`).execute(db)).rows
      if (part.length > 0) yield part
    } while (part.length === PART)
  }
}

/** What words find, in the order of arrival: sorted by name as long as it fits into one part. */
async function* eachFound({ db }: Act, match: string): AsyncGenerator<ExportedUser[]> {
  let part: ExportedUser[] = []
  do {
    const found = sql`select rowid from member_search where member_search match ${match}
      and rowid > ${part.at(-1)?.id ?? 0} order by rowid limit ${PART}`
    const isFirst = part.length === 0
    part = (await users(sql`member.id in (${found})`, sql`member.id`).execute(db)).rows
    if (isFirst && part.length < COUNT_LIMIT) part.sort(byName)
    if (part.length > 0) yield part
  } while (part.length === PART)
}

const byName = (a: ExportedUser, b: ExportedUser): number =>
  a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : a.id - b.id

/** One statement for so many members, with their services and spaces: as quick as the file is written. */
const users = (where: ReturnType<typeof sql>, order: ReturnType<typeof sql>) => sql<ExportedUser>`
  select member.id, member_folded as folded, structure.name as structure, structure.identifier, civility,
    last_name as last, first_name as first, login, user.contact_email as contact, user.state, user.state as status, user.kind,
    member.role, member.whole_structure as whole, starts_on as startsOn, ends_on as endsOn,
    iif(member.whole_structure, null, (select group_concat(service.code || ' – ' || service.name, ', ')
      from membership_service held join service on service.id = held.service_id where held.membership_id = member.id)) as services,
    (select group_concat(space || ':' || access || iif(service_id is null, '', ':' || (select code from service where id = service_id)), ' ')
      from subscription where membership_id = member.id) as spaces
  from membership member join user on user.id = member.user_id join structure on structure.id = member.structure_id
  where ${where} order by ${order} limit ${PART}`

/** An active account may be locked for a while: the file says so as the page does. */
async function withLocks(act: Act, part: ExportedUser[]): Promise<ExportedUser[]> {
  const locked = await listLocked(
    act,
    new Set(part.filter(({ state }) => state === 'active').map(({ login }) => login)),
  )
  for (const one of part) if (locked.has(one.login)) one.status = 'locked'
  return part
}
