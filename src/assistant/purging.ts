import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept } from '../values/result.ts'

const DAY = 24 * 3_600_000
/** A conversation of nobody's account is kept as long as its cookie; a user's a year; questions, which name nobody, two. */
export const KEPT_DAYS = { guest: 30, user: 365, question: 730 }
/** As many in one transaction as hold up no reader. */
const AT_ONCE = 200

/** Deletes what is old: conversations nobody has said anything in for long, and questions of long ago. Counters stay. */
export async function purgeConversations(act: AnyAct): Promise<number> {
  let [all, deleted] = [0, 0]
  do {
    deleted = await purgeSome(act)
    all += deleted
  } while (deleted > 0)
  return all
}

async function purgeSome(act: AnyAct): Promise<number> {
  const before = (days: number) => new Date(act.now.getTime() - days * DAY).toISOString()
  const result = await inTransaction(act, async ({ db }) => {
    // A chat that runs is of today, whatever the clock says.
    const old = await db
      .selectFrom('conversation')
      .select('id')
      .where('last_at', '<', before(KEPT_DAYS.guest))
      .where((eb) => eb.or([eb('user_id', 'is', null), eb('last_at', '<', before(KEPT_DAYS.user))]))
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('chat')
              .select('chat.id')
              .whereRef('chat.conversation_id', '=', 'conversation.id')
              .where('chat.state', '<>', 'ended'),
          ),
        ),
      )
      .orderBy('last_at')
      .limit(AT_ONCE)
      .execute()
    const ids = old.map(({ id }) => id)
    if (ids.length > 0) await db.deleteFrom('conversation').where('id', 'in', ids).execute()
    const questions = await db
      .deleteFrom('asked')
      .where('id', 'in', (eb) =>
        eb.selectFrom('asked').select('id').where('at', '<', before(KEPT_DAYS.question)).orderBy('at').limit(AT_ONCE),
      )
      .executeTakeFirst()
    return accept(ids.length + Number(questions.numDeletedRows))
  })
  return result.value
}
