import { CompiledQuery } from 'kysely'
import type { Actor } from '../act.ts'
import type { Db } from '../db/tables.ts'
import { desksOf, isEmpty } from '../tickets/rules.ts'

/** Asked on every page of an agent: its text is made once. */
const OPEN_ON = `select coalesce(sum(total), 0) as total from ticket_count where status = 'open'
  and (desk_id in (select value from json_each(?)) or (desk_id > 0 and service_id in (select value from json_each(?))))`

/** Open tickets on the desks that the actor processes, from the counters; null for who reads none. */
export async function countOpenTickets(db: Db, actor: Actor): Promise<number | null> {
  if (isEmpty(desksOf(actor, 'read'))) return null
  const { support, structures, services } = desksOf(actor, 'write')
  const desks = support ? [0, ...structures] : structures
  const query = CompiledQuery.raw(OPEN_ON, [JSON.stringify(desks), JSON.stringify(services)])
  const { rows } = await db.executeQuery(query as CompiledQuery<{ total: number }>)
  return rows[0]?.total ?? 0
}
