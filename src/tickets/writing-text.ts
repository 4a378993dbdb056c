import type { Act, AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, type Result } from '../values/result.ts'
import type { WrittenAct } from './agent-rules.ts'

const DAY = 24 * 3_600_000
const KEPT_DAYS = 30

/** Keeps what somebody is writing, until it is sent; an empty text lets it go. One for each person, ticket and act. */
export const keepWriting = (
  act: Act,
  ticketId: number,
  { kind, body }: { kind: WrittenAct; body: string },
): Promise<Result<null, never>> =>
  inTransaction(act, async (act): Promise<Result<null, never>> => {
    await dropWriting(act, ticketId, kind)
    if (body.trim() !== '')
      await act.db
        .insertInto('ticket_draft')
        .values({ ticket_id: ticketId, user_id: act.actor.id, kind, body, at: act.now.toISOString() })
        .execute()
    return accept(null)
  })

/** Lets go of what was being written, in the transaction of the command that took it. */
export async function dropWriting({ db, actor }: Act, ticketId: number, kind: WrittenAct): Promise<void> {
  await db
    .deleteFrom('ticket_draft')
    .where('user_id', '=', actor.id)
    .where('ticket_id', '=', ticketId)
    .where('kind', '=', kind)
    .execute()
}

/** What this person was writing, here or on another machine. */
export const findWriting = (
  { db, actor }: Act,
  ticketId: number,
  kind: WrittenAct,
): Promise<{ body: string; at: string } | undefined> =>
  db
    .selectFrom('ticket_draft')
    .select(['body', 'at'])
    .where('user_id', '=', actor.id)
    .where('ticket_id', '=', ticketId)
    .where('kind', '=', kind)
    .executeTakeFirst()

/** Takes away what was left unsent for 30 days. Returns how many. */
export async function purgeTicketDrafts({ db, now }: Pick<AnyAct, 'db' | 'now'>): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY).toISOString()
  const { numDeletedRows } = await db.deleteFrom('ticket_draft').where('at', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}
