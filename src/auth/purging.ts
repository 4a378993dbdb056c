import { setImmediate } from 'node:timers/promises'
import type { Db } from '../db/tables.ts'
import type { Sessions } from './sessions.ts'

const DAY = 24 * 3_600_000
/** The page of a run says who was refused and why: nobody comes back to it after a month. */
const RUN_DAYS = 30
/** What a mail said is needed while somebody may ask about it. */
const MAIL_DAYS = 90
const TOGETHER = 500

/**
 * Takes away what has no use any more: old links, lapsed sessions, kept texts, tokens of forms, failed sign-ins, the runs
 * of a month ago and what old mails said.
 */
export async function purgeExpired({ db, now, sessions }: { db: Db; now: Date; sessions: Sessions }): Promise<void> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY).toISOString()
  const dayAgo = daysAgo(1)
  await db.deleteFrom('mail_link').where('expires_at', '<', now.toISOString()).execute()
  await sessions.endExpired(now)
  await db.deleteFrom('kept_form').where('at', '<', dayAgo).execute()
  await db.deleteFrom('form_submission').where('at', '<', dayAgo).execute()
  await db.deleteFrom('sign_in_failure').where('last_at', '<', dayAgo).execute()
  await db.deleteFrom('bulk_run').where('created_at', '<', daysAgo(RUN_DAYS)).execute()
  for (const state of ['sent', 'given_up'] as const) await emptyOldMails(db, { state, before: daysAgo(MAIL_DAYS) })
}

/** Their rows stay: who was told of what, and when. Pages are answered between two batches. */
async function emptyOldMails(db: Db, { state, before }: { state: 'sent' | 'given_up'; before: string }): Promise<void> {
  let last = 0
  for (;;) {
    const mails = await db
      .selectFrom('mail')
      .select(['id', 'created_at'])
      .where('state', '=', state)
      .where('id', '>', last)
      .orderBy('id')
      .limit(TOGETHER)
      .execute()
    const old = mails.filter(({ created_at }) => created_at < before).map(({ id }) => id)
    if (old.length === 0) return
    await db.updateTable('mail').set({ data: '{}' }).where('id', 'in', old).where('data', '<>', '{}').execute()
    last = old.at(-1) ?? last
    await setImmediate()
  }
}
