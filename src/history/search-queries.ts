import { type RawBuilder, sql } from 'kysely'
import type { Act } from '../act.ts'
import { parisMidnight } from '../values/dates.ts'
import type { Paging } from '../values/page.ts'
import { ftsPrefixes, searchWords } from '../values/text.ts'
import { type Action, type Family, type HistoryList, readableStructures, readsHistoryOf } from './rules.ts'

export type HistorySearch = {
  structureId: number | null
  family: Family | null
  /** The guide's two lists, "rattachements traités" and "abonnements traités"; what managers did; null is every action. */
  list: HistoryList | 'done' | null
  person: string
  /** Civil dates, both included. */
  from: string | null
  to: string | null
  paging: Paging
}

const DECISIONS: Record<HistoryList, Action[]> = {
  memberships: [
    'membership_request.validated',
    'membership_request.refused',
    'membership.attached',
    'membership.changed',
    'membership.removed',
    'membership.ended',
    'membership.left',
    'membership.rights_copied',
  ],
  subscriptions: [
    'subscription_request.validated',
    'subscription_request.refused',
    'subscription.changed',
    'subscription.disabled',
  ],
}

/** What waits for a decision is no act of a manager yet. */
const ASKED: Action[] = ['membership_request.sent', 'subscription_request.sent']

/** A structure, or null for what concerns none: the matrix, accounts. */
type Place = number | null

/** The platform support looks at one structure at a time, or at what concerns none; that is in no list of decisions. */
function placesOf({ actor }: Act, { structureId, list }: HistorySearch): Place[] {
  if (structureId !== null) return readsHistoryOf(actor, structureId) ? [structureId] : []
  return actor.isOperator && list === null ? [null, ...readableStructures(actor)] : readableStructures(actor)
}

type Part = { limit: number; offset: number; before?: number | undefined }
type Conditions = RawBuilder<unknown>[]

/** One statement merges so many structures' lines; SQLite takes 500 at most. */
const MERGED_AT_MOST = 100
/** So many times a person is looked up in a structure; when it would be more, the structures' lines are gone through. */
const LOOKED_UP_AT_MOST = 200

/** The ids of the lines that a search finds, newest first. */
export async function listIds(act: Act, search: HistorySearch, part: Part): Promise<number[]> {
  const places = placesOf(act, search)
  if (places.length === 0) return []
  const where = conditionsOf(search, part)
  const words = searchWords(search.person)
  if (words.length === 0) return mergedIds(act, { places, where, part })
  const few = Math.floor(LOOKED_UP_AT_MOST / places.length)
  const people = await meant(act, words)
    .limit(few + 1)
    .execute()
  if (people.length > few) return idsOfMany(act, { places, words, where, part })
  if (people.length === 0) return []
  const index = sql`indexed by history_of_person`
  const named = sql`person_id in (select value from json_each(${JSON.stringify(people.map(({ rowid }) => rowid))}))`
  return mergedIds(act, { places, where: [...where, named], index, part })
}

const meant = (act: Act, words: string[]) =>
  act.db
    .selectFrom('user_search')
    .select('rowid')
    .where(sql<boolean>`user_search match ${ftsPrefixes(words)}`)

const conditionsOf = ({ family, list, from, to }: HistorySearch, { before }: Part): Conditions =>
  [
    before !== undefined && sql`id < ${before}`,
    family && sql`family = ${family}`,
    list === 'done' && sql`action not in (${sql.join(ASKED)})`,
    list && list !== 'done' && sql`action in (${sql.join(DECISIONS[list])})`,
    from &&
      sql`id >= coalesce((select id from history where at >= ${parisMidnight(from)} order by at, id limit 1), 9e15)`,
    to &&
      sql`id <= coalesce((select id from history where at < ${parisMidnight(to, 1)} order by at desc, id desc limit 1), 0)`,
  ].filter((one) => one !== null && one !== false && one !== '')

type Lines = { places: Place[]; where: Conditions; part: Part; index?: RawBuilder<unknown> }

/** Each structure's lines come newest first from an index; only their heads are merged. */
async function mergedIds(
  act: Act,
  { places, where, index = sql``, part: { limit, offset } }: Lines,
): Promise<number[]> {
  const arm = (place: Place) => sql`select * from (select id from history ${index}
    where ${sql.join([sql`structure_id is ${place}`, ...where], sql` and `)} order by id desc limit ${limit + offset})`
  const ids: number[] = []
  for (let at = 0; at < places.length; at += MERGED_AT_MOST) {
    const arms = sql.join(places.slice(at, at + MERGED_AT_MOST).map(arm), sql` union all `)
    const heads = sql<{ id: number }>`select id from (${arms}) order by id desc limit ${limit + offset}`
    for (const { id } of (await heads.execute(act.db)).rows) ids.push(id)
  }
  return ids.toSorted((a, b) => b - a).slice(offset, offset + limit)
}

/**
 * Words that mean many people, or many structures: the lines of these are gone through in an index that holds the person,
 * and the people are listed once. The plus sign keeps SQLite from looking each of them up in each structure.
 */
async function idsOfMany(
  act: Act,
  { places, words, where, part: { limit, offset } }: Lines & { words: string[] },
): Promise<number[]> {
  const people = sql`+person_id in ${meant(act, words)}`
  const structures = places.filter((one) => one !== null)
  const parts = [
    structures.length > 0 && sql`structure_id in (select value from json_each(${JSON.stringify(structures)}))`,
    places.includes(null) && sql`structure_id is null`,
  ].filter((one) => one !== false)
  const ids: number[] = []
  for (const place of parts) {
    const heads = await sql<{ id: number }>`select id from history indexed by history_of_person
      where ${sql.join([place, people, ...where], sql` and `)} order by id desc limit ${limit + offset}`.execute(act.db)
    for (const { id } of heads.rows) ids.push(id)
  }
  return ids.toSorted((a, b) => b - a).slice(offset, offset + limit)
}
