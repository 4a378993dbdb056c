import { type ExpressionBuilder, sql } from 'kysely'
import type { AnyAct } from '../act.ts'
import type { Tables } from '../db/tables.ts'
import { minutesLater } from '../values/dates.ts'
import { CLAIMED_WITHIN, type Conversation, type Message, MESSAGES_SHOWN, type Talker } from './conversation-rules.ts'

type Reading = Pick<AnyAct, 'db'>

const open = ({ db }: Reading) => db.selectFrom('conversation').selectAll('conversation').where('ended_at', 'is', null)

type ReadingNow = Pick<AnyAct, 'db' | 'now'>

/** The guest's own words count, not what advisors said or what became of a chat. */
const isFresh = (eb: ExpressionBuilder<Tables, 'conversation'>, since: string) =>
  eb.or([
    eb('conversation.created_at', '>=', since),
    eb.exists(
      eb
        .selectFrom('message')
        .select('message.id')
        .whereRef('message.conversation_id', '=', 'conversation.id')
        .where('message.side', '=', 'visitor')
        .where('message.at', '>=', since),
    ),
  ])

/** For who has signed in only what was begun lately: an older one stays a guest's. */
const findOfToken = (act: ReadingNow, { userId, tokenHash }: Talker) =>
  open(act)
    .where('token_hash', '=', tokenHash)
    .$if(userId !== null, (query) => query.where((eb) => isFresh(eb, minutesLater(act.now, -CLAIMED_WITHIN))))
    .executeTakeFirst()

const findOfUser = (act: Reading, { userId }: Talker) => open(act).where('user_id', '=', userId).executeTakeFirst()

/** The chat of a conversation that waits or runs. */
export const findOpenChat = ({ db }: Reading, conversationId: number) =>
  db
    .selectFrom('chat')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('state', '<>', 'ended')
    .executeTakeFirst()

/** What a talker has open: what their browser began just before they signed in, and the user's own. */
export async function findBoth(act: ReadingNow, talker: Talker) {
  const begun = talker.tokenHash === null ? undefined : await findOfToken(act, talker)
  return { begun, own: talker.userId === null ? undefined : await findOfUser(act, talker) }
}

/**
 * The conversation that goes on. Of two it is the user's own, unless only in the one begun before signing in an advisor
 * talks or is waited for.
 */
export async function findConversation(act: ReadingNow, talker: Talker): Promise<Conversation | undefined> {
  const { begun, own } = await findBoth(act, talker)
  if (!begun || !own) return begun ?? own
  return (await findOpenChat(act, begun.id)) && !(await findOpenChat(act, own.id)) ? begun : own
}

/** A conversation with those that go on in it: what was said stays where it was, the ids of its lines tell the order. */
export async function listThread({ db }: Reading, conversationId: number): Promise<number[]> {
  const rows = await db.selectFrom('conversation').select('id').where('continued_id', '=', conversationId).execute()
  return [conversationId, ...rows.map(({ id }) => id)]
}

/** The last line of a chat: its end or, while it goes on, what was said last. What comes after is not for its readers. */
export async function readChatEnd({ db }: Reading, chatId: number): Promise<number> {
  const { ended, last } = await db
    .selectFrom('message')
    .select((eb) => [
      eb.fn
        .max<number | null>('id')
        .filterWhere('kind', '=', 'event')
        .filterWhere(sql<string>`json_extract(data, '$.event')`, '=', 'ended')
        .as('ended'),
      eb.fn.max<number | null>('id').as('last'),
    ])
    .where('chat_id', '=', chatId)
    .executeTakeFirstOrThrow()
  return ended ?? last ?? 0
}

/** The id of the newest line of all. A reader who says to have seen later ones has seen no more than that. */
export async function readNewestId({ db }: Reading): Promise<number> {
  const row = await db.selectFrom('message').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row?.id ?? 0
}

type Some = { after?: number; before?: number; limit?: number }

/** The user's lines in order, at most so many: the newest, or the first after an id, which a stream told last. */
export const listMessages = async (act: Reading, conversationId: number, some: Some = {}): Promise<Message[]> =>
  readLines(linesOf(act).where('conversation_id', 'in', await listThread(act, conversationId)), some)

/** The newest lines for an advisor: of a chat that has ended those until its end, and what happened to it later. */
export async function listChatMessages(
  act: Reading,
  { id, conversationId, state }: { id: number; conversationId: number; state: string },
): Promise<Message[]> {
  const lines = linesOf(act).where('conversation_id', '=', conversationId)
  if (state !== 'ended') return readLines(lines)
  const end = await readChatEnd(act, id)
  return readLines(lines.where((eb) => eb.or([eb('id', '<=', end), eb('chat_id', '=', id)])))
}

const linesOf = ({ db }: Reading) =>
  db.selectFrom('message').select(['id', 'chat_id', 'side', 'author_id', 'kind', 'text', 'data', 'at'])

async function readLines(
  lines: ReturnType<typeof linesOf>,
  { after, before, limit = MESSAGES_SHOWN }: Some = {},
): Promise<Message[]> {
  const rows = await lines
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
