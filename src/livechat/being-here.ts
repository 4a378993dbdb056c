import type { Act, AnyAct } from '../act.ts'

/** A sign of an advisor, with each act of theirs and each look at their page. Who has none for long has vanished. */
export async function noteAdvisor({ db, actor, now }: Act): Promise<void> {
  const at = now.toISOString()
  await db
    .insertInto('advisor')
    .values({ user_id: actor.id, seen_at: at })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ seen_at: at }))
    .execute()
}

/** A sign of the visitor of a chat that has not ended. */
export async function noteVisitor({ db, now }: AnyAct, chatId: number): Promise<void> {
  await db
    .updateTable('chat')
    .set({ visitor_seen_at: now.toISOString() })
    .where('id', '=', chatId)
    .where('state', '<>', 'ended')
    .execute()
}
