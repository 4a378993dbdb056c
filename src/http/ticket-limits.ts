import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { showTooMany } from './errors.tsx'
import { type Env, plain, type SignedInEnv } from './page.tsx'
import type { Limit } from './rate-limit.ts'

const HOUR = 3600
/** Each is a mail to a whole service. */
const SENDINGS: Limit = { points: 40, seconds: HOUR }
/** Savings of a text by itself, while somebody types. */
const KEEPINGS: Limit = { points: 600, seconds: HOUR }
/** Searches by words: page after page of one counts too. */
const SEARCHES: Limit = { points: 120, seconds: 60 }

const take = <E extends SignedInEnv>({ var: { actor, world } }: Context<E>, name: string, limit: Limit) =>
  world.limiter.take(name, limit, String(actor.id))

/** Counts a ticket that is sent. Seconds until another may be, or null. */
export const secondsUntilSending = <E extends SignedInEnv>(c: Context<E>): Promise<number | null> =>
  take(c, 'ticket-send', SENDINGS)

/** Takes back a sending that was refused for another reason. */
export const uncountSending = <E extends SignedInEnv>({ var: { actor, world } }: Context<E>): Promise<void> =>
  world.limiter.giveBack('ticket-send', SENDINGS, String(actor.id))

/** Counts a text that keeps itself. Seconds until it may again, or null. */
export const secondsUntilKeeping = <E extends SignedInEnv>(c: Context<E>): Promise<number | null> =>
  take(c, 'ticket-keep', KEEPINGS)

/** The same of whoever holds a link to a ticket, by the ticket. */
export const secondsUntilGuestKeeping = <E extends Env>(c: Context<E>, ticketId: number): Promise<number | null> =>
  plain(c).var.world.limiter.take('ticket-guest-keep', KEEPINGS, String(ticketId))

/** Behind `signedIn`: lists are read at will, words are looked for so often and no more. */
export const searchesNotTooOften = createMiddleware<SignedInEnv>(async (c, next) => {
  const wait = (c.req.query('q') ?? '').trim() === '' ? null : await take(c, 'ticket-search', SEARCHES)
  return wait === null ? next() : showTooMany(c, wait)
})
