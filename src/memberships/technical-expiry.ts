import { setImmediate } from 'node:timers/promises'
import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { parisDate, parisMidnight } from '../values/dates.ts'
import { accept, type Result } from '../values/result.ts'
import { mailExpiry } from './technical-mails.ts'
import { dueWarning, WARNINGS } from './technical-rules.ts'

/**
 * Mails primary managers 60, 30 and 7 days before the secret of their technical user ends, and when it has. Each once; of
 * several that are due at the same time, after the server was off, the most urgent alone.
 */
export async function warnOfExpiringSecrets(act: AnyAct): Promise<void> {
  for (const { id } of await listEnding(act)) {
    await inTransaction(act, (act) => warnOf(act, id))
    await setImmediate()
  }
}

/** Secrets in use that end within the longest warning and were not told to have ended: from an index, alone. */
const listEnding = ({ db, now }: AnyAct) =>
  db
    .selectFrom('technical_secret')
    .select('id')
    .where('replaced_at', 'is', null)
    .where('expires_at', '<', parisMidnight(parisDate(now), WARNINGS[0] + 1))
    .where((eb) => eb.or([eb('warned_days', 'is', null), eb('warned_days', '>', 0)]))
    .orderBy('expires_at')
    .execute()

/** Asked anew in the transaction: the secret may have been replaced since. An inactive structure is told nothing. */
async function warnOf(act: AnyAct, id: number): Promise<Result<null, never>> {
  const secret = await act.db
    .selectFrom('technical_secret as secret')
    .innerJoin('technical_user as technical', 'technical.user_id', 'secret.user_id')
    .innerJoin('structure', 'structure.id', 'technical.structure_id')
    .innerJoin('user', 'user.id', 'secret.user_id')
    .select(['technical.structure_id', 'user.login', 'secret.expires_at', 'secret.warned_days'])
    .where('secret.id', '=', id)
    .where('secret.replaced_at', 'is', null)
    .where('structure.state', '=', 'active')
    .executeTakeFirst()
  const warning = secret ? dueWarning(secret.expires_at, secret.warned_days, act.now) : null
  if (!secret || warning === null) return accept(null)
  await act.db.updateTable('technical_secret').set({ warned_days: warning }).where('id', '=', id).execute()
  await mailExpiry(act, secret.structure_id, {
    secretId: id,
    login: secret.login,
    expiresAt: secret.expires_at,
    warning,
  })
  return accept(null)
}
