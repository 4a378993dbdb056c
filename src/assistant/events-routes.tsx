import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { StreamingApi } from 'hono/utils/stream'
import { TalkForm } from '../../views/assistant/talk-form.tsx'
import { SceneContext } from '../../views/layout/scene.ts'
import type { AnyAct } from '../act.ts'
import { readCurrentActor } from '../auth/sessions.ts'
import { typedAt } from '../http/chat-presence.ts'
import { logError } from '../http/errors.tsx'
import { eventText } from '../http/event-text.ts'
import type { Env } from '../http/page.tsx'
import { clientAddress } from '../http/rate-limit.ts'
import { thisSession } from '../http/session.ts'
import { streamed } from '../http/streamed.ts'
import { atMostEvery, type Bell, makeBell, makeWriter, takePlace } from '../http/streams.ts'
import { talkerOf } from '../http/talking.ts'
import { findConversation, listMessages, readNewestId } from '../livechat/conversation-queries.ts'
import {
  type Conversation,
  conversationTopic,
  isTheirs,
  type Message,
  MESSAGES_SHOWN,
  WAITING_TOPIC,
} from '../livechat/conversation-rules.ts'
import { holdsSession } from '../tickets/news-queries.ts'
import { paths } from '../urls.ts'
import { sha256 } from '../values/random.ts'
import { keepPlace } from './keeping-place.ts'
import { listNames, readConversation, readShownChat } from './talk-queries.ts'
import { isWaiting, keyOf, modeOf, turnOf } from './talk-rules.ts'
import { Lines, writing } from './talk-routes.tsx'

/** Proxies end what is silent for a minute or half of one. */
const HEARTBEAT_MS = 25_000
/** What is said within a moment is told together. */
const AT_MOST_EVERY_MS = 50
/** The queue moves for all who wait in it at once. */
const QUEUE_AT_MOST_EVERY_MS = 1500

type C = Context<Env>
/** What a page shows already: the last line told, to whom it writes, how the chat stands. */
type Told = { id: number; mode: string; key: string; typedAt: number | null }

const numberIn = (text: string | undefined): number => {
  const number = Number(text ?? 0)
  return Number.isSafeInteger(number) && number >= 0 ? number : 0
}
const toldIn = async (c: C): Promise<Told> => ({
  id: Math.min(
    numberIn(c.req.header('last-event-id') ?? c.req.query('after')),
    await readNewestId({ db: c.var.world.dbs.read }),
  ),
  mode: c.req.query('mode') ?? '',
  key: c.req.query('key') ?? '',
  typedAt: null,
})

const drawn = async (c: C, child: Child): Promise<string> =>
  String(await html`${<SceneContext.Provider value={c.var.scene}>{child}</SceneContext.Provider>}`)

type Speaking = { conversation: Conversation; messages: Message[] }
const drawLines = async (c: C, act: AnyAct, { conversation, messages }: Speaking) =>
  drawn(c, <Lines messages={messages} names={await listNames(act, messages)} standsAt={turnOf(conversation)} />)

/** Where one writes, if that is not what the page shows; no more of it than has changed. */
async function drawForm(c: C, act: AnyAct, { conversation, told }: { conversation: Conversation; told: Told }) {
  const chat = await readShownChat(act, conversation, c.var.world.config.uploads)
  const [mode, key] = [modeOf(chat), keyOf(chat)]
  if (key === told.key && mode === told.mode) return null
  return { mode, key, text: await drawn(c, <TalkForm chat={chat} isStateOnly={mode === told.mode} />) }
}

/** The conversation while it is still this reader's and goes on: nobody reads on after having signed out. */
async function readStill(c: C, id: number): Promise<{ act: AnyAct; conversation: Conversation } | null> {
  const { world, anyAct } = c.var
  const [db, now] = [world.dbs.read, world.now()]
  const session = sha256(thisSession(c, world.config.publicUrl))
  if (anyAct.actor && !(await holdsSession(db, session, now))) return null
  const actor = anyAct.actor && (await readCurrentActor(db, anyAct.actor.id, now))
  const conversation = await readConversation({ db }, id)
  if (!conversation || conversation.ended_at !== null || !isTheirs(conversation, talkerOf(c))) return null
  return { act: { db, actor, now }, conversation }
}

