import type { Db } from '../db/tables.ts'
import type { Sessions } from './sessions.ts'

const DAY = 24 * 3_600_000

/** Takes away what has no use any more: old links, lapsed sessions, kept texts, tokens of forms, failed sign-ins. */
export async function purgeExpired({ db, now, sessions }: { db: Db; now: Date; sessions: Sessions }): Promise<void> {
  const dayAgo = new Date(now.getTime() - DAY).toISOString()
  await db.deleteFrom('mail_link').where('expires_at', '<', now.toISOString()).execute()
  await sessions.endExpired(now)
  await db.deleteFrom('kept_form').where('at', '<', dayAgo).execute()
  await db.deleteFrom('form_submission').where('at', '<', dayAgo).execute()
  await db.deleteFrom('sign_in_failure').where('last_at', '<', dayAgo).execute()
}
