import type { Act, AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, type Result } from '../values/result.ts'
import { wasSentSince } from './agent-queries.ts'
import { KIND_OF, type WrittenAct } from './agent-rules.ts'
import { dropGuestWriting, purgeGuestWritings } from './guest-writing.ts'
import type { ActivityKind, Writer } from './rules.ts'

const DAY = 24 * 3_600_000
const KEPT_DAYS = 30

/** What is kept while it is written: for each act of an agent, and the writer's own answer. */
export type Kept = WrittenAct | 'answer'
/** As what an answer that was kept may have been sent. */
const ANSWERED = ['answered', 'solution_refused', 'solution_accepted', 'closed'] as const satisfies ActivityKind[]
const sentAs = (kind: Kept): readonly ActivityKind[] => (kind === 'answer' ? ANSWERED : [KIND_OF[kind]])

/** Keeps what somebody is writing, until it is sent; an empty text lets it go. One for each person, ticket and act. */
export const keepWriting = (
  act: Act,
  ticketId: number,
  { kind, body }: { kind: Kept; body: string },
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

/** The same for a page that saw the ticket at `seen`: what was sent since is not brought back by what comes late. */
export const keepUnsent = (
  act: Act,
  ticketId: number,
  { kind, body, seen }: { kind: Kept; body: string; seen: number | undefined },
): Promise<Result<{ isKept: boolean }, never>> =>
  inTransaction(act, async (act): Promise<Result<{ isKept: boolean }, never>> => {
    const wasSent = seen !== undefined && (await wasSentSince(act, ticketId, { kinds: sentAs(kind), seen }))
    await keepWriting(act, ticketId, { kind, body: wasSent ? '' : body })
    return accept({ isKept: !wasSent && body.trim() !== '' })
  })

/** Lets go of what was being written, in the transaction of the command that took it. */
export async function dropWriting({ db, actor }: Act, ticketId: number, kind: Kept): Promise<void> {
  await db
    .deleteFrom('ticket_draft')
    .where('user_id', '=', actor.id)
    .where('ticket_id', '=', ticketId)
    .where('kind', '=', kind)
    .execute()
}

/** The same of a writer's answer, of an account or of a link. */
export async function dropAnswer(
  act: AnyAct,
  { ticketId, writer }: { ticketId: number; writer: Writer },
): Promise<void> {
  if (writer.kind === 'guest') await dropGuestWriting(act, ticketId)
  else if (act.actor) await dropWriting({ ...act, actor: act.actor }, ticketId, 'answer')
}

/** What this person was writing, here or on another machine. */
export const findWriting = (
  { db, actor }: Act,
  ticketId: number,
  kind: Kept,
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
  return Number(numDeletedRows) + (await purgeGuestWritings({ db }, before))
}
