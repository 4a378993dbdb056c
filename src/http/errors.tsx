import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ErrorPage, ErrorPanel } from '../../views/layout/error-page.tsx'
import type { ErrorKind } from '../../views/words/errors.ts'
import { isUnwritable } from '../db/sqlite.ts'
import { withoutToken } from '../urls.ts'
import { type Env, isFragment, plain, show, type Status } from './page.tsx'

/**
 * The page that says no. For a link or a search of htmx it goes where notices go, and the list stays as it was;
 * a form says itself where its errors belong.
 */
function showError<E extends Env>(c: Context<E>, props: Parameters<typeof ErrorPage>[0], status: Status) {
  if (isFragment(c) && c.req.method === 'GET') {
    c.header('HX-Retarget', '#flash')
    c.header('HX-Reswap', 'innerHTML')
    c.header('HX-Push-Url', 'false')
  }
  return show(c, { page: <ErrorPage {...props} />, panel: <ErrorPanel {...props} /> }, status)
}

/** The page of a stranger: what may not be known to exist is not there. */
export const showNotFound = <E extends Env>(c: Context<E>) => showError(c, { kind: 'not-found' }, 404)

/** Too many attempts: says when to come back, in words and in Retry-After. */
export function showTooMany<E extends Env>(c: Context<E>, seconds: number) {
  c.header('Retry-After', String(seconds))
  return showError(c, { kind: 'too-many', waitSeconds: seconds }, 429)
}

/** A file that nobody gets: not yet looked at for viruses (409), or found to have one (403). */
export const showHeldBack = <E extends Env>(c: Context<E>, kind: 'file-waiting' | 'file-infected') =>
  showError(c, { kind }, kind === 'file-waiting' ? 409 : 403)

const KINDS: Record<number, [ErrorKind, Status]> = {
  400: ['not-found', 400],
  403: ['origin', 403],
  404: ['not-found', 404],
  413: ['too-large', 413],
}

/** Writes an unexpected error to the log, without secrets, and returns the id by which it is found there. */
export function logError<E extends Env>(c: Context<E>, error: unknown): string {
  const { requestId: id, log } = plain(c).var
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  log.error({ id, path: withoutToken(c.req.path), method: c.req.method, error: { name, message, stack } })
  return id
}

/** Unexpected errors: logged with an id, shown as a plain page that quotes it. */
export const onError: ErrorHandler<Env> = (error, c) => {
  if (!c.var.scene) return withoutScene(error, c)
  if (error instanceof HTTPException) {
    const [kind, status] = KINDS[error.status] ?? ['unexpected', 500 as const]
    return showError(c, { kind }, status)
  }
  const id = logError(c, error)
  const isFull = isUnwritable(error)
  return showError(c, { kind: isFull ? 'full' : 'unexpected', id }, isFull ? 503 : 500)
}

/** The session itself could not be read: there is nothing to draw a page with. */
function withoutScene(error: Error, c: Context<Env>) {
  logError(c, error)
  return c.text(`Une erreur est survenue. Something went wrong. (${c.var.requestId})`, 500)
}
