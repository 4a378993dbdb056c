import type { Context } from 'hono'
import { isHashingBusy } from '../outside/password.ts'
import { type Env, plain } from './page.tsx'
import { clientAddress, type Limit } from './rate-limit.ts'

/** Wrong passwords from one network, which may be a whole town hall: slowed after that many, never locked. */
const WRONG_PER_NETWORK: Limit = { points: 50, seconds: 3600 }
const SLOWED: Limit = { points: 1, seconds: 20 }
const BUSY_SECONDS = 5

const networkOf = (c: Context<Env>): string => clientAddress(c, c.var.world.config.trustedProxies)

/**
 * Seconds to wait before this network may try a password, or null. Takes a point beforehand, so that attempts sent at once
 * are counted too; the right password gives it back.
 */
export async function secondsUntilTry<E extends Env>(c: Context<E>): Promise<number | null> {
  if (isHashingBusy()) return BUSY_SECONDS
  const { limiter } = plain(c).var.world
  const network = networkOf(plain(c))
  if ((await limiter.take('sign-in', WRONG_PER_NETWORK, network)) === null) return null
  return limiter.take('sign-in-slowed', SLOWED, network)
}

/** The password was right: the try does not count. */
export const giveTryBack = async <E extends Env>(c: Context<E>): Promise<void> =>
  plain(c).var.world.limiter.giveBack('sign-in', WRONG_PER_NETWORK, networkOf(plain(c)))
