import { createMiddleware } from 'hono/factory'
import { showTooMany } from './errors.tsx'
import type { SignedInEnv } from './page.tsx'

/** Sendings with files of one person in an hour: each may lie on the disk for a day. */
const LARGE = { points: 60, seconds: 3600 }
/** Sendings that hold little more than text. */
const SMALL = { points: 600, seconds: 3600 }
const SMALL_BYTES = 64 * 1024

/** For tickets: behind `signedIn`, before `upload`, since nothing of the body is read to be refused. */
export const uploadsNotTooOften = createMiddleware<SignedInEnv>(async (c, next) => {
  const { world, actor } = c.var
  const length = Number(c.req.header('content-length') ?? Number.POSITIVE_INFINITY)
  const [name, limit] = length <= SMALL_BYTES ? (['ticket-form', SMALL] as const) : (['ticket-upload', LARGE] as const)
  const wait = await world.limiter.take(name, limit, String(actor.id))
  return wait === null ? next() : showTooMany(c, wait)
})
