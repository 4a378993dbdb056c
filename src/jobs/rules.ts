import { Cron } from 'croner'

/** The last time before `now` at which a cron pattern (Europe/Paris) was due, or null. */
export function lastDue(pattern: string, now: Date): Date | null {
  return new Cron(pattern, { timezone: 'Europe/Paris' }).previousRuns(1, now)[0] ?? null
}

/** Whether a job slept through its last time. A start in the future was written by a clock that was wrong. */
export function isMissed(pattern: string, lastStart: string | null, now: Date): boolean {
  const due = lastDue(pattern, now)
  if (due === null) return false
  return lastStart === null || lastStart < due.toISOString() || lastStart > now.toISOString()
}
