import { sql } from 'kysely'
import type { Act } from '../act.ts'

/** What somebody was writing about a ticket as one of its agents, the newest first. */
export async function listWritings({ db, actor }: Act, ticketId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('ticket_draft')
    .select('body')
    .where('user_id', '=', actor.id)
    .where('ticket_id', '=', ticketId)
    .where('kind', '<>', 'answer')
    .orderBy('at', 'desc')
    .execute()
  return rows.map(({ body }) => body)
}

/**
 * The number of a ticket that was transferred, for who had to do with it as an agent: acted on it, or was writing about it.
 * To anybody else it does not exist.
 */
export async function findTransferred({ db, actor }: Act, ticketId: number): Promise<string | null> {
  const row = await db
    .selectFrom('ticket')
    .select('number')
    .where('id', '=', ticketId)
    .where(
      sql<boolean>`exists (select 1 from ticket_activity where ticket_id = ticket.id
        and kind in ('transferred_to_support', 'transferred_to_service'))`,
    )
    .where(
      sql<boolean>`(exists (select 1 from ticket_activity where ticket_id = ticket.id and author_id = ${actor.id} and side = 'agent')
        or exists (select 1 from ticket_draft where user_id = ${actor.id} and ticket_id = ticket.id and kind <> 'answer'))`,
    )
    .executeTakeFirst()
  return row?.number ?? null
}
