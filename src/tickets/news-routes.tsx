import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { StreamingApi } from 'hono/utils/stream'
import { SceneContext } from '../../views/layout/scene.ts'
import { NewsLink } from '../../views/tickets/news-link.tsx'
import type { Act } from '../act.ts'
import { readCurrentActor } from '../auth/sessions.ts'
import { logError } from '../http/errors.tsx'
import type { SignedInEnv } from '../http/page.tsx'
import { signedIn, thisSession } from '../http/session.ts'
import { streamed } from '../http/streamed.ts'
import { type Bell, makeBell, makeWriter, takePlace } from '../http/streams.ts'
import { paths } from '../urls.ts'
import { sha256 } from '../values/random.ts'
import { type TicketSearch, ticketSearchIn } from './list-rules.ts'
import { agentsOnly } from './list-routes.tsx'
import { countNews, holdsSession } from './news-queries.ts'
import { desksOf, isEmpty } from './rules.ts'

/** Proxies end what is silent for a minute or half of one. */
const HEARTBEAT_MS = 25_000
/** Many tickets in a row are told together. */
const AT_MOST_EVERY_MS = 2000

const numberIn = (text: string | undefined): number => {
  const number = Number(text ?? 0)
  return Number.isSafeInteger(number) && number >= 0 ? number : 0
}
const asked = (c: Context<SignedInEnv>) => ({
  search: ticketSearchIn(new URL(c.req.url)),
  since: numberIn(c.req.query('since')),
})

async function drawLink(c: Context<SignedInEnv>, search: TicketSearch, count: number): Promise<string> {
  if (count === 0) return ''
  const link = (
    <SceneContext.Provider value={c.var.scene}>
      <NewsLink search={search} count={count} />
    </SceneContext.Provider>
  )
  return String(await html`${link}`)
}

/** Who watches, with the rights of now; null when the session has ended or nothing is received any more. */
async function readWatcher(c: Context<SignedInEnv>, session: string): Promise<Act | null> {
  const { world } = c.var
  const now = world.now()
  const db = world.dbs.read
  if (!(await holdsSession(db, session, now))) return null
  const actor = await readCurrentActor(db, c.var.actor.id, now)
  return actor && !isEmpty(desksOf(actor, 'read')) ? { db, actor, now } : null
}

type Telling = { out: StreamingApi; bell: Bell; session: string }

/** Tells how many tickets came in since, as often as that changes, until the reader, the session or the server goes. */
async function tellNews(c: Context<SignedInEnv>, { out, bell, session }: Telling) {
  const { search, since } = asked(c)
  // An event's id is the number it told: what was told before the connection broke is not told again.
  let told = numberIn(c.req.header('last-event-id'))
  const write = makeWriter(c, { out, bell, mostMs: 2 * HEARTBEAT_MS })
  await write('retry: 3000\n\n')
  while (!bell.isOver()) {
    const act = await readWatcher(c, session)
    if (!act) return
    const count = await countNews(act, search, since)
    if (count !== told) await write(`id: ${count}\ndata: ${await drawLink(c, search, count)}\n\n`)
    told = count
    const rang = await bell.wait(HEARTBEAT_MS)
    if (!rang && !bell.isOver()) await write(':\n\n')
  }
}

function events(c: Context<SignedInEnv>) {
  const { live } = c.var.world
  c.header('content-type', 'text/event-stream; charset=utf-8')
  c.header('x-accel-buffering', 'no')
  // Nobody reads what would be written: it takes no place.
  if (c.req.method === 'HEAD') return c.body(null)
  const session = sha256(thisSession(c, c.var.world.config.publicUrl))
  const leave = live.isClosed() ? null : takePlace(live, { pool: 'tickets', session })
  // The page polls instead.
  if (!leave) return c.text('', 503, { 'retry-after': '60' })
  return streamed(c, {
    write: async (out) => {
      const bell = makeBell(AT_MOST_EVERY_MS)
      const stop = live.listen(() => (live.isClosed() ? bell.end() : bell.ring()))
      out.onAbort(bell.end)
      try {
        await tellNews(c, { out, bell, session })
      } finally {
        stop()
        leave()
      }
    },
    onError: async (error) => {
      logError(c, error)
    },
  })
}

/** For pages whose stream cannot be had: nothing, or the link alone. */
async function news(c: Context<SignedInEnv>) {
  const { search, since } = asked(c)
  const link = await drawLink(c, search, await countNews(c.var.act, search, since))
  return link ? c.html(link) : c.body(null, 204)
}

/** "N nouveaux tickets — afficher". */
export const ticketNews = new Hono<SignedInEnv>()
  .get(paths.ticketEvents, signedIn, agentsOnly, events)
  .get(paths.ticketNews, signedIn, agentsOnly, news)
