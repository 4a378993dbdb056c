import { zValidator } from '@hono/zod-validator'
import type { Context } from 'hono'
import type { ZodObject } from 'zod'
import type { Env } from './page.tsx'

/** What was typed, as it came: one value or, for ticked boxes, several. */
export type Typed = Record<string, string | string[] | undefined>

/** What was typed (to draw the form again) and the first message per field (a key of the feature's words). */
export type Rejected = { typed: Typed; errors: Record<string, string | undefined> }

/**
 * Validates a posted form with zod; on failure answers what `redraw` draws.
 * Mount it after the middleware that finds the thing acted on, so that a stranger gets 404 and never 422.
 */
export const form = <E extends Env, S extends ZodObject>(
  schema: S,
  redraw: (c: Context<E>, rejected: Rejected) => Response | Promise<Response>,
) =>
  zValidator('form', schema, (result, c) => {
    if (result.success) return undefined
    const typed = onlyText(result.data)
    const errors = Object.fromEntries(
      result.error.issues.toReversed().map((issue) => [String(issue.path[0]), issue.message]),
    )
    return redraw(c as unknown as Context<E>, { typed, errors })
  })

/** A form made by hand may carry files: nothing here asks for one, and none is drawn again. */
function onlyText(data: Record<string, unknown>): Typed {
  const typed: Typed = {}
  for (const [name, value] of Object.entries(data)) {
    if (typeof value === 'string') typed[name] = value
    else if (Array.isArray(value)) typed[name] = value.filter((one) => typeof one === 'string')
  }
  return typed
}

/** One typed value as text, for an input that is drawn again. */
export const typedText = (typed: Typed | undefined, name: string): string | undefined => {
  const value = typed?.[name]
  return Array.isArray(value) ? value[0] : value
}
