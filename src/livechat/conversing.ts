import type { AnyAct, Language } from '../act.ts'
import type { Conversation, MessageKind, Side, Talker } from './conversation-rules.ts'
import { findConversation } from './conversation-queries.ts'

/** The conversation that goes on, or a new one; what was begun before signing in becomes the user's. Inside a transaction. */
export async function openConversation(act: AnyAct, talker: Talker, language: Language): Promise<Conversation> {
  const found = await findConversation(act, talker)
  if (!found) return beginConversation(act, talker, language)
  if (talker.userId === null || found.user_id !== null) return found
  await endOpenOf(act, talker.userId)
  return act.db
    .updateTable('conversation')
    .set({ user_id: talker.userId, token_hash: null })
    .where('id', '=', found.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

function beginConversation({ db, now }: AnyAct, { userId, tokenHash }: Talker, language: Language) {
  const at = now.toISOString()
  return db
    .insertInto('conversation')
    .values({
      user_id: userId,
      token_hash: userId === null ? tokenHash : null,
      language,
      scenario: null,
      created_at: at,
      last_at: at,
      ended_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

const endOpenOf = ({ db, now }: AnyAct, userId: number) =>
  db
    .updateTable('conversation')
    .set({ ended_at: now.toISOString(), scenario: null })
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .execute()

export type Saying = {
  side: Side
  kind: MessageKind
  text: string
  data?: unknown
  chatId?: number | null
  authorId?: number | null
}

/** Adds one line to a conversation and returns its id. Inside a transaction; the route then tells `conversationTopic`. */
export async function say({ db, now }: AnyAct, conversationId: number, saying: Saying): Promise<number> {
  const at = now.toISOString()
  const { id } = await db
    .insertInto('message')
    .values({
      conversation_id: conversationId,
      chat_id: saying.chatId ?? null,
      side: saying.side,
      author_id: saying.authorId ?? null,
      kind: saying.kind,
      text: saying.text,
      data: JSON.stringify(saying.data ?? {}),
      at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.updateTable('conversation').set({ last_at: at }).where('id', '=', conversationId).execute()
  return id
}
