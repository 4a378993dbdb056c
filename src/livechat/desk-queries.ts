import type { Act, AnyAct, Language } from '../act.ts'
import { COUNT_LIMIT, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import { findAdvisor, isHere, readSignLimits } from './chat-queries.ts'
import { listChatMessages } from './conversation-queries.ts'
import type { Message } from './conversation-rules.ts'
import type { DeskChat, EndedRow, OtherAdvisor, WaitingRow } from './desk-rules.ts'
import { type Advisor, MAX_CHATS } from './rules.ts'

type Reading = Pick<AnyAct, 'db' | 'now'>

/** More than anybody reads at once; the head of the queue comes first. */
const WAITING_SHOWN = 50

/** As many as a menu has room for. */
export async function countWaiting({ db }: Pick<AnyAct, 'db'>): Promise<number> {
  const some = db.selectFrom('chat').select('id').where('state', '=', 'waiting').limit(COUNT_LIMIT)
  const counted = db.selectFrom(some.as('some')).select((eb) => eb.fn.countAll<number>().as('n'))
  return (await counted.executeTakeFirstOrThrow()).n
}

const named = (first: string | null, last: string | null): string | null => (last === null ? null : `${first} ${last}`)

/** Who waits, in the order of the queue, with what they wrote last. */
export async function listWaiting({ db, actor }: Act): Promise<WaitingRow[]> {
  const rows = await db
    .selectFrom('chat')
    .innerJoin('conversation', 'conversation.id', 'chat.conversation_id')
    .leftJoin('user', 'user.id', 'conversation.user_id')
    .select((eb) => [
      'chat.id',
      'chat.asked_at as askedAt',
      'chat.is_first as isFirst',
      'conversation.language',
      'conversation.user_id as userId',
      'user.first_name',
      'user.last_name',
      eb
        .selectFrom('message')
        .select('message.text')
        .whereRef('message.conversation_id', '=', 'chat.conversation_id')
        .where('message.side', '=', 'visitor')
        .where('message.kind', 'in', ['question', 'chat'])
        .orderBy('message.id', 'desc')
        .limit(1)
        .as('words'),
    ])
    .where('chat.state', '=', 'waiting')
    .where((where) => where.lit(actor.isOperator))
    .orderBy('chat.is_first', 'desc')
    .orderBy('chat.asked_at')
    .orderBy('chat.id')
    .limit(WAITING_SHOWN)
    .execute()
  return rows.map(({ first_name, last_name, isFirst, userId, ...row }) => ({
    ...row,
    name: named(first_name, last_name),
    isFirst: isFirst === 1,
    isOwn: userId === actor.id,
  }))
}

const chats = ({ db, actor }: Act) =>
  db
    .selectFrom('chat')
    .innerJoin('conversation', 'conversation.id', 'chat.conversation_id')
    // Whoever signed in after the end was nobody the advisor knew: that chat stays a guest's.
    .leftJoin('user', (join) =>
      join
        .onRef('user.id', '=', 'conversation.user_id')
        .on((eb) =>
          eb.or([
            eb('conversation.claimed_at', 'is', null),
            eb('chat.ended_at', 'is', null),
            eb('chat.ended_at', '>=', eb.ref('conversation.claimed_at')),
          ]),
        ),
    )
    .leftJoin('user as advisor', 'advisor.id', 'chat.advisor_id')
    // A draft is its writer's alone.
    .leftJoin('ticket', (join) => join.onRef('ticket.id', '=', 'chat.ticket_id').on('ticket.status', '<>', 'draft'))
    .select([
      'chat.id',
      'chat.conversation_id as conversationId',
      'chat.state',
      'chat.asked_at as askedAt',
      'chat.taken_at as takenAt',
      'chat.ended_at as endedAt',
      'chat.rating',
      'chat.rating_comment as ratingComment',
      'ticket.id as ticketId',
      'chat.advisor_id as advisorId',
      'user.id as userId',
      'conversation.language',
      'user.first_name',
      'user.last_name',
      'user.contact_email as email',
      'advisor.first_name as advisor',
    ])
    .where((where) => where.lit(actor.isOperator))

type ChatRow = Awaited<ReturnType<ReturnType<typeof chats>['execute']>>[number]

async function withLines(act: Act, { first_name, last_name, language, ...row }: ChatRow): Promise<DeskChat> {
  const messages = await listChatMessages(act, row)
  return { ...row, language: language as Language, name: named(first_name, last_name), messages }
}

/** The actor's running chats in the order they were taken, each with its last lines. */
export async function listOwnChats(act: Act): Promise<DeskChat[]> {
  const rows = await chats(act)
    .where('chat.advisor_id', '=', act.actor.id)
    .where('chat.state', '=', 'running')
    .orderBy('chat.id')
    .execute()
  return Promise.all(rows.map((row) => withLines(act, row)))
}

/** Which chats the actor has in hand, without their lines. */
export const listRunningIds = ({ db, actor }: Pick<Act, 'db' | 'actor'>) =>
  db
    .selectFrom('chat')
    .select(['id', 'conversation_id as conversationId'])
    .where('advisor_id', '=', actor.id)
    .where('state', '=', 'running')
    .orderBy('id')
    .execute()

/** A chat by its id, for the platform support alone. */
export async function findDeskChat(act: Act, id: number): Promise<DeskChat | undefined> {
  if (!Number.isSafeInteger(id)) return undefined
  const row = await chats(act).where('chat.id', '=', id).executeTakeFirst()
  return row && withLines(act, row)
}

/** The chats that ended, the last first. */
export async function listEnded(act: Act, paging: Paging): Promise<Page<EndedRow>> {
  const rows = await chats(act)
    .where('chat.state', '=', 'ended')
    .orderBy('chat.ended_at', 'desc')
    .orderBy('chat.id', 'desc')
    .limit(paging.size + 1)
    .offset(offsetOf(paging))
    .execute()
  const some = act.db
    .selectFrom('chat')
    .select('id')
    .where('state', '=', 'ended')
    .limit(COUNT_LIMIT + 1)
  const { n } = await act.db
    .selectFrom(some.as('some'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const shown = rows.map(({ id, endedAt, rating, ratingComment, advisor, first_name, last_name, ticketId }) => ({
    id,
    endedAt: endedAt ?? '',
    rating,
    ratingComment,
    advisor,
    ticketId,
    name: named(first_name, last_name),
  }))
  return pageOf(shown, paging, n > COUNT_LIMIT ? null : n)
}

/** The actor as an advisor. */
export async function readSelf(act: Act): Promise<Advisor> {
  const self = await findAdvisor(act, act.actor.id)
  return self ?? { id: act.actor.id, state: 'away', maxChats: MAX_CHATS, running: 0, isHere: false }
}

/** The other advisors who are there and available, with what they have in hand. */
export async function listOthers(act: Act): Promise<OtherAdvisor[]> {
  const limits = await readSignLimits(act)
  const rows = await act.db
    .selectFrom('advisor')
    .innerJoin('user', 'user.id', 'advisor.user_id')
    .select((eb) => [
      'user.id',
      'user.first_name as firstName',
      'user.last_name as lastName',
      'advisor.max_chats as maxChats',
      eb
        .selectFrom('chat')
        .select((chat) => chat.fn.countAll<number>().as('n'))
        .whereRef('chat.advisor_id', '=', 'user.id')
        .where('chat.state', '=', 'running')

        .as('running'),
    ])
    .where('advisor.state', '=', 'available')
    .where(isHere(limits))
    .where('user.is_operator', '=', 1)
    .where('user.state', '=', 'active')
    .where('user.id', '<>', act.actor.id)
    .orderBy('user.last_name')
    .limit(WAITING_SHOWN)
    .execute()
  return rows.map(({ running, ...row }) => ({ ...row, running: running ?? 0 }))
}

/**
 * Lines that came into the actor's running chats after one, in order, with the chat of each. Of those that a page `shows` but
 * that are not the actor's any more, what happened: that it was ended, or handed on.
 */
export async function listNewLines(
  { db, actor }: Act,
  { after, limit, shows }: { after: number; limit: number; shows: number[] },
): Promise<(Message & { deskChatId: number })[]> {
  const rows = await db
    .selectFrom('chat')
    .innerJoin('message', 'message.conversation_id', 'chat.conversation_id')
    .select(['message.id', 'message.chat_id as chatId', 'message.side', 'message.author_id as authorId'])
    .select(['message.kind', 'message.text', 'message.data', 'message.at', 'chat.id as deskChatId'])
    .where('chat.id', 'in', [...(await listRunningIds({ db, actor })).map(({ id }) => id), ...shows])
    .where((eb) =>
      eb.or([
        eb.and([eb('chat.advisor_id', '=', actor.id), eb('chat.state', '=', 'running')]),
        eb.and([eb('message.chat_id', '=', eb.ref('chat.id')), eb('message.kind', '=', 'event')]),
      ]),
    )
    .where('message.id', '>', after)
    .orderBy('message.id')
    .limit(limit)
    .execute()
  return rows.map(({ data, ...row }) => ({ ...row, data: JSON.parse(data) as unknown }))
}

/** First names of those who wrote as advisors. */
export async function listAdvisorNames({ db }: Reading, messages: Message[]): Promise<Map<number, string>> {
  const ids = [...new Set(messages.flatMap(({ side, authorId }) => (side === 'advisor' && authorId ? [authorId] : [])))]
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('user').select(['id', 'first_name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, first_name }) => [id, first_name]))
}
