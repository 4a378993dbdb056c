import { sql } from 'kysely'
import type { Act, AnyAct } from '../act.ts'
import { parisDate } from '../values/dates.ts'
import { isEmail, normalEmail } from '../values/email.ts'
import { managed } from '../values/reach.ts'
import { fold, ftsPrefixes, searchWords } from '../values/text.ts'
import type { Person } from './rules.ts'

/** What people are looked for by: at least one of them. */
export type PersonCriteria = { lastName: string; firstName: string; login: string }
/** One found person; `isMember` of the structure that they are looked for. */
export type FoundPerson = Person & { isMember: boolean }
/** `isCut`: there are more, and the search should be narrower. */
export type FoundPeople = { people: FoundPerson[]; isCut: boolean }

/** Shown at once: who has many needs a narrower search. */
export const FOUND_AT_MOST = 50
const NARROWED = 400

export const hasCriteria = ({ lastName, firstName, login }: PersonCriteria): boolean =>
  [lastName, firstName, login].some((typed) => searchWords(typed).length > 0)

/** Whether a search reaches accounts beyond the actor's structures: by the exact login address, or the whole name. */
export const isExact = ({ lastName, firstName, login }: PersonCriteria): boolean =>
  isEmail(normalEmail(login)) || (fold(lastName) !== '' && fold(firstName) !== '')

/** Active people, or such as wait for their activation: among the members that the actor manages, and beyond if exact. */
export async function searchPeople(act: Act, structureId: number, criteria: PersonCriteria): Promise<FoundPeople> {
  const ids = await memberIds(act, criteria)
  const inside = ids.length === 0 ? [] : await insidePeople(act, ids)
  const beyond = isExact(criteria) ? await exactPeople(act, criteria) : []
  const byId = new Map([...inside, ...beyond].map((person) => [person.id, person]))
  const all = [...byId.values()]
  const people = all.slice(0, FOUND_AT_MOST)
  const members = await memberIdsAmong(act, structureId, people)
  return {
    people: people.map((person) => ({ ...person, isMember: members.has(person.id) })),
    isCut: all.length > FOUND_AT_MOST,
  }
}

/** Memberships of the structures, or services, that the actor manages. */
async function memberIds({ db, actor }: Act, { lastName, firstName, login }: PersonCriteria): Promise<number[]> {
  const mine = managed(actor)
  const tokens = mine.flatMap(({ whole, structureId, services }) =>
    whole ? [`"s${structureId}"`] : services.map((id) => `"v${id}"`),
  )
  if (tokens.length === 0) return []
  const words = Object.entries({ last: lastName, first: firstName, login }).flatMap(([column, typed]) => {
    const prefixes = ftsPrefixes(searchWords(typed))
    return prefixes ? [`${column} : (${prefixes})`] : []
  })
  const scopes = [tokens.join(' OR '), '"person"', '"active" OR "pendingactivation"']
  const query = [...scopes.map((scope) => `scope : (${scope})`), ...words].join(' AND ')
  const rows = await db
    .selectFrom('member_search')
    .select('rowid')
    .where(sql<boolean>`member_search match ${query}`)
    .limit(NARROWED)
    .execute()
  return rows.map(({ rowid }) => rowid)
}

const people = ({ db }: AnyAct) =>
  db
    .selectFrom('user')
    .select(['user.id', 'first_name', 'last_name', 'login', 'user.state'])
    .where('user.kind', '=', 'person')
    .where('user.state', 'in', ['active', 'pending_activation'])

type Row = Awaited<ReturnType<ReturnType<typeof people>['execute']>>[number]
const named = ({ first_name, last_name, ...row }: Row): Person => ({ ...row, name: `${first_name} ${last_name}` })

async function insidePeople(act: Act, membershipIds: number[]): Promise<Person[]> {
  const rows = await people(act)
    .innerJoin('membership', 'membership.user_id', 'user.id')
    .where('membership.id', 'in', membershipIds)
    .distinct()
    .orderBy('member_folded')
    .limit(FOUND_AT_MOST + 1)
    .execute()
  return rows.map(named)
}

