import { sql } from 'kysely'
import type { Act, AnyAct, Role, Space } from '../act.ts'
import type { StructureTable } from '../db/tables.ts'
import { isOneOf } from '../db/request-queue.ts'
import { COUNT_LIMIT, lastPage, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import { type Reach, reachOf } from '../values/reach.ts'
import { BY_NAME, type Sort } from '../values/sort.ts'
import { ftsPrefixes, searchWords } from '../values/text.ts'
import type { MemberFilter, MemberRow } from './rules.ts'

/** A structure as its managers' pages about members name it. */
export type MembersOf = {
  id: number
  name: string
  kind: 'public' | 'private'
  identifier_kind: StructureTable['identifier_kind']
  identifier: string
  state: 'active' | 'inactive'
}

/** A structure that the actor manages, wholly or in part; undefined for everybody else. */
export async function findMembersOf(act: Act, structureId: number): Promise<MembersOf | undefined> {
  return Number.isSafeInteger(structureId) && reachOf(act.actor, structureId) ? findAny(act, structureId) : undefined
}

const findAny = ({ db }: AnyAct, structureId: number): Promise<MembersOf | undefined> =>
  db
    .selectFrom('structure')
    .select(['id', 'name', 'kind', 'identifier_kind', 'identifier', 'state'])
    .where('id', '=', structureId)
    .executeTakeFirst()

/** The same for who reads alone: the platform support sees the members of any structure. */
export const findReadMembersOf = (act: Act, structureId: number): Promise<MembersOf | undefined> =>
  act.actor.isOperator && Number.isSafeInteger(structureId)
    ? findAny(act, structureId)
    : findMembersOf(act, structureId)

const ROLES_OF: Record<MemberFilter, Role[]> = {
  managers: ['primary_manager', 'secondary_manager'],
  simple: ['simple_user'],
}

/** Who is asked for: words of the name or the login address, those of some roles, and which part of the list. */
export type MemberSearch = { q: string; paging: Paging; filter?: MemberFilter | null; sort?: Sort<'name'> }

const EVERYTHING: Reach = { whole: true, services: [], role: 'simple_user' }

/**
 * One page of a structure's members by name, either way. A manager of services alone sees those who have one of these,
 * the platform support all. `total` is null where counting stopped; a search then shows the first 1,000 that it found.
 */
export async function listMembers(
  act: Act,
  structureId: number,
  { q, paging, filter = null, sort = BY_NAME }: MemberSearch,
): Promise<Page<MemberRow>> {
  const { actor } = act
  const reach = reachOf(actor, structureId) ?? (actor.isOperator ? EVERYTHING : null)
  if (!reach) return pageOf<MemberRow>([], paging, 0)
  const { ids: found, total } = await find(act, { structureId, reach, words: searchWords(q), filter })
  const read = (at: Paging) =>
    members(act, { which: found ?? { structureId, reach, filter }, isDown: sort.isDown })
      .limit(at.size + 1)
      .offset(offsetOf(at))
      .execute()
  const asked = await read(paging)
  // What was on the last page may be gone meanwhile: the page before is the last one now.
  const isPast = asked.length === 0 && paging.page > 1
  const at = isPast ? { ...paging, page: Math.min(paging.page, lastPage(total, paging.size)) } : paging
  const page = pageOf(isPast ? await read(at) : asked, at, total)
  return { ...page, rows: await withServices(act, page.rows) }
}

/** One member as the actor may see them; undefined when there is none, or none of the actor's services is theirs. */
export async function findManagedMember(act: Act, structureId: number, userId: number): Promise<MemberRow | undefined> {
  const [member] = await listManagedMembers(act, structureId, [userId])
  return member
}

type Searched = { structureId: number; reach: NonNullable<Reach>; words: string[]; filter: MemberFilter | null }
/** `ids` is null where all, or all of a filter, come by name from the index; `total` where counting stopped. */
type Found = { ids: number[] | null; total: number | null }

async function find(act: Act, { words, filter, ...on }: Searched): Promise<Found> {
  if (words.length > 0) {
    const ids = await searchIds(act, { ...on, words })
    const kept = filter ? await listOfRoles(act, { ids }, filter) : ids
    return { ids: kept.slice(0, COUNT_LIMIT), total: ids.length > COUNT_LIMIT ? null : kept.length }
  }
  const all = await countMembers(act, on.structureId, on.reach)
  if (!filter) return { ids: null, total: all }
  // Managers are few among many members, who are then gone through by name.
  const managers = await listOfRoles(act, on, 'managers')
  if (filter === 'managers' && managers.length <= COUNT_LIMIT) return { ids: managers, total: managers.length }
  const isKnown = all !== null && managers.length <= COUNT_LIMIT
  return { ids: null, total: isKnown ? all - managers.length : null }
}

/** Those of some roles among named memberships, or as far as the actor sees; counting stops one beyond the limit. */
async function listOfRoles(
  { db }: AnyAct,
  among: { ids: number[] } | { structureId: number; reach: NonNullable<Reach> },
  filter: MemberFilter,
): Promise<number[]> {
  const ofRoles = db
    .selectFrom('membership')
    .select('membership.id')
    .where('role', 'in', ROLES_OF[filter])
    .limit(COUNT_LIMIT + 1)
  const listed =
    'ids' in among
      ? ofRoles.where(isOneOf('membership.id', among.ids))
      : among.reach.whole
        ? ofRoles.where('structure_id', '=', among.structureId)
        : ofRoles
            .innerJoin('membership_service as held', 'held.membership_id', 'membership.id')
            .where('held.service_id', 'in', among.reach.services)
            .distinct()
  return (await listed.execute()).map(({ id }) => id)
}

/** Some members as the actor may see them, by name; those that the actor may not see are left out. */
export async function listManagedMembers(act: Act, structureId: number, userIds: number[]): Promise<MemberRow[]> {
  const reach = reachOf(act.actor, structureId)
  const ids = userIds.filter((id) => Number.isSafeInteger(id))
  if (!reach || ids.length === 0) return []
  const rows = await members(act, { which: { structureId, reach, filter: null } })
    .where('user_id', 'in', ids)
    .execute()
  return withServices(act, rows)
}

/** How many members the actor sees in a structure: from the counter, or counted up to the limit for services alone. */
async function countMembers({ db }: Act, structureId: number, reach: NonNullable<Reach>): Promise<number | null> {
  if (reach.whole) {
    const counted = db.selectFrom('member_count').select('total').where('structure_id', '=', structureId)
    return (await counted.executeTakeFirst())?.total ?? 0
  }
  const rows = await db
    .selectFrom('membership_service')
    .select('membership_id')
    .distinct()
    .where('service_id', 'in', reach.services)
    .limit(COUNT_LIMIT + 1)
    .execute()
  return totalOf(rows.length)
}

const totalOf = (found: number): number | null => (found > COUNT_LIMIT ? null : found)

async function searchIds({ db }: Act, { structureId, reach, words }: Omit<Searched, 'filter'>): Promise<number[]> {
  const scope = reach.whole ? `"s${structureId}"` : reach.services.map((id) => `"v${id}"`).join(' OR ')
  const query = `scope : (${scope}) AND {last first login} : (${ftsPrefixes(words)})`
  const rows = await db
    .selectFrom('member_search')
    .select('rowid')
    .where(sql<boolean>`member_search match ${query}`)
    .limit(COUNT_LIMIT + 1)
    .execute()
  return rows.map(({ rowid }) => rowid)
}

type Which = number[] | Omit<Searched, 'words'>

/** Named memberships, or all that the actor sees in a structure: by name from the index `membership_by_name`. */
function members(act: AnyAct, { which, isDown = false }: { which: Which; isDown?: boolean }) {
  const way = isDown ? 'desc' : 'asc'
  const all = act.db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['membership.id as membershipId', 'user.id as userId', 'membership.structure_id as structureId'])
    .select(['first_name', 'last_name', 'login', 'user.state', 'user.kind', 'role', 'whole_structure'])
    .select(['starts_on as startsOn', 'ends_on as endsOn'])
    .orderBy('member_folded', way)
    .orderBy('membership.id', way)
  if (Array.isArray(which)) return all.where('membership.id', 'in', which)
  const { structureId, reach, filter } = which
  const there = all
    .where('membership.structure_id', '=', structureId)
    // Behind the sign no index of roles is taken: it would have to be sorted by name.
    .$if(filter !== null, (query) => query.where(sql<Role>`+membership.role`, 'in', filter ? ROLES_OF[filter] : []))
  if (reach.whole) return there
  return there.where((eb) =>
    eb.exists(
      eb
        .selectFrom('membership_service as held')
        .select('held.service_id')
        .whereRef('held.membership_id', '=', 'membership.id')
        .where('held.service_id', 'in', reach.services),
    ),
  )
}

