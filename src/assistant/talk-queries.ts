import type { AnyAct, Language } from '../act.ts'
import { findConversation, listMessages } from '../livechat/conversation-queries.ts'
import { type Conversation, type Message, MESSAGES_SHOWN, type Talker } from '../livechat/conversation-rules.ts'
import type { ChatView, FileLimits } from '../livechat/visit-rules.ts'
import { readChatView } from '../livechat/visit-queries.ts'
import { parisDate } from '../values/dates.ts'
import { audiencesFor } from './answering-rules.ts'
import type { Topic } from './rules.ts'
import type { Talk, Vote } from './talk-rules.ts'

/** How many topics one can begin with, and the days whose questions say which. */
const OPTIONS = 5
const ASKED_DAYS = 30
const DAY_MS = 24 * 3_600_000

/** How long it is remembered which topics are asked most. */
const REMEMBERED_MS = 5 * 60_000
const remembered = new WeakMap<object, { until: number; totals: Map<string, number> }>()

/** How often each topic was answered lately: a month of counters is not added up for each page. */
async function readAsked({ db, now }: Pick<AnyAct, 'db' | 'now'>): Promise<Map<string, number>> {
  const known = remembered.get(db)
  if (known && Math.abs(known.until - now.getTime()) <= REMEMBERED_MS) return known.totals
  const rows = await db
    .selectFrom('asked_count')
    .select((eb) => ['slug', eb.fn.sum<number>('total').as('total')])
    .where('day', '>=', parisDate(new Date(now.getTime() - ASKED_DAYS * DAY_MS)))
    .where('outcome', '=', 'answered')
    .where('slug', '<>', '')
    .groupBy('slug')
    .execute()
  const totals = new Map(rows.map(({ slug, total }) => [slug, total]))
  remembered.set(db, { until: now.getTime() + REMEMBERED_MS, totals })
  return totals
}

/** More topics than anybody keeps for one audience. */
const TOPICS_READ = 500

/**
 * The topics most asked lately among those for this reader, what concerns who is signed in before what is for everybody;
 * where nobody has asked yet, the first in their order.
 */
export async function listOptions(act: AnyAct, language: Language): Promise<Topic[]> {
  const { db, actor } = act
  const asked = await readAsked(act)
  const topics = await db
    .selectFrom('article')
    .innerJoin('article_text', 'article_text.article_id', 'article.id')
    .select(['article.slug', 'article_text.title', 'article.audience'])
    .where('article.state', '=', 'public')
    .where('article.audience', 'in', audiencesFor(actor))
    .where('article_text.language', '=', language)
    .orderBy('article.position')
    .orderBy('article.id')
    .limit(TOPICS_READ)
    .execute()
  const last = actor ? 'all' : 'user'
  const rank = ({ slug, audience }: (typeof topics)[number]) =>
    [audience === last ? 1 : 0, -(asked.get(slug) ?? 0), audience === 'user' ? 1 : 0] as const
  return topics
    .map((topic, at) => ({ ...topic, rank: [...rank(topic), at] }))
    .toSorted((a, b) => a.rank.map((one, n) => one - (b.rank[n] ?? 0)).find((difference) => difference !== 0) ?? 0)
    .slice(0, OPTIONS)
    .map(({ slug, title }) => ({ slug, title }))
}

/** What these answers were worth to who got them. */
export async function listVotes({ db }: Pick<AnyAct, 'db'>, messages: Message[]): Promise<Map<number, Vote>> {
  const ids = messages.filter(({ kind }) => kind === 'answer').map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('answer_vote')
    .select(['message_id', 'vote'])
    .where('message_id', 'in', ids)
    .execute()
  return new Map(rows.map(({ message_id, vote }) => [message_id, vote]))
}

/** The first names of the advisors who speak in these lines, by their ids. */
export async function listNames({ db }: Pick<AnyAct, 'db'>, messages: Message[]): Promise<Map<number, string>> {
  const ids = messages.flatMap(({ side, authorId }) => (side === 'advisor' && authorId !== null ? [authorId] : []))
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('user')
    .select(['id', 'first_name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, first_name }) => [id, first_name]))
}

/** One line of the conversation that goes on; of any other there is none. */
export async function findOwnMessage(act: AnyAct, talker: Talker, id: number) {
  const conversation = await findConversation(act, talker)
  if (!conversation) return undefined
  const [message] = await listMessages(act, conversation.id, { after: id - 1, limit: 1 })
  return message?.id === id ? { conversation, message } : undefined
}

type Reading = { language: Language; uploads: FileLimits; before?: number | undefined }

/** The conversation that goes on, as its page shows it; empty for who has said nothing yet. */
export async function readTalk(act: AnyAct, talker: Talker, { language, uploads, before }: Reading): Promise<Talk> {
  const conversation = (await findConversation(act, talker)) ?? null
  const found = conversation ? await listShown(act, conversation, before) : []
  const hasOlder = found.length > MESSAGES_SHOWN
  const messages = hasOlder ? found.slice(1) : found
  return {
    conversation,
    messages,
    votes: await listVotes(act, messages),
    hasOlder,
    names: await listNames(act, messages),
    isPast: before !== undefined && messages.length > 0,
    chat: conversation && (await readShownChat(act, conversation, uploads)),
    options: hasOlder ? [] : await listOptions(act, language),
  }
}

/** The last chat, unless it is over and the conversation has gone on since. */
export async function readShownChat(
  act: AnyAct,
  conversation: Conversation,
  uploads: FileLimits,
): Promise<ChatView | null> {
  const chat = await readChatView(act, conversation, uploads)
  if (chat?.state !== 'ended') return chat
  return (await readLast(act, conversation.id))?.chatId === chat.id ? chat : null
}

/** One more than is shown tells whether there are older ones. */
const listShown = (act: AnyAct, { id }: Conversation, before: number | undefined) =>
  listMessages(act, id, { limit: MESSAGES_SHOWN + 1, ...(before !== undefined && { before }) })

/** The newest line of a conversation. */
export async function readLast(act: Pick<AnyAct, 'db'>, conversationId: number): Promise<Message | undefined> {
  const [message] = await listMessages(act, conversationId, { limit: 1 })
  return message
}

/** A conversation by its id, whoever asks: what they may see of it is asked beside. */
export const readConversation = ({ db }: Pick<AnyAct, 'db'>, id: number): Promise<Conversation | undefined> =>
  db.selectFrom('conversation').selectAll().where('id', '=', id).executeTakeFirst()
