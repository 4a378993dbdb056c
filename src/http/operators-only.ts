import { createMiddleware } from 'hono/factory'
import { showNotFound } from './errors.tsx'
import type { SignedInEnv } from './page.tsx'

/** Behind `signedIn`: to anybody but the platform support these pages do not exist. */
export const operatorsOnly = createMiddleware<SignedInEnv>(async (c, next) =>
  c.var.actor.isOperator ? next() : showNotFound(c),
)
