import type { Context } from 'hono'
import type { StreamingApi } from 'hono/utils/stream'

/** A browser opens six connections to a site that speaks HTTP/1.1: some are left for its pages. What comes after polls. */
const PER_SESSION = 4
/** Pages of those without an account behind one network address, which may be a whole town hall. */
const GUESTS_PER_NETWORK = 100
/** Streams of one process. Each kind has its own: however many strangers listen, advisors and agents hear what comes. */
const POOLS = { guests: 800, talk: 400, desk: 200, tickets: 600 } as const

/** Whose stream it is; `network` of who has no account. */
type Place = { pool: keyof typeof POOLS; session: string; network?: string }

const open = new WeakMap<object, Map<string, number>>()

/** Room for one more stream of this session, among those of one process; null when there are too many. Returns how to leave. */
export function takePlace(process: object, { pool, session, network }: Place): (() => void) | null {
  const counts = open.get(process) ?? new Map<string, number>()
  open.set(process, counts)
  const limits = new Map<string, number>([
    [pool, POOLS[pool]],
    [`${pool} ${session}`, PER_SESSION],
  ])
  if (network !== undefined) limits.set(`network ${network}`, GUESTS_PER_NETWORK)
  for (const [key, most] of limits) if ((counts.get(key) ?? 0) >= most) return null
  const add = (by: number) => {
    for (const key of limits.keys()) {
      const count = (counts.get(key) ?? 0) + by
      if (count > 0) counts.set(key, count)
      else counts.delete(key)
    }
  }
  add(1)
  return () => add(-1)
}

type Written = { out: StreamingApi; bell: Bell; mostMs: number }

/**
 * How a stream is written to. A reader who has not taken what was written within so many milliseconds has gone: the stream
 * ends, and what waits for them is thrown away with their connection.
 */
export function makeWriter(c: Context, { out, bell, mostMs }: Written): (text: string) => Promise<void> {
  const drop = () => {
    bell.end()
    out.abort()
    const { outgoing } = (c.env ?? {}) as { outgoing?: { destroy: () => void } }
    outgoing?.destroy()
  }
  return async (text) => {
    const late = setTimeout(drop, mostMs)
    // What is not read is not waited for beyond the end.
    await Promise.race([out.write(text), bell.ended])
    clearTimeout(late)
  }
}

/** What a stream waits for between two things to tell. */
export type Bell = ReturnType<typeof makeBell>

/** Rings once for all that happened since it was last waited for, and no oftener than a page can use: so many milliseconds. */
export function makeBell(atMostEveryMs: number) {
  let [rung, over, heardAt] = [false, false, 0]
  let wake: (() => void) | null = null
  let close: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (close = resolve))
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const sleepUntil = async (time: number, isAwake: () => boolean) => {
    for (let left = time - performance.now(); left > 0 && !isAwake(); left = time - performance.now()) await sleep(left)
  }
  return {
    ring: () => {
      rung = true
      wake?.()
    },
    end: () => {
      over = true
      wake?.()
      close()
    },
    isOver: () => over,
    /** Once all is over. */
    ended,
    /** Waits for the next ring; false when the time ran out first, or all is over. */
    async wait(ms: number): Promise<boolean> {
      await sleepUntil(performance.now() + ms, () => rung || over)
      if (rung) await sleepUntil(heardAt + atMostEveryMs, () => over)
      const was = rung && !over
      if (was) heardAt = performance.now()
      rung = false
      return was
    },
  }
}

/** Calls at once, and again for all that happened since when so many milliseconds have passed. */
export function atMostEvery(ms: number, call: () => void) {
  let [last, timer]: [number, NodeJS.Timeout | null] = [-Infinity, null]
  const now = () => {
    timer = null
    last = performance.now()
    call()
  }
  return {
    call: () => {
      const left = last + ms - performance.now()
      if (left <= 0) return now()
      timer ??= setTimeout(now, left)
    },
    stop: () => {
      if (timer) clearTimeout(timer)
    },
  }
}
