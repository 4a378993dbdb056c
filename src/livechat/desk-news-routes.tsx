import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { StreamingApi } from 'hono/utils/stream'
import { DeskNews } from '../../views/livechat/desk-chat.tsx'
import { DeskLine } from '../../views/livechat/desk-log.tsx'
import { SceneContext } from '../../views/layout/scene.ts'
import type { Act } from '../act.ts'
import { readCurrentActor } from '../auth/sessions.ts'
import { typedAt } from '../http/chat-presence.ts'
import { logError } from '../http/errors.tsx'
import { eventText } from '../http/event-text.ts'
import { operatorsOnly } from '../http/operators-only.ts'
import type { SignedInEnv } from '../http/page.tsx'
import { signedIn, thisSession } from '../http/session.ts'
import { streamed } from '../http/streamed.ts'
import { type Bell, makeBell, makeWriter, takePlace } from '../http/streams.ts'
import { holdsSession } from '../tickets/news-queries.ts'
import { paths } from '../urls.ts'
import { sha256 } from '../values/random.ts'
import { noteHearing } from './being-here.ts'
import { readNewestId } from './conversation-queries.ts'
import { conversationTopic, WAITING_TOPIC } from './conversation-rules.ts'
import { countWaiting, listAdvisorNames, listNewLines, listRunningIds } from './desk-queries.ts'
import { chatsInKey, deskKey } from './desk-rules.ts'

/** Shorter than half of the least time after which an advisor is held to have vanished. */
const HEARTBEAT_MS = 9000
/** What is said within a moment is told together. */
const AT_MOST_EVERY_MS = 50
const LINES_AT_ONCE = 100

type C = Context<SignedInEnv>
/** What a desk shows already: the last line told, which chats and how many wait, who was told to type when. */
type Told = { id: number; key: string; typed: Map<number, number> }

const numberIn = (text: string | undefined): number => {
  const number = Number(text ?? 0)
  return Number.isSafeInteger(number) && number >= 0 ? number : 0
}
const toldIn = async (c: C): Promise<Told> => ({
  id: Math.min(
    numberIn(c.req.header('last-event-id') ?? c.req.query('after')),
    await readNewestId({ db: c.var.world.dbs.read }),
  ),
  key: c.req.query('key') ?? '',
  typed: new Map(),
})

const drawn = async (c: C, child: Child): Promise<string> =>
  String(await html`${<SceneContext.Provider value={c.var.scene}>{child}</SceneContext.Provider>}`)

/** The advisor with the rights of now; null when the session has ended or the right is gone. Being asked is a sign of life. */
async function readAdvisor(c: C): Promise<Act | null> {
  const { world } = c.var
  const now = world.now()
  const db = world.dbs.read
  if (!(await holdsSession(db, sha256(thisSession(c, world.config.publicUrl)), now))) return null
  const actor = await readCurrentActor(db, c.var.actor.id, now)
  if (!actor?.isOperator) return null
  await noteHearing({ db: world.dbs.write, actor, now })
  return { db, actor, now }
}

type News = { id: number; lines: string; key: string; count: number; isMore: boolean }

/** What a desk does not show yet. */
async function readNews(c: C, act: Act, { id: after, key }: Told): Promise<News & { chats: Running[] }> {
  const messages = await listNewLines(act, { after, limit: LINES_AT_ONCE, shows: chatsInKey(key) })
  const names = await listAdvisorNames(act, messages)
  const lines = messages.map((message) => <DeskLine chatId={message.deskChatId} message={message} names={names} />)
  const chats = await listRunningIds(act)
  const count = await countWaiting(act)
  return {
    id: messages.at(-1)?.id ?? after,
    lines: messages.length === 0 ? '' : await drawn(c, <>{lines}</>),
    key: deskKey(chats, count),
    count,
    chats,
    isMore: messages.length === LINES_AT_ONCE,
  }
}
type Running = Awaited<ReturnType<typeof listRunningIds>>[number]

