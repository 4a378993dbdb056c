import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ErrorPage, ErrorPanel } from '../../views/layout/error-page.tsx'
import type { ErrorKind } from '../../views/words/errors.ts'
import { withoutToken } from '../urls.ts'
import { type Env, show, type Status } from './page.tsx'

const both = (props: Parameters<typeof ErrorPage>[0]) => ({
  page: <ErrorPage {...props} />,
  panel: <ErrorPanel {...props} />,
})

/** The page of a stranger: what may not be known to exist is not there. */
export const showNotFound = <E extends Env>(c: Context<E>) => show(c, both({ kind: 'not-found' }), 404)

/** Too many attempts: says when to come back, in words and in Retry-After. */
export function showTooMany<E extends Env>(c: Context<E>, seconds: number) {
  c.header('Retry-After', String(seconds))
  return show(c, both({ kind: 'too-many', waitSeconds: seconds }), 429)
}

const KINDS: Record<number, [ErrorKind, Status]> = {
  400: ['not-found', 400],
  403: ['origin', 403],
  404: ['not-found', 404],
  413: ['too-large', 413],
}

/** Unexpected errors: logged with an id, shown as a plain page that quotes it. */
export const onError: ErrorHandler<Env> = (error, c) => {
  if (!c.var.scene) return withoutScene(error, c)
  if (error instanceof HTTPException) {
    const [kind, status] = KINDS[error.status] ?? ['unexpected', 500 as const]
    return show(c, both({ kind }), status)
  }
  const id = c.var.requestId
  c.var.log.error({
    id,
    path: withoutToken(c.req.path),
    method: c.req.method,
    error: { name: error.name, message: error.message, stack: error.stack },
  })
  const isFull = (error as { code?: string }).code === 'SQLITE_FULL'
  return show(c, both({ kind: isFull ? 'full' : 'unexpected', id }), isFull ? 503 : 500)
}

/** The session itself could not be read: there is nothing to draw a page with. */
function withoutScene(error: Error, c: Context<Env>) {
  c.var.log.error({
    id: c.var.requestId,
    path: withoutToken(c.req.path),
    error: { name: error.name, message: error.message, stack: error.stack },
  })
  return c.text(`Une erreur est survenue. Something went wrong. (${c.var.requestId})`, 500)
}
