import type { Context } from 'hono'
import type { Talker } from '../livechat/conversation-rules.ts'
import type { Env } from './page.tsx'
import { clientAddress, type Limit } from './rate-limit.ts'

const TEN_MINUTES = 600
/** Sixty a minute, a whole lot of them at once: nobody types as fast, a flood does. */
const PER_TALKER: Limit = { points: 600, seconds: TEN_MINUTES }
/** Without an account. A network address may be a whole town hall. */
const PER_NETWORK: Limit = { points: 3000, seconds: TEN_MINUTES }

/** Counts something said or chosen in a conversation. Seconds until there may be more, or null. */
export async function secondsUntilSaying<E extends Env>(c: Context<E>, talker: Talker): Promise<number | null> {
  const { config, limiter } = c.var.world
  const own = talker.userId ?? talker.tokenHash
  const wait = own === null ? null : await limiter.take('talk', PER_TALKER, String(own))
  if (wait !== null || talker.userId !== null) return wait
  return limiter.take('talk-network', PER_NETWORK, clientAddress(c, config.trustedProxies))
}

const SUGGESTIONS: Limit = { points: 300, seconds: TEN_MINUTES }

/** Counts articles looked up for a text that is being written. Seconds until there may be more, or null. */
export const secondsUntilSuggestions = <E extends Env>(c: Context<E>): Promise<number | null> => {
  const { anyAct, world } = c.var
  const who = anyAct.actor ? `user ${anyAct.actor.id}` : clientAddress(c, world.config.trustedProxies)
  return world.limiter.take('suggestions', SUGGESTIONS, who)
}