/** Those of one's visitors who have begun to type since this was told last. */
function newlyTyping({ var: { world } }: C, chats: Running[], told: Told): number[] {
  return chats.flatMap(({ id, conversationId }) => {
    const at = typedAt(world.live, { conversationId, side: 'visitor' }, world.now())
    if (at === null || told.typed.get(id) === at) return []
    told.typed.set(id, at)
    return [id]
  })
}

type Telling = { out: StreamingApi; bell: Bell; listen: (topics: string[]) => void }

/** Tells each line once, in order, and that the list of chats or the queue has changed, until the reader or the server goes. */
async function tellOn(c: C, { out, bell, listen }: Telling) {
  const write = makeWriter(c, { out, bell, mostMs: 2 * HEARTBEAT_MS })
  const told = await toldIn(c)
  await write('retry: 2000\n\n')
  while (!bell.isOver()) {
    const act = await readAdvisor(c)
    if (!act) return
    const news = await readNews(c, act, told)
    listen([WAITING_TOPIC, ...news.chats.map(({ conversationId }) => conversationTopic(conversationId))])
    if (news.id > told.id) await write(eventText(news.lines, { id: news.id }))
    if (news.key !== told.key)
      await write(eventText(await drawn(c, <DeskNews count={news.count} newKey={news.key} />), { event: 'desk' }))
    for (const id of newlyTyping(c, news.chats, told)) await write(eventText(String(id), { event: 'typing' }))
    Object.assign(told, { id: news.id, key: news.key })
    if (news.isMore) continue
    const rang = await bell.wait(HEARTBEAT_MS)
    if (!rang && !bell.isOver()) await write(':\n\n')
  }
}

/** Listens for what the advisor has in hand now: chats are taken and handed on while a page is open. */
function makeListener({ var: { world } }: C, bell: Bell) {
  const stops = new Map<string, () => void>()
  const ring = () => (world.live.isClosed() ? bell.end() : bell.ring())
  return {
    listen: (topics: string[]) => {
      for (const [topic, stop] of stops)
        if (!topics.includes(topic)) {
          stop()
          stops.delete(topic)
        }
      for (const topic of topics) if (!stops.has(topic)) stops.set(topic, world.live.listen(ring, topic))
    },
    stop: () => {
      for (const stop of stops.values()) stop()
    },
  }
}

function events(c: C) {
  const { live } = c.var.world
  c.header('content-type', 'text/event-stream; charset=utf-8')
  c.header('x-accel-buffering', 'no')
  if (c.req.method === 'HEAD') return c.body(null)
  const leave = live.isClosed() ? null : takePlace(live, { pool: 'desk', session: String(c.var.actor.id) })
  // The page polls instead.
  if (!leave) return c.text('', 503, { 'retry-after': '60' })
  return streamed(c, {
    write: async (out) => {
      const bell = makeBell(AT_MOST_EVERY_MS)
      const listener = makeListener(c, bell)
      listener.listen([WAITING_TOPIC])
      out.onAbort(bell.end)
      try {
        await tellOn(c, { out, bell, listen: listener.listen })
      } finally {
        listener.stop()
        leave()
      }
    },
    onError: async (error) => {
      logError(c, error)
    },
  })
}

/** For pages whose stream cannot be had: nothing, or the new lines and that the desk has changed. HEAD is a sign of life alone. */
async function news(c: C) {
  const act = await readAdvisor(c)
  if (!act || c.req.method === 'HEAD') return c.body(null, 204)
  const told = await toldIn(c)
  const news = await readNews(c, act, told)
  const changed = news.key === told.key ? '' : await drawn(c, <DeskNews count={news.count} newKey={news.key} />)
  return news.lines + changed === '' ? c.body(null, 204) : c.html(news.lines + changed)
}

/** What happens on an advisor's desk, as it happens. */
export const advisorNews = new Hono<SignedInEnv>()
  .get(paths.advisorEvents, signedIn, operatorsOnly, events)
  .get(paths.advisorNews, signedIn, operatorsOnly, news)
