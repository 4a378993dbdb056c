import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { findMember } from '../subscriptions/queries.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { endMembership } from './removing.ts'
import { mailTechnicalUser } from './technical-mails.ts'
import { findTechnicalUserOf } from './technical-queries.ts'
import { type RemoveTechnicalRefusal, TECHNICAL_NAME, whyNotRemoveTechnical } from './technical-rules.ts'

/**
 * Ends the technical user of a structure, active or not: its secrets, its membership and its account. Its address is free
 * again, so that another technical user can have it.
 */
export const removeTechnicalUser = (
  act: Act,
  structureId: number,
): Promise<Result<{ login: string }, RemoveTechnicalRefusal>> =>
  inTransaction(act, async (act): Promise<Result<{ login: string }, RemoveTechnicalRefusal>> => {
    const refusal = whyNotRemoveTechnical(act.actor, structureId)
    if (refusal) return refuse(refusal)
    const technical = await findTechnicalUserOf(act, structureId)
    if (!technical) return refuse('no-technical-user')
    const { userId, login } = technical
    const member = await findMember(act, { userId, structureId })
    if (member) await endMembership(act, member, { action: 'membership.removed', isSilent: true })
    await act.db.deleteFrom('technical_user').where('user_id', '=', userId).execute()
    await eraseAccount(act, userId)
    await record(act, {
      action: 'technical_user.removed',
      subject: `user/${userId}`,
      structureId,
      person: { id: userId, name: TECHNICAL_NAME.whole },
      before: { login },
    })
    await mailTechnicalUser(act, structureId, { what: 'removed', login, secret: null })
    return accept({ login })
  })

async function eraseAccount({ db }: Act, userId: number): Promise<void> {
  const address = `erased-${userId}@compte-efface.invalid`
  await db
    .updateTable('user')
    .set({ state: 'erased', login: address, contact_email: address, password_hash: null })
    .where('id', '=', userId)
    .execute()
}
