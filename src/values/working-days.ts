import { addDays } from './dates.ts'

/** Public holidays on the same day every year, `MM-DD` (Code du travail, art. L3133-1). */
const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']
/** Days after Easter Sunday: Easter Monday, Ascension, Whit Monday. */
const AFTER_EASTER = [1, 39, 50]

/** Easter Sunday of a Gregorian year, `YYYY-MM-DD` (the anonymous algorithm as Butcher gives it). */
export function easterSunday(year: number): string {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const moonCorrection =
    century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + moonCorrection + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * late + 114
  return `${year}-${String(Math.floor(days / 31)).padStart(2, '0')}-${String((days % 31) + 1).padStart(2, '0')}`
}

/** Public holidays of metropolitan France in a year, `YYYY-MM-DD`. */
export function publicHolidays(year: number): string[] {
  const easter = easterSunday(year)
  return [...FIXED.map((day) => `${year}-${day}`), ...AFTER_EASTER.map((days) => addDays(easter, days))].toSorted()
}

/** Monday to Friday, public holidays left out. Takes a civil date `YYYY-MM-DD`. */
export function isWorkingDay(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !publicHolidays(Number(date.slice(0, 4))).includes(date)
}

/** Counting stops after this many calendar days: what took longer is long enough. */
const LONGEST = 366

/** Working days after the first civil date, up to and with the second: 0 within one day, 1 from Friday to Monday. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0
  for (let day = addDays(from, 1), n = 0; day <= to && n < LONGEST; day = addDays(day, 1), n++)
    if (isWorkingDay(day)) count++
  return count
}

/** The middle value; of an even number of them the lower of the two in the middle. Undefined for none. */
export const median = (values: number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]
