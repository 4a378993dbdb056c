import type { AnyAct, Language } from '../act.ts'
import type { Conversation, MessageKind, Side, Talker } from './conversation-rules.ts'
import { findBoth, findConversation, findOpenChat } from './conversation-queries.ts'

/** The conversation that goes on, or a new one; what was begun before signing in becomes the user's. Inside a transaction. */
export const openConversation = async (act: AnyAct, talker: Talker, language: Language): Promise<Conversation> =>
  (await claimConversation(act, talker)) ?? beginConversation(act, talker, language)

/**
 * The conversation that goes on. What was begun before signing in becomes the user's before anything is written there: whoever
 * holds a copy of the browser's token reads none of it. Inside a transaction.
 */
export async function claimConversation(act: AnyAct, talker: Talker): Promise<Conversation | undefined> {
  const { begun, own } = await findBoth(act, talker)
  const found = await findConversation(act, talker)
  if (!begun || talker.userId === null) return found
  if (own && found?.id === own.id) {
    // An advisor talks in both: each stays as it is.
    if (await findOpenChat(act, begun.id)) return own
    await goOnIn(act, { from: begun, to: own })
  }
  if (own && found?.id === begun.id) await goOnIn(act, { from: own, to: begun })
  await act.db
    .updateTable('conversation')
    .set({ user_id: talker.userId, token_hash: null, claimed_at: act.now.toISOString() })
    .where('id', '=', begun.id)
    .execute()
  return findConversation(act, talker)
}

/** Of two conversations of one user the one that goes on takes the other with all its lines, and a scenario under way. */
async function goOnIn({ db, now }: AnyAct, { from, to }: { from: Conversation; to: Conversation }): Promise<void> {
  await db
    .updateTable('conversation')
    .set({ ended_at: now.toISOString(), scenario: null, continued_id: to.id })
    .where((eb) => eb.or([eb('id', '=', from.id), eb('continued_id', '=', from.id)]))
    .execute()
  await db
    .updateTable('conversation')
    .set({
      scenario: to.scenario ?? from.scenario,
      ...lastTicketOf(from, to),
      last_at: from.last_at > to.last_at ? from.last_at : to.last_at,
    })
    .where('id', '=', to.id)
    .execute()
}

/** Of two conversations that become one the ticket that was prepared last. */
const lastTicketOf = (from: Conversation, to: Conversation) =>
  (from.ticket_id ?? 0) > (to.ticket_id ?? 0) ? { ticket_id: from.ticket_id, ticket_at: from.ticket_at } : {}

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