/** Whether the advisor has begun to type, or goes on, since this was told last. */
function hasTyped({ var: { world } }: C, conversationId: number, told: Told): boolean {
  const at = typedAt(world.live, { conversationId, side: 'advisor' }, world.now())
  const isNew = at !== null && at !== told.typedAt
  told.typedAt = at
  return isNew
}

type Telling = { id: number; told: Told; out: StreamingApi; bell: Bell }

/** Tells what is said, line by line with its id, and how the chat stands, until the reader, the session or the server goes. */
async function tellOn(c: C, { id, told, out, bell }: Telling) {
  const write = makeWriter(c, { out, bell, mostMs: 2 * HEARTBEAT_MS })
  await write('retry: 2000\n\n')
  while (!bell.isOver()) {
    const still = await readStill(c, id)
    if (!still) return write(eventText('', { event: 'gone' }))
    const { act, conversation } = still
    const messages = await listMessages(act, id, { after: told.id })
    for (const message of messages) {
      await write(eventText(await drawLines(c, act, { conversation, messages: [message] }), { id: message.id }))
      told.id = message.id
    }
    const form = await drawForm(c, act, { conversation, told })
    if (form) await write(eventText(form.text, { event: 'form' }))
    Object.assign(told, form && { mode: form.mode, key: form.key })
    if (hasTyped(c, id, told)) await write(eventText('', { event: 'typing' }))
    if (messages.length === MESSAGES_SHOWN) continue
    const rang = await bell.wait(HEARTBEAT_MS)
    if (rang || bell.isOver()) continue
    await write(':\n\n')
    await keepPlace(writing(c), id)
  }
}

/** Pages of users are counted by user, of all others also by network: a token costs nothing. */
function placeOf(c: C) {
  const { userId, tokenHash } = talkerOf(c)
  if (userId !== null) return { pool: 'talk', session: String(userId) } as const
  const network = clientAddress(c, c.var.world.config.trustedProxies)
  return { pool: 'guests', session: tokenHash ?? '', network } as const
}

async function events(c: C) {
  const { live } = c.var.world
  const conversation = await findConversation(c.var.anyAct, talkerOf(c))
  // There is nothing to listen to: a page asks again once something was said.
  if (!conversation) return c.body(null, 204)
  c.header('content-type', 'text/event-stream; charset=utf-8')
  c.header('x-accel-buffering', 'no')
  if (c.req.method === 'HEAD') return c.body(null)
  const leave = live.isClosed() ? null : takePlace(live, placeOf(c))
  // The page polls instead.
  if (!leave) return c.text('', 503, { 'retry-after': '60' })
  const { id } = conversation
  return streamed(c, {
    write: async (out) => {
      const bell = makeBell(AT_MOST_EVERY_MS)
      const told = await toldIn(c)
      const stop = live.listen(() => (live.isClosed() ? bell.end() : bell.ring()), conversationTopic(id))
      // Whoever waits moves up when somebody else's turn has come.
      const queue = atMostEvery(QUEUE_AT_MOST_EVERY_MS, () => isWaiting(told) && bell.ring())
      const leaveQueue = live.listen(queue.call, WAITING_TOPIC)
      out.onAbort(bell.end)
      try {
        await keepPlace(writing(c), id)
        await tellOn(c, { id, told, out, bell })
      } finally {
        stop()
        leaveQueue()
        queue.stop()
        leave()
      }
    },
    onError: async (error) => {
      logError(c, error)
    },
  })
}

/** For pages whose stream cannot be had: nothing, or the new lines and how the chat stands. */
async function news(c: C) {
  const { anyAct } = c.var
  const conversation = await findConversation(anyAct, talkerOf(c))
  if (!conversation) return c.body(null, 204)
  await keepPlace(writing(c), conversation.id)
  const told = await toldIn(c)
  const messages = await listMessages(anyAct, conversation.id, { after: told.id })
  const form = await drawForm(c, anyAct, { conversation, told })
  if (messages.length === 0 && !form) return c.body(null, 204)
  return c.html((await drawLines(c, anyAct, { conversation, messages })) + (form?.text ?? ''))
}

/** What is said, as it is said. */
export const conversationEvents = new Hono<Env>().get(paths.assistantEvents, events).get(paths.assistantNews, news)
