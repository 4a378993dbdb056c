import type { Hours, HolidayCalendar, Period } from '../values/opening-hours.ts'

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
export const CALENDARS = ['france', 'alsace_moselle', 'none'] as const satisfies HolidayCalendar[]
/** More periods than anybody works in a day. */
const PERIODS_A_DAY = 6

/** What the form sets; one-off closures are added and removed one by one. */
export type HoursInput = { periods: Period[]; zone: string; holidays: HolidayCalendar; vanishedAfter: number }
export type HoursRefusal = 'not-found'
/** What may be wrong with a field of the two forms. */
export type HoursProblem =
  | 'periods-wrong'
  | 'zone-wrong'
  | 'holidays-missing'
  | 'vanished-wrong'
  | 'date-wrong'
  | 'until-before'
  | 'label-long'

const TIME = /^(\d{1,2})(?:\s*(?:h|:|\.)\s*(\d{2})?)?$/i

/** Minutes of the day of "8:30", "8h30", "8 h", "18"; null for what is no time. 24:00 is the end of the day. */
export function minutesIn(typed: string): number | null {
  const [, hours, minutes = '0'] = TIME.exec(typed.trim()) ?? []
  if (hours === undefined) return null
  const all = Number(hours) * 60 + Number(minutes)
  return Number(minutes) < 60 && all <= 1440 ? all : null
}

/** Pure. "8:30-12:00, 13:30-18:30" as the periods of a weekday, in order; null when a part is none, or two overlap. */
export function periodsIn(typed: string, weekday: number): Period[] | null {
  const parts = typed
    .split(/[,;]|\bet\b|\band\b/)
    .map((part) => part.trim())
    .filter(Boolean)
  const periods = parts.map((part): Period | null => {
    const [from = '', until = '', ...rest] = part.split(/\s*(?:-|–|—|à|\bto\b)\s*/)
    const [opens, closes] = [minutesIn(from), minutesIn(until)]
    if (rest.length > 0 || opens === null || closes === null || opens >= closes) return null
    return { weekday, opens, closes }
  })
  const found = periods.filter((period) => period !== null).toSorted((a, b) => a.opens - b.opens)
  if (found.length < parts.length || found.length > PERIODS_A_DAY) return null
  return found.every(({ opens }, at) => at === 0 || opens >= (found[at - 1]?.closes ?? 0)) ? found : null
}

const timeOf = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

/** Pure. The periods of a weekday as they are typed: "8:30-12:00, 13:30-18:30"; empty when closed. */
export const periodsText = (periods: Period[], weekday: number): string =>
  periods
    .filter((period) => period.weekday === weekday)
    .toSorted((a, b) => a.opens - b.opens)
    .map(({ opens, closes }) => `${timeOf(opens)}-${timeOf(closes)}`)
    .join(', ')

/** Pure. Hours as the history keeps them. */
export const toldHours = ({ periods, zone, holidays }: Pick<Hours, 'periods' | 'zone' | 'holidays'>) => ({
  hours: WEEKDAYS.map((weekday) => `${weekday}: ${periodsText(periods, weekday)}`),
  zone,
  holidays,
})
