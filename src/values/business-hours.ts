import { addDays, parisDate, parisMidnight } from './dates.ts'
import { isWorkingDay } from './working-days.ts'

const MINUTE = 60_000
/** "Du lundi au vendredi de 8 h 30 à 18 h 30 (jours ouvrés)", in minutes of the day in Paris. */
const OPENS = 8 * 60 + 30
const CLOSES = 18 * 60 + 30
export const MINUTES_A_DAY = CLOSES - OPENS

/** No working day changes its clock: in Paris that is done on Sundays. */
const minuteOf = (date: string, minutes: number): number => Date.parse(parisMidnight(date)) + minutes * MINUTE

/** When so many working minutes have passed after an instant; with none, the instant or the next opening. */
export function addWorkingMinutes(from: Date, minutes: number): Date {
  let left = minutes * MINUTE
  for (let date = parisDate(from); ; date = addDays(date, 1)) {
    if (!isWorkingDay(date)) continue
    const start = Math.max(from.getTime(), minuteOf(date, OPENS))
    const open = minuteOf(date, CLOSES) - start
    if (open <= 0) continue
    if (left <= open) return new Date(start + left)
    left -= open
  }
}

/** Longer than any ticket waits: counting stops there. */
const LONGEST_DAYS = 1000

/** Whole working minutes from one instant to a later one; 0 when it is not later. */
export function workingMinutesBetween(from: Date, to: Date): number {
  let time = 0
  const last = parisDate(to)
  for (let date = parisDate(from), n = 0; date <= last && n < LONGEST_DAYS; date = addDays(date, 1), n++) {
    if (!isWorkingDay(date)) continue
    const start = Math.max(from.getTime(), minuteOf(date, OPENS))
    const end = Math.min(to.getTime(), minuteOf(date, CLOSES))
    if (end > start) time += end - start
  }
  return Math.floor(time / MINUTE)
}

/** Whether it is a time of working at this instant. */
export function isOpenAt(at: Date): boolean {
  const date = parisDate(at)
  return isWorkingDay(date) && at.getTime() >= minuteOf(date, OPENS) && at.getTime() < minuteOf(date, CLOSES)
}
