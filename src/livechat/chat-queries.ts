import { type Selectable, sql, type SqlBool } from 'kysely'
import type { AnyAct, Language } from '../act.ts'
import type { ChatTable } from '../db/help-tables.ts'
import { minutesLater } from '../values/dates.ts'
import { findConversation, listThread } from './conversation-queries.ts'
import type { Conversation, Talker } from './conversation-rules.ts'
import { type Advisor, MAX_CHATS, PAGES_MINUTES } from './rules.ts'

type Reading = Pick<AnyAct, 'db'>
type ReadingNow = Pick<AnyAct, 'db' | 'now'>

/** A chat with whose conversation it is: null for somebody who has not signed in. */
export type ChatOf = Selectable<ChatTable> & { userId: number | null; language: Language }

/** A chat by its id, for advisors. */
export const readChat = ({ db }: Reading, id: number): Promise<ChatOf | undefined> =>
  db
    .selectFrom('chat')
    .innerJoin('conversation', 'conversation.id', 'chat.conversation_id')
    .selectAll('chat')
    .select(['conversation.user_id as userId', 'conversation.language'])
    .where('chat.id', '=', id)
    .executeTakeFirst()

/** The last chat of a conversation, ended or not. */
export const findLastChat = ({ db }: Reading, conversationId: number) =>
  db
    .selectFrom('chat')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** A visitor's conversation with its last chat. */
export type OwnChat = { conversation: Conversation; chat: Selectable<ChatTable> | undefined }

/** What this talker has to do with advisors; undefined for who has no conversation. */
export async function findOwnChat(act: ReadingNow, talker: Talker): Promise<OwnChat | undefined> {
  const conversation = await findConversation(act, talker)
  return conversation && { conversation, chat: await findLastChat(act, conversation.id) }
}

/** From when on a sign of an advisor counts as lately: of whose page gives signs by itself, and of who is seen by pages alone. */
export type SignLimits = { heard: string; read: string }

export async function readSignLimits({ db, now }: Pick<AnyAct, 'db' | 'now'>): Promise<SignLimits> {
  const { vanished_after } = await db.selectFrom('livechat_setting').select('vanished_after').executeTakeFirstOrThrow()
  const minutes = vanished_after / 60
  return { heard: minutesLater(now, -minutes), read: minutesLater(now, -Math.max(minutes, PAGES_MINUTES)) }
}

/** Whether there was a sign lately of `advisor`, by that name in the query; null where there is none. */
export const isHere = ({ heard, read }: SignLimits) =>
  sql<SqlBool>`(advisor.seen_at >= ${read} and (advisor.pages_only = 1 or advisor.seen_at >= ${heard}))`

/** An operator as the rules see them; undefined for who is none. */
export async function findAdvisor(act: Pick<AnyAct, 'db' | 'now'>, userId: number): Promise<Advisor | undefined> {
  const limits = await readSignLimits(act)
  const row = await act.db
    .selectFrom('user')
    .leftJoin('advisor', 'advisor.user_id', 'user.id')
    .select((eb) => [
      'user.id',
      'advisor.state',
      'advisor.max_chats',
      isHere(limits).as('isHere'),
      eb
        .selectFrom('chat')
        .select((chat) => chat.fn.countAll<number>().as('n'))
        .whereRef('advisor_id', '=', 'user.id')
        .where('chat.state', '=', 'running')
        .as('running'),
    ])
    .where('user.id', '=', userId)
    .where('user.is_operator', '=', 1)
    .where('user.state', '=', 'active')
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id,
    state: row.state ?? 'away',
    maxChats: row.max_chats ?? MAX_CHATS,
    running: row.running ?? 0,
    isHere: row.isHere === 1,
  }
}

/** What a visitor is told of an advisor: a first name stays in the log when the account is erased, the rest is nobody's business. */
export async function readFirstName({ db }: Reading, userId: number): Promise<string> {
  const row = await db.selectFrom('user').select('first_name').where('id', '=', userId).executeTakeFirstOrThrow()
  return row.first_name
}

/** A chat by its id, if it is of the conversation that this talker goes on with. */
export async function findTheirChat(act: ReadingNow, talker: Talker, id: number): Promise<ChatOf | undefined> {
  const conversation = await findConversation(act, talker)
  const chat = conversation && (await readChat(act, id))
  return chat && (await listThread(act, conversation.id)).includes(chat.conversation_id) ? chat : undefined
}
