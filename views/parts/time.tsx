import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Language } from '../../src/act.ts'
import { parisDate } from '../../src/values/dates.ts'
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
type Day = { text: string; drawn: Child }
const kept = new Map<string, Day>()

/** In French the first of a month, and no other day, is an ordinal. */
const firstAsOrdinal = (text: string, language: Language): string =>
  language === 'fr' && text.startsWith('1 ') ? `1er${text.slice(1)}` : text

/** Formatting a date costs more than the rest of its table cell: each is kept by its hour, which in Paris lies within one day. */
function dayOf(at: string, language: Language): Day {
  const key = language + at.slice(0, 13)
  const known = kept.get(key)
  if (known) return known
  const date = new Date(at.length === 10 ? `${at}T12:00:00Z` : at)
  const text = firstAsOrdinal(days[language].format(date), language)
  const day = { text, drawn: html`<time datetime="${parisDate(date)}">${text}</time>` }
  if (kept.size >= KEPT) kept.clear()
  kept.set(key, day)
  return day
}

/** An instant or a civil date as words: "18 nov. 2026", with `precise` also the minute. Paris time. */
export const dateText = (at: string, language: Language, precise = false): string =>
  precise && at.length > 10
    ? firstAsOrdinal(minutes[language].format(new Date(at)), language)
    : dayOf(at, language).text

/** The time of day in Paris: "14:30". */
export const hourText = (at: string, language: Language): string => hours[language].format(new Date(at))

/** A number with the language's separators. */
export const numberText = (value: number, language: Language): string => numbers[language].format(value)

/** An instant or civil date that machines can read too, as far as it is shown: the day or, with `precise`, the minute. */
export function Time({ at, precise = false }: { at: string; precise?: boolean }) {
  const { language } = useScene()
  if (!precise || at.length <= 10) return dayOf(at, language).drawn
  return html`<time datetime="${at.slice(0, 16)}Z">${dateText(at, language, true)}</time>`
}
