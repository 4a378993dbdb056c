import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, type Result } from '../values/result.ts'

/** Throws away what a lapsed session had typed. */
export const discardKeptForm = (act: Act, id: string): Promise<Result<null, never>> =>
  inTransaction(act, async (act): Promise<Result<null, never>> => {
    await act.db.deleteFrom('kept_form').where('id', '=', id).where('user_id', '=', act.actor.id).execute()
    return accept(null)
  })
