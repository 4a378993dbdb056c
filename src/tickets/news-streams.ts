/** A browser opens six connections to a site that speaks HTTP/1.1: some are left for its pages. What comes after polls. */
const PER_SESSION = 4
const PER_PROCESS = 1000
/** Many tickets in a row are told together. */
const AT_MOST_EVERY_MS = 2000

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

export type Bell = ReturnType<typeof makeBell>

/** Rings once for all that happened since it was last waited for, and no oftener than a page can use. */
export function makeBell() {
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
      if (rung) await sleepUntil(heardAt + AT_MOST_EVERY_MS, () => over)
      const was = rung && !over
      if (was) heardAt = performance.now()
      rung = false
      return was
    },
  }
}
