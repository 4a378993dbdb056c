import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { type RetryRefusal, whyNotRetry } from './rules.ts'

/** Sends a mail at the next occasion: one that was given up gets all its attempts again, one that waits is not kept waiting. */
export const retryMail = (act: Act, id: number): Promise<Result<{ id: number }, RetryRefusal>> =>
  inTransaction(act, async (act): Promise<Result<{ id: number }, RetryRefusal>> => {
    if (!act.actor.isOperator) return refuse('not-allowed')
    const mail = await act.db
      .selectFrom('mail')
      .select(['state', 'attempts', 'data'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!mail) return refuse('not-found')
    const refusal = whyNotRetry(mail)
    if (refusal) return refuse(refusal)
    await act.db
      .updateTable('mail')
      .set({
        state: 'waiting',
        attempts: mail.state === 'given_up' ? 0 : mail.attempts,
        next_attempt_at: act.now.toISOString(),
      })
      .where('id', '=', id)
      .execute()
    return accept({ id })
  })