/** By login, or by the whole name; what else was typed must be right too. */
async function exactPeople(act: Act, { lastName, firstName, login }: PersonCriteria): Promise<Person[]> {
  const [last, first] = [fold(lastName), fold(firstName)]
  const address = normalEmail(login)
  const query = isEmail(address)
    ? people(act).where('login', '=', address)
    : people(act)
        .innerJoin('user_search', 'user_search.rowid', 'user.id')
        .where(sql<boolean>`user_search match ${ftsPrefixes(searchWords(`${last} ${first}`))}`)
        .where('name_folded', '=', `${last} ${first}`)
  const rows = await query.limit(FOUND_AT_MOST + 1).execute()
  return rows
    .filter((row) => (last === '' || fold(row.last_name) === last) && (first === '' || fold(row.first_name) === first))
    .filter((row) => isEmail(address) || address === '' || row.login.startsWith(address))
    .map(named)
}

async function memberIdsAmong({ db, now }: Act, structureId: number, found: Person[]): Promise<Set<number>> {
  if (found.length === 0) return new Set()
  const today = parisDate(now)
  const rows = await db
    .selectFrom('membership')
    .select('user_id')
    .where('structure_id', '=', structureId)
    .where(
      'user_id',
      'in',
      found.map(({ id }) => id),
    )
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', today)]))
    .execute()
  return new Set(rows.map(({ user_id }) => user_id))
}

/** People by exact login, in the order asked for; `isMine` when one of the actor's structures or services is theirs. */
export async function listPeopleByLogin(
  act: Act,
  structureId: number,
  logins: string[],
): Promise<(FoundPerson & { isMine: boolean })[]> {
  const asked = [...new Set(logins.map(normalEmail))].filter(isEmail)
  if (asked.length === 0) return []
  const found = (await people(act).where('login', 'in', asked).execute()).map(named)
  const members = await memberIdsAmong(act, structureId, found)
  const mine = await managedAmong(act, found)
  const byLogin = new Map(found.map((person) => [person.login, person]))
  return asked.flatMap((login) => {
    const person = byLogin.get(login)
    return person ? [{ ...person, isMember: members.has(person.id), isMine: mine.has(person.id) }] : []
  })
}

async function managedAmong({ db, actor }: Act, found: Person[]): Promise<Set<number>> {
  const mine = managed(actor)
  const whole = mine.filter((one) => one.whole).map(({ structureId }) => structureId)
  const services = mine.flatMap((one) => one.services)
  if (found.length === 0 || whole.length + services.length === 0) return new Set()
  const rows = await db
    .selectFrom('membership')
    .leftJoin('membership_service as held', 'held.membership_id', 'membership.id')
    .select('user_id')
    .where(
      'user_id',
      'in',
      found.map(({ id }) => id),
    )
    .where((eb) => eb.or([eb('membership.structure_id', 'in', whole), eb('held.service_id', 'in', services)]))
    .execute()
  return new Set(rows.map(({ user_id }) => user_id))
}

/** Somebody of any state by id or login; technical and erased accounts are nobody. */
export async function findPersonToAttach(
  { db }: AnyAct,
  who: { userId: number } | { login: string },
): Promise<Person | undefined> {
  const person = db
    .selectFrom('user')
    .select(['id', 'first_name', 'last_name', 'login', 'state'])
    .where('kind', '=', 'person')
    .where('state', '<>', 'erased')
  const row = await (
    'userId' in who ? person.where('id', '=', who.userId) : person.where('login', '=', normalEmail(who.login))
  ).executeTakeFirst()
  return row && named(row)
}

/** Whether the address is of somebody in one of the actor's structures or services: asking for it tells nothing new. */
export async function isManagedAddress(act: Act, login: string): Promise<boolean> {
  const found = await people(act).where('login', '=', login).execute()
  return (await managedAmong(act, found.map(named))).size > 0
}
