import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, type Result } from '../values/result.ts'
import type { ActivityKind } from './rules.ts'

/** As what an answer that was kept may have been sent. */
const ANSWERED = ['answered', 'solution_refused', 'solution_accepted', 'closed'] as const satisfies ActivityKind[]

type Kept = { body: string; at: string }

/** What whoever holds a link to the ticket was writing, by whichever of its links they come. */
export const findGuestWriting = ({ db }: Pick<AnyAct, 'db'>, ticketId: number): Promise<Kept | undefined> =>
  db.selectFrom('ticket_guest_draft').select(['body', 'at']).where('ticket_id', '=', ticketId).executeTakeFirst()

/**
 * Keeps it until it is sent; an empty text lets it go. With `seen`, of a page that saw the ticket so far: what was sent
 * since is not brought back by what comes late.
 */
export const keepGuestWriting = (
  act: AnyAct,
  ticketId: number,
  { body, seen }: { body: string; seen?: number | undefined },
): Promise<Result<{ isKept: boolean }, never>> =>
  inTransaction(act, async (act): Promise<Result<{ isKept: boolean }, never>> => {
    const isKept = body.trim() !== '' && !(seen !== undefined && (await wasSentSince(act, ticketId, seen)))
    await dropGuestWriting(act, ticketId)
    if (isKept)
      await act.db
        .insertInto('ticket_guest_draft')
        .values({ ticket_id: ticketId, body, at: act.now.toISOString() })
        .execute()
    return accept({ isKept })
  })

/** Lets go of it, in the transaction of the command that took it. */
export async function dropGuestWriting({ db }: Pick<AnyAct, 'db'>, ticketId: number): Promise<void> {
  await db.deleteFrom('ticket_guest_draft').where('ticket_id', '=', ticketId).execute()
}

/** Takes away what was left unsent since before that. Returns how many. */
export async function purgeGuestWritings({ db }: Pick<AnyAct, 'db'>, before: string): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('ticket_guest_draft').where('at', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}

async function wasSentSince({ db }: Pick<AnyAct, 'db'>, ticketId: number, seen: number): Promise<boolean> {
  const row = await db
    .selectFrom('ticket_activity')
    .select('id')
    .where('ticket_id', '=', ticketId)
    .where('id', '>', seen)
    .where('side', '=', 'writer')
    .where('kind', 'in', ANSWERED)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
