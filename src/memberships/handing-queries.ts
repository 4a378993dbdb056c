import { sql } from 'kysely'
import type { Act, Role } from '../act.ts'
import { parisDate } from '../values/dates.ts'
import { ftsPrefixes, searchWords } from '../values/text.ts'
import type { Candidate, Candidates, PrimaryOf } from './handing-rules.ts'

/** The structures that the actor is primary manager of, inactive ones too, by name. */
export async function listPrimaryOf(act: Act, { limit }: { limit: number }): Promise<PrimaryOf[]> {
  const rows = await act.db
    .selectFrom('membership')
    .innerJoin('structure', 'structure.id', 'membership.structure_id')
    .select([
      'structure.id',
      'structure.name',
      'structure.identifier_kind',
      'structure.identifier',
      'structure.is_pigp',
    ])
    .where('user_id', '=', act.actor.id)
    .where('role', '=', 'primary_manager')
    .orderBy('structure.name_folded')
    .orderBy('structure.id')
    .limit(limit)
    .execute()
  return rows.map(({ is_pigp, ...row }) => ({ ...row, isPigp: is_pigp === 1 }))
}

/** Nobody would be left to run the platform. */
export async function isOnlyOperator(act: Act): Promise<boolean> {
  if (!act.actor.isOperator) return false
  const others = act.db
    .selectFrom('user')
    .select('id')
    .where('is_operator', '=', 1)
    .where('state', '=', 'active')
    .where('id', '<>', act.actor.id)
  return (await others.limit(1).executeTakeFirst()) === undefined
}

export type OwnStanding = Omit<PrimaryOf, 'isPigp'> & { role: Role }

/** What the actor is in these structures; those that they do not belong to are left out. By name. */
export async function listOwnStandings(act: Act, ids: number[]): Promise<OwnStanding[]> {
  if (ids.length === 0) return []
  return act.db
    .selectFrom('membership')
    .innerJoin('structure', 'structure.id', 'membership.structure_id')
    .select(['structure.id', 'structure.name', 'structure.identifier_kind', 'structure.identifier', 'role'])
    .where('user_id', '=', act.actor.id)
    .where('structure.id', 'in', ids)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', parisDate(act.now))]))
    .orderBy('structure.name_folded')
    .orderBy('structure.id')
    .execute()
}

const FOUND_AT_MOST = 20

/**
 * Active members of these structures by words of their name or address, who could take over. Which structures the actor
 * may search is asked before.
 */
export async function searchCandidates(act: Act, structureIds: number[], q: string): Promise<Candidates> {
  const words = ftsPrefixes(searchWords(q))
  if (words === '' || structureIds.length === 0) return { people: [], isCut: false }
  const scope = structureIds.map((id) => `"s${id}"`).join(' OR ')
  const match = `scope : (${scope}) AND scope : "active" AND scope : "person" AND {last first login} : (${words})`
  const rows = await act.db
    .selectFrom('member_search')
    .innerJoin('membership', 'membership.id', 'member_search.rowid')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .innerJoin('structure', 'structure.id', 'membership.structure_id')
    .select(['user.id', 'user.first_name', 'user.last_name', 'user.login', 'structure.name as structure'])
    .where(sql<boolean>`member_search match ${match}`)
    .where('user.id', '<>', act.actor.id)
    .limit(FOUND_AT_MOST * structureIds.length + 1)
    .execute()
  const found = new Map<number, Candidate>()
  for (const { id, first_name, last_name, login, structure } of rows) {
    const one = found.get(id) ?? { id, name: `${first_name} ${last_name}`, login, structures: [] }
    one.structures.push(structure)
    found.set(id, one)
  }
  const people = [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
  // As many rows as that are more people than are shown: nobody has two in one structure.
  return { people: people.slice(0, FOUND_AT_MOST), isCut: people.length > FOUND_AT_MOST }
}
