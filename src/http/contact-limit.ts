import type { Context } from 'hono'
import type { Env } from './page.tsx'
import { clientAddress, type Limit } from './rate-limit.ts'

const HOUR = 3600
const DAY = 24 * HOUR
/** A network address may be a whole town hall. */
const SENT_PER_NETWORK: Limit = { points: 20, seconds: HOUR }
const SEARCHES_PER_NETWORK: Limit = { points: 120, seconds: HOUR }
const LINKS_PER_NETWORK: Limit = { points: 20, seconds: HOUR }
/** Links that open nothing: nobody mistypes so many. */
const WRONG_PER_NETWORK: Limit = { points: 60, seconds: HOUR }
/** Nobody's mailbox is filled by strangers. Counted by the address typed, known or not: it tells nobody whether there is an account. */
const PER_ADDRESS: Limit = { points: 5, seconds: DAY }

const take = <E extends Env>(c: Context<E>, name: string, limit: Limit) => {
  const { config, limiter } = c.var.world
  return limiter.take(name, limit, clientAddress(c, config.trustedProxies))
}

/** Counts a ticket sent without an account; which limit it goes beyond, or null. */
export async function contactLimit<E extends Env>(
  c: Context<E>,
  email: string,
): Promise<'too-many-for-network' | 'too-many-for-address' | null> {
  if ((await take(c, 'contact', SENT_PER_NETWORK)) !== null) return 'too-many-for-network'
  const wait = await c.var.world.limiter.take('contact-address', PER_ADDRESS, email)
  return wait === null ? null : 'too-many-for-address'
}

/** Seconds until a stranger may search again, or null. */
export const secondsUntilSearch = <E extends Env>(c: Context<E>): Promise<number | null> =>
  take(c, 'contact-search', SEARCHES_PER_NETWORK)

/** Seconds until this network may ask for another link, or null. */
export const secondsUntilLink = <E extends Env>(c: Context<E>): Promise<number | null> =>
  take(c, 'ticket-link', LINKS_PER_NETWORK)

/** Whether one more mail with a link may go to this address. The page says the same in either case. */
export const mayHaveLink = async <E extends Env>(c: Context<E>, email: string): Promise<boolean> =>
  (await c.var.world.limiter.take('ticket-link-address', PER_ADDRESS, email)) === null

/** Counts a link that opened nothing; seconds to wait when there were too many, or null. */
export const secondsAfterWrongLink = <E extends Env>(c: Context<E>): Promise<number | null> =>
  take(c, 'ticket-link-wrong', WRONG_PER_NETWORK)