type Row = Awaited<ReturnType<ReturnType<typeof members>['execute']>>[number]

async function withServices(act: AnyAct, rows: Row[]): Promise<MemberRow[]> {
  const inPart = rows.filter((row) => row.whole_structure === 0).map((row) => row.membershipId)
  const services =
    inPart.length === 0
      ? []
      : await act.db
          .selectFrom('membership_service as held')
          .innerJoin('service', 'service.id', 'held.service_id')
          .select(['held.membership_id', 'service.id', 'service.name'])
          .where('held.membership_id', 'in', inPart)
          .orderBy('service.name_folded')
          .execute()
  const byMember = new Map<number, { id: number; name: string }[]>()
  for (const { membership_id, ...service } of services)
    byMember.set(membership_id, [...(byMember.get(membership_id) ?? []), service])
  return rows.map(({ first_name, last_name, kind, whole_structure, ...row }) => ({
    ...row,
    name: `${first_name} ${last_name}`,
    isTechnical: kind === 'technical',
    whole: whole_structure === 1,
    services: byMember.get(row.membershipId)?.map(({ id }) => id) ?? [],
    serviceNames: byMember.get(row.membershipId)?.map(({ name }) => name) ?? [],
  }))
}

/** How a member is reached. */
export async function findContact({ db }: AnyAct, userId: number): Promise<{ email: string; phone: string | null }> {
  const { contact_email, phone } = await db
    .selectFrom('user')
    .select(['contact_email', 'phone'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return { email: contact_email, phone }
}

/** The spaces that a structure has open, for all of it or for some services, in the order of the matrix. */
export async function listOpenSpaces({ db }: AnyAct, structureId: number): Promise<Space[]> {
  const rows = await db
    .selectFrom('space')
    .select('code')
    .where('is_offered', '=', 1)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('structure_space as opened')
          .select('opened.id')
          .where('opened.structure_id', '=', structureId)
          .whereRef('opened.space', '=', 'space.code'),
      ),
    )
    .orderBy('position')
    .execute()
  return rows.map(({ code }) => code)
}
