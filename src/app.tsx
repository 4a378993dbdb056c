import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { accounts } from './accounts/routes.tsx'
import { auth } from './auth/routes.tsx'
import { history } from './history/routes.tsx'
import { assets } from './http/assets.ts'
import { compressed } from './http/compress.ts'
import { onError, showNotFound } from './http/errors.tsx'
import { notStored, ownOrigin, rightHost, safeHeaders } from './http/guard.ts'
import type { Env } from './http/page.tsx'
import { session } from './http/session.ts'
import type { World } from './http/world.ts'
import { joining } from './memberships/joining-routes.tsx'
import { ownMemberships } from './memberships/own-routes.tsx'
import { manager } from './memberships/manager-routes.tsx'
import { membershipQueue } from './memberships/queue-routes.tsx'
import { memberships } from './memberships/routes.tsx'
import { mails } from './notifications/routes.tsx'
import { newStructures } from './structures/creating-routes.tsx'
import { structures } from './structures/routes.tsx'
import { newPublicStructures } from './admin/registering-routes.tsx'
import { admin } from './admin/routes.tsx'
import { operatorStructures } from './admin/structures-routes.tsx'
import { paths, withoutToken } from './urls.ts'

const BODY_LIMIT = 100 * 1024

/** The whole product as one Hono app: the order of middleware, one `route` per feature, nothing else. */
export function createApp(world: World) {
  const { config, dbs, log } = world
  const app = new Hono<Env>()
  app.onError(onError)
  app.notFound(showNotFound)
  app.use(async (c, next) => {
    const started = performance.now()
    c.set('world', world)
    c.set('log', log)
    c.set('requestId', randomUUID().slice(0, 8))
    await next()
    const ms = Math.round((performance.now() - started) * 10) / 10
    log.info({
      id: c.var.requestId,
      method: c.req.method,
      path: withoutToken(c.req.path),
      status: c.res.status,
      ms,
      user: c.var.anyAct?.actor?.id,
    })
  })
  app.get(paths.alive, (c) => c.text('ok'))
  app.get(paths.ready, async (c) => {
    await dbs.read.selectFrom('job_run').select('name').limit(1).execute()
    return c.text('ok')
  })
  app.use(safeHeaders(config.publicUrl), rightHost(config.publicUrl))
  app.route('/', assets)
  app.use(compressed, notStored, session(world), bodyLimit({ maxSize: BODY_LIMIT }), ownOrigin(config.publicUrl))
  app.route('/', auth)
  app.route('/', accounts)
  app.route('/', newStructures)
  app.route('/', structures)
  app.route('/', joining)
  app.route('/', ownMemberships)
  app.route('/', manager)
  app.route('/', membershipQueue)
  app.route('/', memberships)
  app.route('/', history)
  app.route('/', mails)
  app.route('/', newPublicStructures)
  app.route('/', operatorStructures)
  app.route('/', admin)
  return app
}
