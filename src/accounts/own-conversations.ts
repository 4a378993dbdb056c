import type { Act } from '../act.ts'
import { paths } from '../urls.ts'

/** Lines of conversations; more are not a file to read any more. The newest come first to stay. */
export const LINES_MAX = 5000
const CHATS_MAX = 1000

/**
 * The actor's conversations with the assistant and with advisors: what was said in them, what each answer was worth, the chats
 * with their files and ratings. Of who talks as an advisor what they wrote, without what others wrote to them.
 */
export async function readOwnConversations(act: Act) {
  const conversations = await act.db
    .selectFrom('conversation')
    .select(['id', 'language', 'created_at as startedAt', 'last_at as lastAt', 'ended_at as endedAt'])
    .where('user_id', '=', act.actor.id)
    .orderBy('id')
    .execute()
  const lines = await readLines(act)
  const chats = await readChats(act)
  return {
    conversations: conversations.map(({ id, ...conversation }) => ({
      ...conversation,
      lines: linesOf(lines, id),
      livechats: linesOf(chats, id),
    })),
    ...(lines.length === LINES_MAX && { conversationsAreCut: cutNote }),
    ...(await readAdvice(act)),
  }
}

const cutNote = `Only the newest ${LINES_MAX} lines are here. Ask for the others at ${paths.contact}.`

const linesOf = <T extends { conversationId: number }>(rows: T[], id: number): Omit<T, 'conversationId'>[] =>
  rows.filter((row) => row.conversationId === id).map(({ conversationId: _its, ...row }) => row)

async function readLines({ db, actor }: Act) {
  const rows = await db
    .selectFrom('conversation')
    .innerJoin('message', 'message.conversation_id', 'conversation.id')
    .leftJoin('answer_vote', 'answer_vote.message_id', 'message.id')
    .select(['message.conversation_id as conversationId', 'message.at', 'message.side', 'message.kind', 'message.text'])
    .select(['answer_vote.vote', 'answer_vote.comment'])
    .where('conversation.user_id', '=', actor.id)
    .orderBy('message.id', 'desc')
    .limit(LINES_MAX)
    .execute()
  return rows
    .toReversed()
    .map(({ vote, comment, ...row }) => ({ ...row, ...(vote !== null && { rating: { vote, comment } }) }))
}

async function readChats({ db, actor }: Act) {
  const chats = await db
    .selectFrom('conversation')
    .innerJoin('chat', 'chat.conversation_id', 'conversation.id')
    .leftJoin('ticket', 'ticket.id', 'chat.ticket_id')
    .select(['chat.conversation_id as conversationId', 'chat.id', 'chat.state', 'chat.asked_at as askedAt'])
    .select(['chat.taken_at as takenAt', 'chat.ended_at as endedAt', 'chat.ended_by as endedBy'])
    .select(['chat.rating', 'chat.rating_comment as ratingComment', 'ticket.number as ticket'])
    .where('conversation.user_id', '=', actor.id)
    .orderBy('chat.id', 'desc')
    .limit(CHATS_MAX)
    .execute()
  const files = await db
    .selectFrom('conversation')
    .innerJoin('chat', 'chat.conversation_id', 'conversation.id')
    .innerJoin('chat_file', 'chat_file.chat_id', 'chat.id')
    .select(['chat.id', 'chat_file.name', 'chat_file.size'])
    .where('conversation.user_id', '=', actor.id)
    .execute()
  return chats.toReversed().map(({ id, ...chat }) => ({
    ...chat,
    files: files.filter((file) => file.id === id).map(({ name, size }) => ({ name, size })),
  }))
}

/** Of an advisor: how they are set, and what they wrote to others. */
async function readAdvice({ db, actor }: Act) {
  const [advisor] = await db
    .selectFrom('advisor')
    .select(['state', 'max_chats as maxChats', 'seen_at as seenAt'])
    .where('user_id', '=', actor.id)
    .execute()
  const said = await db
    .selectFrom('message')
    .select(['at', 'text'])
    .where('author_id', '=', actor.id)
    .where('side', '=', 'advisor')
    .orderBy('id', 'desc')
    .limit(LINES_MAX)
    .execute()
  return { ...(advisor && { advisor }), ...(said.length > 0 && { advisorTexts: said }) }
}
