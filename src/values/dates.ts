const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' })

/** The civil date in France at an instant, `YYYY-MM-DD`. */
export const parisDate = (instant: Date): string => paris.format(instant)

const parisHour = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
})

/**
 * Tells instants, as the database keeps them, in French time: `YYYY-MM-DD HH:MM`, which spreadsheets of every country read
 * as a date and sort. For many of them in a row: each hour is worked out once.
 */
export function parisClock(): (instant: string) => string {
  const hours = new Map<string, string>()
  return (instant) => {
    const hour = instant.slice(0, 13)
    const told = hours.get(hour) ?? parisHour.format(new Date(`${hour}:00:00Z`))
    hours.set(hour, told)
    // France has been whole hours from UTC since 1911.
    return told + instant.slice(13, 16)
  }
}

/** `YYYY-MM-DD` plus some days. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** An instant some minutes later, as the database keeps it. */
export const minutesLater = (instant: Date, minutes: number): string =>
  new Date(instant.getTime() + minutes * 60_000).toISOString()

/** The instant at which a civil date (plus some days) begins in France; before 1911 UTC's midnight, minutes away. */
export function parisMidnight(date: string, plusDays = 0): string {
  const day = addDays(date, plusDays)
  // Paris is one or two hours ahead of UTC: the midnight is the one of both whose Paris date begins there.
  for (const hours of [2, 1]) {
    const at = new Date(Date.parse(`${day}T00:00:00Z`) - hours * 3_600_000)
    if (parisDate(at) === day) return at.toISOString()
  }
  // Until 1940 it was not ahead in winter.
  return `${day}T00:00:00.000Z`
}

/** A civil date as typed or picked (`YYYY-MM-DD` or `DD/MM/YYYY`) from 1900 to 2100, or null when it is none. */
export function civilDate(typed: string): string | null {
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed.trim())
  const text = french ? `${french[3]}-${french[2]?.padStart(2, '0')}-${french[1]?.padStart(2, '0')}` : typed.trim()
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900' || text >= '2101') return null
  const at = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : text
}
