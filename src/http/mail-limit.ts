import type { Context } from 'hono'
import type { Env } from './page.tsx'
import { clientAddress, type Limit } from './rate-limit.ts'

const HOUR = 3600
/** A network address may be a whole town hall. */
const PER_NETWORK: Limit = { points: 50, seconds: HOUR }
/** Nobody's mailbox is filled by somebody else. */
const PER_LOGIN: Limit = { points: 5, seconds: HOUR }

/**
 * Seconds to wait before a stranger may have another mail sent to this login, or null. Counted by the login typed,
 * known or not, so that it tells nobody whether an account exists.
 */
export async function secondsUntilMail<E extends Env>(c: Context<E>, login: string): Promise<number | null> {
  const { config, limiter } = c.var.world
  const network = clientAddress(c, config.trustedProxies)
  return (
    (await limiter.take('mail-network', PER_NETWORK, network)) ?? (await limiter.take('mail-login', PER_LOGIN, login))
  )
}
