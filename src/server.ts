import { serve, type ServerType } from '@hono/node-server'
import { createApp } from './app.tsx'
import { readKnowledge } from './assistant/knowledge.ts'
import { seedArticles } from './assistant/shipped-articles.ts'
import { openSessions } from './auth/sessions.ts'
import type { Config } from './config.ts'
import { type Databases, openDatabases } from './db/open.ts'
import { undoInMemory } from './db/sqlite.ts'
import { readAssets } from './http/assets.ts'
import { openLive } from './http/live.ts'
import { openLimiter } from './http/rate-limit.ts'
import type { World } from './http/world.ts'
import { expectScanner } from './outside/files.ts'
import { openLog } from './outside/log.ts'
import { openRephraser } from './outside/rephrasing.ts'
import { type Schedule, startSchedule } from './schedule.ts'
import { openRegister } from './sirene/opening.ts'
import { randomToken } from './values/random.ts'

export type Running = { port: number; world: World; dbs: Databases; stop(): Promise<void> }

/** Opens and migrates the database, starts http and the jobs. `stop` finishes what runs before it closes. */
export async function startServer(config: Config): Promise<Running> {
  const log = openLog(config.logLevel)
  const assets = readAssets()
  const dbs = await openDatabases(config.dataDir)
  undoInMemory(dbs.sqlite)
  const sessions = openSessions(dbs, { idleHours: config.sessionIdleHours, days: config.sessionDays })
  const now = () => new Date()
  await seedArticles({ db: dbs.write, actor: null, now: now() })
  const register = openRegister({ config, dbs, log, now })
  const schedule: Schedule = { wakeMails: () => undefined, wakeScanner: () => undefined, stop: async () => undefined }
  const wakeMails = () => schedule.wakeMails()
  const wakeScanner = () => schedule.wakeScanner()
  const world: World = {
    config,
    dbs,
    sessions,
    limiter: openLimiter(),
    live: openLive(),
    log,
    register,
    rephraser: config.rephrase && openRephraser(config.rephrase),
    assets,
    now,
    wakeMails,
    wakeScanner,
  }
  const { server, port } = await listen(createApp(world).fetch, config)
  // Not before the port is ours: a second server on the same data must not begin to deliver mails.
  await expectScanner(dbs.write, config.clamav !== undefined)
  Object.assign(schedule, startSchedule({ config, dbs, sessions, live: world.live, log, now }))
  // Nobody's first question waits for the index of the articles; the first pages do not wait for it either.
  const knowing = setTimeout(() => {
    readKnowledge(dbs.read).catch((error: unknown) => {
      log.error({ errorId: randomToken(), err: error }, 'the articles could not be indexed')
    })
  }, WARM_AFTER_MS)
  let stopping: Promise<void> | null = null
  const close = async () => {
    clearTimeout(knowing)
    // Open event streams end by themselves, and ask again once the server is back.
    world.live.close()
    await finishRequests(server)
    await schedule.stop()
    await dbs.close()
  }
  return { port, world, dbs, stop: () => (stopping ??= close()) }
}

const WARM_AFTER_MS = 2000

type Fetch = Parameters<typeof serve>[0]['fetch']

const listen = (fetch: Fetch, { host, port }: Config): Promise<{ server: ServerType; port: number }> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: host, port }, (address) => resolve({ server, port: address.port }))
    server.once('error', reject)
  })

/** How long a request under way may take once the server was asked to stop; a service manager would kill it later. */
const GRACE_MS = 15_000

async function finishRequests(server: ServerType): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  if ('closeIdleConnections' in server) server.closeIdleConnections()
  const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), GRACE_MS)
  await closed
  clearTimeout(cut)
}
