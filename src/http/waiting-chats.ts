import { CompiledQuery } from 'kysely'
import type { Db } from '../db/tables.ts'
import { COUNT_LIMIT } from '../values/page.ts'

/** Asked on every page of an operator: its text is made once, and reads the index of those who wait. */
const WAITING = `select count(*) as total from (select id from chat where state = 'waiting' limit ${COUNT_LIMIT})`

/** How many wait for an advisor, as many as a menu has room for. */
export async function countWaitingChats(db: Db): Promise<number> {
  const { rows } = await db.executeQuery(CompiledQuery.raw(WAITING) as CompiledQuery<{ total: number }>)
  return rows[0]?.total ?? 0
}
