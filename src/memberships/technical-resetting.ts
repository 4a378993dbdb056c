import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { minutesLater, parisDate } from '../values/dates.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findState } from './technical-creating.ts'
import { mailTechnicalUser } from './technical-mails.ts'
import { findTechnicalUserOf } from './technical-queries.ts'
import {
  type MadeSecret,
  type OverlapHours,
  type ResetTechnicalRefusal,
  TECHNICAL_NAME,
  type TechnicalUser,
  whyNotGiveSecret,
} from './technical-rules.ts'
import { insertSecret } from './technical-secrets.ts'

/** Makes a new secret. The one before is refused from now on, or opens some hours longer; any older one is refused. */
export const resetTechnicalSecret = (
  act: Act,
  structureId: number,
  hours: OverlapHours,
): Promise<Result<MadeSecret, ResetTechnicalRefusal>> =>
  inTransaction(act, async (act): Promise<Result<MadeSecret, ResetTechnicalRefusal>> => {
    const structure = await findState(act, structureId)
    if (!structure) return refuse('not-found')
    const refusal = whyNotGiveSecret(act.actor, structure)
    if (refusal) return refuse(refusal)
    const technical = await findTechnicalUserOf(act, structureId)
    if (!technical) return refuse('no-technical-user')
    const formerUntil = await replaceSecret(act, technical, Number(hours))
    const secret = await insertSecret(act, technical.userId)
    const { userId, login } = technical
    await record(act, {
      action: 'technical_user.secret_reset',
      subject: `user/${userId}`,
      structureId,
      person: { id: userId, name: TECHNICAL_NAME.whole },
      before: { expiresAt: parisDate(new Date(technical.secret.expiresAt)) },
      after: { expiresAt: parisDate(new Date(secret.expiresAt)), ...(formerUntil && { oldValidUntil: formerUntil }) },
    })
    await mailTechnicalUser(act, structureId, { what: 'reset', login, secret })
    return accept({ ...secret, login, formerUntil })
  })

/** Until when the secret that was in use goes on opening; null when it does not. Two open at once at most. */
async function replaceSecret({ db, now }: Act, technical: TechnicalUser, hours: number): Promise<string | null> {
  const at = now.toISOString()
  const until = minutesLater(now, hours * 60)
  await db
    .deleteFrom('technical_secret')
    .where('user_id', '=', technical.userId)
    .where('replaced_at', 'is not', null)
    .execute()
  await db
    .updateTable('technical_secret')
    .set({ replaced_at: until })
    .where('user_id', '=', technical.userId)
    .where('replaced_at', 'is', null)
    .execute()
  const { expiresAt } = technical.secret
  const end = until < expiresAt ? until : expiresAt
  return end > at ? end : null
}
