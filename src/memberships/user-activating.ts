import { inviteToActivate } from '../accounts/creating.ts'
import { fullName } from '../accounts/rules.ts'
import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { minutesLater } from '../values/dates.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findManagedUser } from './user-account-queries.ts'
import { type ManagedUser, RESEND_MINUTES, recordedAt, type ResendRefusal } from './user-rules.ts'

/** Mails the activation link again, which voids the one before. One person gets one in ten minutes, whoever sends it. */
export const resendActivation = (act: Act, userId: number): Promise<Result<ManagedUser, ResendRefusal>> =>
  inTransaction(act, async (act): Promise<Result<ManagedUser, ResendRefusal>> => {
    const user = await findManagedUser(act, userId)
    if (!user) return refuse('not-found')
    if (user.state !== 'pending_activation' || user.kind !== 'person') return refuse('not-pending')
    if (await wasJustSent(act, userId)) return refuse('just-sent')
    await inviteToActivate(act, user)
    await record(act, {
      action: 'account.activation_resent',
      subject: `user/${userId}`,
      structureId: recordedAt(act.actor, user),
      person: { id: userId, name: fullName(user) },
      after: { login: user.login },
    })
    return accept(user)
  })

async function wasJustSent({ db, now }: Act, userId: number): Promise<boolean> {
  const link = await db
    .selectFrom('mail_link')
    .select('created_at')
    .where('kind', '=', 'activation')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return (
    link !== undefined && link.created_at > minutesLater(now, -RESEND_MINUTES) && link.created_at <= now.toISOString()
  )
}
