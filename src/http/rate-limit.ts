import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { bareAddress, type Networks } from '../values/network.ts'

/** So many points in so many seconds, per key. */
export type Limit = { points: number; seconds: number }
export type Limiter = {
  /** Null when the request may pass, else the seconds to wait. */
  take(name: string, limit: Limit, key: string): Promise<number | null>
  /** Takes back one point that turned out not to be one of those counted. */
  giveBack(name: string, limit: Limit, key: string): Promise<void>
}

/** Counters in memory: one process serves, and a restart forgives. */
export function openLimiter(): Limiter {
  const limiters = new Map<string, RateLimiterMemory>()
  const open = (name: string, { points, seconds }: Limit) => {
    const limiter = limiters.get(name) ?? new RateLimiterMemory({ keyPrefix: name, points, duration: seconds })
    limiters.set(name, limiter)
    return limiter
  }
  return {
    async take(name, limit, key) {
      try {
        await open(name, limit).consume(key)
        return null
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.ceil(refused.msBeforeNext / 1000)
        throw refused
      }
    },
    async giveBack(name, limit, key) {
      await open(name, limit).reward(key)
    },
  }
}

/** The client's address. X-Forwarded-For is believed only from a proxy named in TRUST_PROXY. */
export function clientAddress(c: Context, trusted: Networks): string {
  const peer = peerAddress(c)
  if (!trusted.has(peer)) return networkOf(peer)
  const hops = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean)
    .map(bareAddress)
  const client = hops.findLast((hop) => hop === null || !trusted.has(hop))
  // What a proxy wrote is no address ("unknown"): what stands further left may be invented.
  return networkOf(client ?? peer)
}

/** One machine owns a whole /64 of IPv6: its addresses count as one. IPv4 stays as it is, without port or IPv6 coat. */
export function networkOf(text: string): string {
  const address = bareAddress(text)
  if (!address?.includes(':')) return address ?? text
  const [head = '', tail] = address.split('::')
  const groups = (part: string | undefined) => (part ? part.split(':') : [])
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length
  const all = [...groups(head), ...Array<string>(Math.max(0, missing)).fill('0'), ...groups(tail)]
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

function peerAddress(c: Context): string {
  // A request made through app.request() in a test has no socket.
  const hasSocket = Boolean((c.env as { incoming?: unknown } | undefined)?.incoming)
  const address = hasSocket ? getConnInfo(c).remote.address : undefined
  return bareAddress(address ?? '') ?? 'none'
}
