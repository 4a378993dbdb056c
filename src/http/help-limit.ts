import type { Context } from 'hono'
import type { Talker } from '../livechat/conversation-rules.ts'
import type { Env } from './page.tsx'
import { clientAddress, type Limit } from './rate-limit.ts'

const TEN_MINUTES = 600
/** Nobody types as much, a flood does. */
export const PER_TALKER: Limit = { points: 600, seconds: TEN_MINUTES }
/** Without an account. A network address may be a whole town hall. */
const PER_NETWORK: Limit = { points: 3000, seconds: TEN_MINUTES }

/** Counts something said or chosen in a conversation. Seconds until there may be more, or null. */
export async function secondsUntilSaying<E extends Env>(c: Context<E>, talker: Talker): Promise<number | null> {
  const { config, limiter } = c.var.world
  if (talker.userId !== null) return limiter.take('talk', PER_TALKER, String(talker.userId))
  // The network first: whoever invents a token for each request is refused before any is remembered.
  const wait = await limiter.take('talk-network', PER_NETWORK, clientAddress(c, config.trustedProxies))
  if (wait !== null || talker.tokenHash === null) return wait
  return limiter.take('talk', PER_TALKER, talker.tokenHash)
}

const SUGGESTIONS: Limit = { points: 300, seconds: TEN_MINUTES }

/** Counts articles looked up for a text that is being written. Seconds until there may be more, or null. */
export const secondsUntilSuggestions = <E extends Env>(c: Context<E>): Promise<number | null> => {
  const { anyAct, world } = c.var
  const who = anyAct.actor ? `user ${anyAct.actor.id}` : clientAddress(c, world.config.trustedProxies)
  return world.limiter.take('suggestions', SUGGESTIONS, who)
}
