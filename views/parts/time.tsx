import type { Language } from '../../src/act.ts'
import { useScene } from '../layout/scene.ts'

const zone = 'Europe/Paris'
const locale = { fr: 'fr-FR', en: 'en-GB' } as const
const make = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale[language], { timeZone: zone, ...options })
const both = (options: Intl.DateTimeFormatOptions) => ({ fr: make('fr', options), en: make('en', options) })
const days = both({ day: 'numeric', month: 'short', year: 'numeric' })
const minutes = both({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
const hours = both({ hour: '2-digit', minute: '2-digit' })
const numbers = { fr: new Intl.NumberFormat('fr-FR'), en: new Intl.NumberFormat('en-GB') }

const KEPT = 2000
const kept = new Map<string, string>()

/** Formatting a date costs more than the rest of its table cell: each is kept by its hour, which in Paris lies within one day. */
function dayText(at: string, language: Language): string {
  const key = language + at.slice(0, 13)
  const known = kept.get(key)
  if (known !== undefined) return known
  const text = days[language].format(new Date(at.length === 10 ? `${at}T12:00:00Z` : at))
  if (kept.size >= KEPT) kept.clear()
  kept.set(key, text)
  return text
}

/** An instant or a civil date as words: "18 nov. 2026", with `precise` also the minute. Paris time. */
export const dateText = (at: string, language: Language, precise = false): string =>
  precise && at.length > 10 ? minutes[language].format(new Date(at)) : dayText(at, language)

/** The time of day in Paris: "14:30". */
export const hourText = (at: string, language: Language): string => hours[language].format(new Date(at))

/** A number with the language's separators. */
export const numberText = (value: number, language: Language): string => numbers[language].format(value)

/** To the minute: nobody is shown more, and a long list weighs less. */
const machineText = (at: string): string => (at.length === 10 ? at : `${at.slice(0, 16)}Z`)

/** An instant or civil date that machines can read too. `precise` shows the minute. */
export const Time = ({ at, precise = false }: { at: string; precise?: boolean }) => (
  <time datetime={machineText(at)}>{dateText(at, useScene().language, precise)}</time>
)
