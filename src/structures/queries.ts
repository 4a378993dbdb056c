import { sql } from 'kysely'
import type { Act } from '../act.ts'
import { parisDate } from '../values/dates.ts'
import { COUNT_LIMIT, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import type { Service, Standing, Structure, StructureRow, StructureState } from './rules.ts'
import { matchingIds, rankOf } from './search-queries.ts'

const ROW = ['id', 'kind', 'identifier_kind', 'identifier', 'name', 'postcode', 'city', 'state'] as const

/** Which part of which structures; without a state, those of both. */
export type StructurePaging = Paging & { state?: StructureState | null }

/**
 * Structures found by identifier or by words of their name and town: those whose name starts with what was typed first,
 * then those that end with it ("Commune de Paris") or hold it as whole words, each by name. At most 1,000 are looked at;
 * beyond, `total` is null.
 */
export async function searchStructures(act: Act, q: string, asked: StructurePaging): Promise<Page<StructureRow>> {
  const ids = await matchingIds(act, q)
  const { state, ...paging } = asked
  const found = act.db
    .selectFrom('structure')
    .where(sql<boolean>`id in (select value from json_each(${JSON.stringify(ids.slice(0, COUNT_LIMIT))}))`)
    .$if(state != null, (query) => query.where('state', '=', state ?? 'active'))
  const rows = await found
    .select(ROW)
    .orderBy(rankOf(q))
    .orderBy('name_folded')
    .orderBy('id')
    .limit(paging.size + 1)
    .offset(offsetOf(paging))
    .execute()
  if (ids.length > COUNT_LIMIT) return pageOf(rows, paging, null)
  if (state == null) return pageOf(rows, paging, ids.length)
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return pageOf(rows, paging, total)
}

/** All structures by name. */
export async function listStructures(act: Act, { state, ...paging }: StructurePaging): Promise<Page<StructureRow>> {
  const wanted = act.db
    .selectFrom('structure')
    .$if(state != null, (query) => query.where('state', '=', state ?? 'active'))
  const rows = await wanted
    .select(ROW)
    .orderBy('name_folded')
    .orderBy('id')
    .limit(paging.size + 1)
    .offset(offsetOf(paging))
    .execute()
  const counted = wanted.select('id').limit(COUNT_LIMIT + 1)
  const { total } = await act.db
    .selectFrom(counted.as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return pageOf(rows, paging, total > COUNT_LIMIT ? null : total)
}

/** One structure, with the one that takes over from it, along the chain of successors. */
export async function findStructure(act: Act, id: number): Promise<Structure | undefined> {
  const row = await act.db
    .selectFrom('structure')
    .leftJoin('structure as successor', 'successor.id', 'structure.successor_id')
    .select([
      'structure.id',
      'structure.kind',
      'structure.identifier_kind',
      'structure.identifier',
      'structure.name',
      'structure.address',
      'structure.postcode',
      'structure.city',
      'structure.legal_category',
      'structure.state',
      'structure.primary_membership_id',
      'successor.id as successorId',
      'successor.name as successorName',
    ])
    .where('structure.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { successorId, successorName, ...structure } = row
  if (successorId === null) return { ...structure, successor: null }
  const last = await findLastSuccessor(act, successorId)
  return { ...structure, successor: last ?? { id: successorId, name: successorName ?? '' } }
}

/** Longer chains of successors nobody has; a circle ends here too. */
const CHAIN = 20

/** Where what is sent goes in the end: successors may have successors. */
async function findLastSuccessor({ db }: Act, id: number): Promise<{ id: number; name: string } | undefined> {
  const { rows } = await sql<{ id: number; name: string }>`
    with recursive chain(id, hops) as (
      select ${id}, 0
      union all
      select structure.successor_id, hops + 1 from chain join structure on structure.id = chain.id
        where structure.state = 'inactive' and structure.successor_id is not null and hops < ${CHAIN}
    )
    select structure.id, structure.name from chain join structure on structure.id = chain.id
    order by hops desc limit 1`.execute(db)
  return rows[0]
}

/** The structure that has this SIRET, if any. */
export const findBySiret = (act: Act, siret: string): Promise<{ id: number; name: string } | undefined> =>
  act.db
    .selectFrom('structure')
    .select(['id', 'name'])
    .where('identifier_kind', '=', 'SIRET')
    .where('identifier', '=', siret)
    .executeTakeFirst()

/** Open services by name, `limit` at most; `total` counts all of them. */
export async function listOpenServices(
  act: Act,
  structureId: number,
  limit: number,
): Promise<{ services: Service[]; total: number }> {
  const open = act.db.selectFrom('service').where('structure_id', '=', structureId).where('state', '=', 'open')
  const services = await open
    .select(['id', 'code', 'name'])
    .orderBy('name_folded')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  if (services.length <= limit) return { services, total: services.length }
  const { total } = await open.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { services: services.slice(0, limit), total }
}

/** What the actor holds in a structure, from today on or later, and the request that waits there. */
export async function findOwnStanding({ db, actor, now }: Act, structureId: number): Promise<Standing> {
  const pending = await db
    .selectFrom('membership_request')
    .select('id')
    .where('user_id', '=', actor.id)
    .where('structure_id', '=', structureId)
    .where('state', '=', 'pending')
    .executeTakeFirst()
  const row = await db
    .selectFrom('membership')
    .select(['id', 'role', 'whole_structure', 'starts_on', 'ends_on'])
    .where('user_id', '=', actor.id)
    .where('structure_id', '=', structureId)
    .executeTakeFirst()
  const pendingId = pending?.id ?? null
  if (!row || (row.ends_on !== null && row.ends_on < parisDate(now))) return { membership: null, pendingId }
  const services = await db
    .selectFrom('membership_service as held')
    .innerJoin('service', 'service.id', 'held.service_id')
    .select(['service.id', 'service.code', 'service.name'])
    .where('held.membership_id', '=', row.id)
    .orderBy('service.name_folded')
    .execute()
  const whole = row.whole_structure === 1
  return { membership: { role: row.role, whole, services, startsOn: row.starts_on }, pendingId }
}
