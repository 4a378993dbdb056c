import { addWorkingMinutes, workingMinutesBetween } from '../values/business-hours.ts'
import type { Ticket } from './rules.ts'

type Clock = Pick<Ticket, 'due_at' | 'due_minutes_left'>

/** Pure. The clock of a ticket sent now, whose kind has so many working hours until an answer; none for null. */
export const clockFrom = (now: Date, answerHours: number | null): Clock => ({
  due_at: answerHours === null ? null : addWorkingMinutes(now, answerHours * 60).toISOString(),
  due_minutes_left: null,
})

/** Pure. The clock stands still while the writer has to answer, and once a solution was proposed. Twice is once. */
export function stopClock({ due_at, due_minutes_left }: Clock, now: Date): Clock {
  if (due_at === null) return { due_at, due_minutes_left }
  const due = new Date(due_at)
  const left = due > now ? workingMinutesBetween(now, due) : -workingMinutesBetween(due, now)
  return { due_at: null, due_minutes_left: left }
}

/** Pure. It goes on with what was left; one that was late still is. */
export function restartClock({ due_minutes_left: left }: Clock, now: Date): Clock {
  if (left === null) return { due_at: null, due_minutes_left: null }
  const due = left > 0 ? addWorkingMinutes(now, left) : now
  return { due_at: due.toISOString(), due_minutes_left: null }
}

/** Pure. */
export const isLate = ({ due_at, status }: Pick<Ticket, 'due_at' | 'status'>, now: Date): boolean =>
  status === 'open' && due_at !== null && due_at < now.toISOString()

/** So many late ones are counted; a mail says then that there are at least as many. */
export const LATE_COUNTED = 1000
