import { sql } from 'kysely'
import type { Act } from '../act.ts'
import { madeOnce } from '../db/made-once.ts'
import { isOneOf } from '../db/request-queue.ts'
import type { Db } from '../db/tables.ts'
import { isManagedBy, type MembershipRequest, type RequestLine } from './rules.ts'

/** Put together here: taking two columns out of every row to make one costs as much as reading the row. */
const fullName = <T extends string | null>(person: 'user' | 'decider') =>
  sql<T>`${sql.ref(`${person}.first_name`)} || ' ' || ${sql.ref(`${person}.last_name`)}`

const joined = (db: Db) =>
  db
    .selectFrom('membership_request as request')
    .innerJoin('user', 'user.id', 'request.user_id')
    .innerJoin('structure', 'structure.id', 'request.structure_id')
    .leftJoin('user as decider', 'decider.id', 'request.decided_by_id')
    .select(['user.login as requesterLogin', 'structure.name as structureName'])
    .select(fullName<string>('user').as('requesterName'))
    .select(fullName<string | null>('decider').as('deciderName'))
    .where(isOneOf('request.id', []))

const readRequests = madeOnce((db) =>
  joined(db)
    .selectAll('request')
    .select('user.state as requesterState')
    .select(['structure.identifier_kind', 'structure.identifier', 'structure.state as structureState']),
)

const readLines = madeOnce((db) =>
  joined(db).select([
    ...(['request.id', 'request.user_id', 'request.structure_id', 'request.whole_structure'] as const),
    ...(['request.state', 'request.created_at', 'request.decided_at'] as const),
  ]),
)

const readServices = madeOnce((db) =>
  db
    .selectFrom('membership_request_service as asked')
    .innerJoin('service', 'service.id', 'asked.service_id')
    .select(['asked.request_id', 'service.id', 'service.code', 'service.name', 'service.state'])
    .where(isOneOf('asked.request_id', []))
    .orderBy('service.name_folded'),
)

type Row = { id: number; structure_id: number; whole_structure: 0 | 1 }

/** Each with the services it asks for; those that the actor may not see are left out. In the order asked for. */
async function managedOnes<R extends Row>(act: Act, ids: number[], rows: R[]) {
  const asked = new Map<number, MembershipRequest['services']>()
  for (const { id, whole_structure } of rows) if (whole_structure === 0) asked.set(id, [])
  if (asked.size > 0)
    for (const { request_id, ...service } of await readServices(act.db, [JSON.stringify([...asked.keys()])]))
      asked.get(request_id)?.push(service)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    const request = row && { ...row, services: asked.get(id) ?? [] }
    return request && isManagedBy(request, act.actor) ? [request] : []
  })
}

/** One request as its managers see it; undefined for everybody else. */
export async function findManagedRequest(act: Act, id: number): Promise<MembershipRequest | undefined> {
  const [request] = await listManagedRequests(act, [id])
  return request
}

/** Some requests as their managers see them; those that the actor may not see are left out. In the order asked for. */
export const listManagedRequests = async (act: Act, ids: number[]): Promise<MembershipRequest[]> =>
  ids.length === 0 ? [] : managedOnes(act, ids, await readRequests(act.db, [JSON.stringify(ids)]))

/** The same as a list shows them. */
export const listManagedLines = async (act: Act, ids: number[]): Promise<RequestLine[]> =>
  ids.length === 0 ? [] : managedOnes(act, ids, await readLines(act.db, [JSON.stringify(ids)]))
