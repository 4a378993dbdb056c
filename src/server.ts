import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from './app.tsx'
import { openSessions } from './auth/sessions.ts'
import type { Config } from './config.ts'
import { type Databases, openDatabases } from './db/open.ts'
import { readAssets } from './http/assets.ts'
import { openLimiter } from './http/rate-limit.ts'
import type { World } from './http/world.ts'
import { openLog } from './outside/log.ts'
import { startSchedule } from './schedule.ts'
import { openLocalRegister } from './sirene/queries.ts'

export type Running = { port: number; world: World; dbs: Databases; stop(): Promise<void> }

/** Opens and migrates the database, starts http and the jobs. `stop` finishes what runs before it closes. */
export async function startServer(config: Config): Promise<Running> {
  const log = openLog(config.logLevel)
  const assets = readAssets()
  const dbs = await openDatabases(config.dataDir)
  const sessions = openSessions(dbs, { idleHours: config.sessionIdleHours, days: config.sessionDays })
  const now = () => new Date()
  const register = openLocalRegister(join(config.dataDir, 'sirene.sqlite'))
  const schedule = startSchedule({ config, dbs, sessions, log, now })
  const world: World = {
    config,
    dbs,
    sessions,
    limiter: openLimiter(),
    log,
    register,
    assets,
    now,
    wakeMails: schedule.wakeMails,
  }
  const app = createApp(world)
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, ({ port }) =>
      resolve({ server, port }),
    )
    server.once('error', reject)
  })
  let stopping: Promise<void> | null = null
  const close = async () => {
    await new Promise((resolve) => {
      server.close(resolve)
      if ('closeIdleConnections' in server) server.closeIdleConnections()
    })
    await schedule.stop()
    await dbs.close()
  }
  return { port, world, dbs, stop: () => (stopping ??= close()) }
}
