import { setTimeout } from 'node:timers/promises'

/** `questions` at most in any `windowMs`; whoever comes too soon waits `patienceMs` at most. */
export type Pace = { questions: number; windowMs: number; patienceMs: number }

export type Throttle = {
  /** Waits for a turn. Null once it has come, else the seconds until there is one: nothing may be asked then. */
  turn(): Promise<number | null>
  /** Nothing is asked for so many seconds: the service has said so. */
  pause(seconds: number): void
}

/** Keeps us below what a service allows, so that it never has to refuse us. */
export function openThrottle({ questions, windowMs, patienceMs }: Pace): Throttle {
  /** When each of the last questions is, or will be, asked. */
  const turns: number[] = []
  let pausedUntil = 0
  return {
    turn: async () => {
      const now = performance.now()
      const oldest = turns.at(-questions)
      const at = Math.max(now, pausedUntil, oldest === undefined ? 0 : oldest + windowMs)
      if (at - now > patienceMs) return Math.ceil((at - now) / 1000)
      turns.push(at)
      if (turns.length > questions) turns.shift()
      if (at > now) await setTimeout(at - now)
      return null
    },
    pause: (seconds) => {
      pausedUntil = Math.max(pausedUntil, performance.now() + seconds * 1000)
    },
  }
}
