import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { AnyAct } from '../act.ts'
import { forgetTicketWords } from './forgetting-ticket-words.ts'

const INDEXES = [
  'user_search',
  'member_search',
  'membership_request_search',
  'subscription_request_search',
  'ticket_search',
]
/** Pages of an index that are merged before other requests have their turn. */
const PAGES_AT_ONCE = 200

/**
 * A word index only marks a row as deleted: the words stay in it until its parts are merged. Merges them little by little,
 * so that the names of erased people are in the file no more.
 */
export async function forgetWords(act: AnyAct): Promise<void> {
  const { db } = act
  for (const name of INDEXES) await mergeAll(name)
  await forgetTicketWords(act)
  await mergeAll('ticket_vocabulary')

  async function mergeAll(name: string): Promise<void> {
    const index = sql.table(name)
    const merge = async (pages: number): Promise<number> => {
      const before = await changes()
      await sql`insert into ${index}(${index}, rank) values ('merge', ${pages})`.execute(db)
      return (await changes()) - before
    }
    // A negative number starts a merge of all parts; the others go on with it until nothing is left to do.
    let changed = await merge(-PAGES_AT_ONCE)
    while (changed > 1) {
      await setImmediate()
      changed = await merge(PAGES_AT_ONCE)
    }
  }

  async function changes(): Promise<number> {
    const { rows } = await sql<{ n: number }>`select total_changes() as n`.execute(db)
    return rows[0]?.n ?? 0
  }
}
