/** Something that went wrong so many times in a row, and is not tried again before `until` (milliseconds since 1970). */
export type Pause = { failures: number; until: number }

const FIRST = 30_000

/** Pure. Twice as long after each failure, up to `longest`. */
export function pauseAfter(before: Pause | undefined, now: Date, longest: number): Pause {
  const failures = (before?.failures ?? 0) + 1
  return { failures, until: now.getTime() + Math.min(FIRST * 2 ** (failures - 1), longest) }
}

/** Pure. A clock that was set back makes no pause longer. */
export const isPaused = (pause: Pause | undefined, now: Date, longest: number): boolean =>
  pause !== undefined && pause.until > now.getTime() && pause.until - now.getTime() <= longest
