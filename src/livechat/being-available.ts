import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'

type Availability = { state: 'available' | 'away'; maxChats: number }

/** Sets whether an advisor takes chats, and how many at once. Those in hand go on. */
export const setAvailability = (act: Act, { state, maxChats }: Availability): Promise<Result<null, 'not-found'>> =>
  inTransaction(act, async (act): Promise<Result<null, 'not-found'>> => {
    if (!act.actor.isOperator) return refuse('not-found')
    const row = { state, max_chats: maxChats, seen_at: act.now.toISOString() }
    await act.db
      .insertInto('advisor')
      .values({ user_id: act.actor.id, ...row })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
      .execute()
    return accept(null)
  })
