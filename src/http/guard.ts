import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'

/**
 * Headers that hold for every answer. `referrerPolicy: same-origin`, not `no-referrer`: with the latter browsers send
 * `Origin: null`, and on a plain http host people without JavaScript would be locked out by the origin check.
 */
export const safeHeaders = (publicUrl: string): MiddlewareHandler =>
  secureHeaders({
    // A download says for itself that nothing in it may run.
    overwrite: false,
    referrerPolicy: 'same-origin',
    strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=31536000' : false,
    xFrameOptions: 'DENY',
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
  })

/** Unsafe methods only from our own pages: Sec-Fetch-Site where the browser sends it, else Origin. */
export const ownOrigin = (publicUrl: string): MiddlewareHandler => csrf({ origin: publicUrl })

/** Another host name is sent to the right one; what cannot be sent on (a form) is refused. Node accepts two Host headers. */
export const rightHost = (publicUrl: string): MiddlewareHandler => {
  const { host } = new URL(publicUrl)
  return async (c, next) => {
    const asked = c.req.header('host')
    if (asked === undefined || asked === host) return next()
    const { pathname, search } = new URL(c.req.url)
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return c.redirect(`${publicUrl}${pathname}${search}`, 307)
    return c.text(`This site answers at ${publicUrl}`, 421)
  }
}

/** Whether the body is a form with files, which is read piece by piece and never into memory. */
export const isMultipart = (c: Context): boolean => /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')

/** Refuses a body of more than `maxSize` bytes. What only reads has none, and asking whether it has costs more than its session. */
export const limitedBody = (maxSize: number): MiddlewareHandler => {
  const limit = bodyLimit({ maxSize })
  return (c, next) => (c.req.method === 'GET' || c.req.method === 'HEAD' ? next() : limit(c, next))
}

/** Pages are for the one who asked: nothing between us and the browser keeps them. */
export const notStored: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
}
