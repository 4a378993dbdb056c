import type { AnyAct } from '../act.ts'
import type { Db } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { paths, url } from '../urls.ts'
import { minutesLater } from '../values/dates.ts'
import { randomToken, sha256 } from '../values/random.ts'
import { accept, type Result } from '../values/result.ts'
import { findFirstOperatorLink, hasOperator } from './queries.ts'

/** Logs are kept and read by many: what they show must die. A restart prints a new one. */
const LINK_DAYS = 7

/** The path of a one-time page that makes the first operator, or null when there is one. Voids what was printed before. */
export async function makeFirstOperatorLink(db: Db, now: Date): Promise<string | null> {
  const act: AnyAct = { db, actor: null, now }
  const made = await inTransaction(act, async (act): Promise<Result<string | null, never>> => {
    if (await hasOperator(act)) return accept(null)
    const token = randomToken()
    await dropFirstOperatorLink(act)
    await act.db
      .insertInto('mail_link')
      .values({
        token_hash: sha256(token),
        kind: 'first_operator',
        user_id: null,
        created_at: now.toISOString(),
        expires_at: minutesLater(now, LINK_DAYS * 24 * 60),
      })
      .execute()
    return accept(url(paths.firstOperator, { token }))
  })
  return made.ok ? made.value : made.refusal
}

/** Uses the link up. False when it opens nothing. */
export async function spendFirstOperatorLink(act: AnyAct, token: string): Promise<boolean> {
  if (!(await findFirstOperatorLink(act, token))) return false
  await dropFirstOperatorLink(act)
  return true
}

/** Takes the console's link away: it has served, or somebody else runs the instance. */
export const dropFirstOperatorLink = async (act: AnyAct): Promise<void> =>
  void (await act.db.deleteFrom('mail_link').where('kind', '=', 'first_operator').execute())
