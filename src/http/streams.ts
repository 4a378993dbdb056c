/** A browser opens six connections to a site that speaks HTTP/1.1: some are left for its pages. What comes after polls. */
const PER_SESSION = 4
const PER_PROCESS = 1000

const open = new WeakMap<object, Map<string, number>>()

/** Room for one more stream of this session, among those of one process; null when there are too many. Returns how to leave. */
export function takePlace(process: object, session: string): (() => void) | null {
  const streams = open.get(process) ?? new Map<string, number>()
  open.set(process, streams)
  const own = streams.get(session) ?? 0
  const all = [...streams.values()].reduce((sum, n) => sum + n, 0)
  if (own >= PER_SESSION || all >= PER_PROCESS) return null
  streams.set(session, own + 1)
  return () => {
    const left = (streams.get(session) ?? 1) - 1
    if (left > 0) streams.set(session, left)
    else streams.delete(session)
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
