import type { AnyAct, Language } from '../act.ts'

/** To whom a mail goes, in the language that this person had chosen. `userId` is null for addresses without an account. */
export type Recipient = { address: string; userId: number | null; language: Language }

/**
 * What happened, to whom, and what the mail will say, as it was then. `eventKey` names the event and the recipient:
 * enqueued again, it is still one mail. A `secret` in the data is erased once the mail is sent or given up.
 */
export type OutboxMail = { eventKey: string; kind: string; to: Recipient; data: Record<string, unknown> }

/** Puts a mail in the outbox, in the transaction of the change that it tells. It leaves later. */
export async function enqueueMail(act: AnyAct, { eventKey, kind, to, data }: OutboxMail): Promise<void> {
  const now = act.now.toISOString()
  await act.db
    .insertInto('mail')
    .values({
      event_key: eventKey,
      kind,
      to_address: to.address,
      user_id: to.userId,
      language: to.language,
      data: JSON.stringify(data),
      next_attempt_at: now,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('event_key').doNothing())
    .execute()
}
