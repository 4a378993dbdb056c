import type { Language } from '../../src/act.ts'
import { minutesLater } from '../../src/values/dates.ts'

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }
const zones: Record<Language, string> = { fr: 'heure de Paris', en: 'Paris time' }

const perLanguage = (options: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> => ({
  fr: new Intl.DateTimeFormat(locales.fr, options),
  en: new Intl.DateTimeFormat(locales.en, options),
})
const day = perLanguage({ dateStyle: 'long', timeZone: 'Europe/Paris' })
const minute = perLanguage({ dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' })
const civil = perLanguage({ dateStyle: 'long', timeZone: 'UTC' })

/** In French the first of a month, and no other day, is an ordinal. */
const format = (formats: typeof day, date: Date, language: Language): string => {
  const text = formats[language].format(date)
  return language === 'fr' ? text.replace(/^1(?= )/, '1er') : text
}

/** The day of an instant: "3 mars 2026", "1er mars 2026". */
export const dayOf = (instant: string, language: Language): string => format(day, new Date(instant), language)

/** An instant to the minute. The zone is said, since some readers live overseas. */
export const minuteOf = (instant: string, language: Language): string =>
  `${format(minute, new Date(instant), language)} (${zones[language]})`

/** A civil date, `YYYY-MM-DD`, in words. */
export const civilDay = (date: string, language: Language): string =>
  format(civil, new Date(`${date}T00:00:00Z`), language)

/** When a link that was made with the mail stops working. */
export const linkDeadline = (made: { enqueuedAt: string; minutes: number }, language: Language): string =>
  minuteOf(minutesLater(new Date(made.enqueuedAt), made.minutes), language)
