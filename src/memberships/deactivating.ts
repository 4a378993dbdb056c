import { findOwnAccount } from '../accounts/queries.ts'
import { fullName } from '../accounts/rules.ts'
import type { Act } from '../act.ts'
import { mailDeactivated } from '../auth/mails.ts'
import { type DeactivateRefusal, erasedFrom } from '../auth/rules.ts'
import { endSessionsOf } from '../auth/sessions.ts'
import { inTransaction } from '../db/transaction.ts'
import { listStructuresOf, recordAccount } from '../history/recording-accounts.ts'
import { managed } from '../values/reach.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { isOnlyOperator, listPrimaryOf } from './handing-queries.ts'
import { warnOfSingleManager } from './warning-single.ts'

/**
 * Closes the actor's account: nobody signs in with it any more, and its owner may have it back for sixty days.
 * `checked` is the stored hash that the password was found to fit. Whoever is primary manager anywhere hands over first.
 */
export const deactivateAccount = (
  act: Act,
  { checked }: { checked: string },
): Promise<Result<{ until: string }, DeactivateRefusal>> =>
  inTransaction(act, async (act): Promise<Result<{ until: string }, DeactivateRefusal>> => {
    const account = await findOwnAccount(act)
    // The password was changed while it was checked, or another tab was faster.
    if (account.state !== 'active' || account.password_hash !== checked) return refuse('current-wrong')
    const refusal = await whyNotDeactivate(act)
    if (refusal) return refuse(refusal)
    await act.db
      .updateTable('user')
      .set({ state: 'deactivated', deactivated_at: act.now.toISOString() })
      .where('id', '=', account.id)
      .execute()
    await endSessionsOf(act.db, account.id)
    await act.db.deleteFrom('mail_link').where('user_id', '=', account.id).execute()
    await recordAccount(act, 'account.deactivated', {
      person: { id: account.id, name: fullName(account) },
      structures: await listStructuresOf(act, account.id),
    })
    const until = erasedFrom(act.now)
    await mailDeactivated(act, account, until)
    for (const { structureId, role, whole } of managed(act.actor))
      if (role === 'secondary_manager' && whole) await warnOfSingleManager(act, structureId)
    return accept({ until })
  })

/** Why the actor cannot leave as things are. The page hides its button by this same rule. */
export async function whyNotDeactivate(act: Act): Promise<DeactivateRefusal | null> {
  const [first] = await listPrimaryOf(act, { limit: 1 })
  if (first) return 'still-primary'
  return (await isOnlyOperator(act)) ? 'last-operator' : null
}
