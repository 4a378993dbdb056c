import { addDays } from './dates.ts'
import { easterSunday, publicHolidays } from './working-days.ts'

/** Minutes of the day; weekday 1 is Monday. 1440 closes at midnight. */
export type Period = { weekday: number; opens: number; closes: number }
/** Civil dates, both included. */
export type Closure = { from: string; until: string; label: string }
export type HolidayCalendar = 'france' | 'alsace_moselle' | 'none'
/** When somebody answers: weekly periods by the clock on the wall of `zone`, less public holidays and one-off closures. */
export type Hours = { zone: string; periods: Period[]; holidays: HolidayCalendar; closures: Closure[] }

const MINUTE = 60_000
/** An opening further away than this is none. */
const LONGEST_DAYS = 400

const clocks = new Map<string, Intl.DateTimeFormat>()
function clockOf(zone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' })
  clocks.set(zone, clock)
  return clock
}

/** Whether a text names a time zone, `Europe/Paris`. */
export function isZone(text: string): boolean {
  try {
    return clockOf(text).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** What the clock on the wall says: the civil date, and the minutes of the day with their fraction. */
function wallOf(zone: string, at: Date): { date: string; minutes: number } {
  const [date = '', time = ''] = clockOf(zone).format(at).split(' ')
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return { date, minutes: hours * 60 + minutes + (seconds + at.getUTCMilliseconds() / 1000) / 60 }
}

/**
 * The instant at which the clock on the wall shows a time of a day: of a time that comes twice the first; of one that is
 * skipped, the moment when it is.
 */
function instantOf(zone: string, date: string, minutes: number): Date {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE
  const offsets = [-24, 24].map((hours) => offsetAt(zone, new Date(wanted + hours * 60 * MINUTE)))
  const [before = 0, after = 0] = offsets
  for (const offset of offsets) {
    const at = new Date(wanted - offset)
    if (offsetAt(zone, at) === offset) return at
  }
  return new Date(wanted - Math.min(before, after))
}

/** Milliseconds by which a zone is ahead of UTC. */
function offsetAt(zone: string, at: Date): number {
  const { date, minutes } = wallOf(zone, at)
  return Math.round(Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE - at.getTime())
}

const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7

/** Public holidays of a calendar in a year. Alsace and Moselle have two more (Code du travail, art. L3134-13). */
export function holidaysOf(calendar: HolidayCalendar, year: number): string[] {
  if (calendar === 'none') return []
  if (calendar === 'france') return publicHolidays(year)
  return [...publicHolidays(year), addDays(easterSunday(year), -2), `${year}-12-26`].toSorted()
}

/** The periods of a civil date, in order: none on a public holiday or while closed. */
export function periodsOn({ periods, holidays, closures }: Hours, date: string): Period[] {
  const isClosed =
    holidaysOf(holidays, Number(date.slice(0, 4))).includes(date) ||
    closures.some(({ from, until }) => from <= date && date <= until)
  if (isClosed) return []
  return periods.filter(({ weekday }) => weekday === weekdayOf(date)).toSorted((a, b) => a.opens - b.opens)
}

const periodAt = (hours: Hours, at: Date): { date: string; period: Period } | undefined => {
  const { date, minutes } = wallOf(hours.zone, at)
  const period = periodsOn(hours, date).find(({ opens, closes }) => opens <= minutes && minutes < closes)
  return period && { date, period }
}

export const isOpen = (hours: Hours, at: Date): boolean => periodAt(hours, at) !== undefined

/** When the period that runs ends; null while closed. */
export function closesAt(hours: Hours, at: Date): Date | null {
  const found = periodAt(hours, at)
  return found ? instantOf(hours.zone, found.date, found.period.closes) : null
}

/** The first instant after this one at which a period begins; null when none does within a year. */
export function nextOpening(hours: Hours, at: Date): Date | null {
  if (hours.periods.length === 0) return null
  const { date } = wallOf(hours.zone, at)
  for (let days = 0; days <= LONGEST_DAYS; days++) {
    const day = addDays(date, days)
    const next = periodsOn(hours, day)
      .map(({ opens }) => instantOf(hours.zone, day, opens))
      .find((opening) => opening > at)
    if (next) return next
  }
  return null
}
