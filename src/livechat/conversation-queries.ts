import type { AnyAct } from '../act.ts'
import { type Conversation, type Message, MESSAGES_SHOWN, type Talker } from './conversation-rules.ts'

type Reading = Pick<AnyAct, 'db'>

const open = ({ db }: Reading) => db.selectFrom('conversation').selectAll('conversation').where('ended_at', 'is', null)

const findOfToken = (act: Reading, { tokenHash }: Talker) =>
  open(act).where('token_hash', '=', tokenHash).executeTakeFirst()

const findOfUser = (act: Reading, { userId }: Talker) => open(act).where('user_id', '=', userId).executeTakeFirst()

/** The chat of a conversation that waits or runs. */
export const findOpenChat = ({ db }: Reading, conversationId: number) =>
  db
    .selectFrom('chat')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('state', '<>', 'ended')
    .executeTakeFirst()

/**
 * The conversation that goes on. What was begun before signing in goes on after it, unless the user's own has an advisor
 * in it or waits for one.
 */
export async function findConversation(act: Reading, talker: Talker): Promise<Conversation | undefined> {
  const begun = talker.tokenHash === null ? undefined : await findOfToken(act, talker)
  if (talker.userId === null) return begun
  const own = await findOfUser(act, talker)
  if (!begun || !own) return begun ?? own
  return (await findOpenChat(act, own.id)) ? own : begun
}

/** Messages in order, at most so many: the newest, or the first after an id, which a stream told last. */
export async function listMessages(
  { db }: Reading,
  conversationId: number,
  { after, before, limit = MESSAGES_SHOWN }: { after?: number; before?: number; limit?: number } = {},
): Promise<Message[]> {
  const rows = await db
    .selectFrom('message')
    .select(['id', 'chat_id', 'side', 'author_id', 'kind', 'text', 'data', 'at'])
    .where('conversation_id', '=', conversationId)
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? 0))
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', after === undefined ? 'desc' : 'asc')
    .limit(limit)
    .execute()
  const inOrder = after === undefined ? rows.toReversed() : rows
  return inOrder.map(({ chat_id, author_id, data, ...row }) => ({
    ...row,
    chatId: chat_id,
    authorId: author_id,
    data: JSON.parse(data) as unknown,
  }))
}
