import type { Language } from '../act.ts'
import { openingText } from '../livechat/opening-rules.ts'
import { closesAt, type Closure, type Hours, nextOpening, type Period } from '../values/opening-hours.ts'

/** The topic that is answered with the hours of this installation, to visitors too. */
export const HOURS_TOPIC = 'livechat-hours'
/** Closures to come that are named. */
const CLOSURES_NAMED = 3

type Sentences = {
  days: string[]
  until: (time: string) => string
  opens: (when: string) => string
  never: string
  span: (from: string, to: string) => string
  period: (opens: string, closes: string) => string
  and: string
  zone: (zone: string) => string
  holidays: string
  closed: (from: string, until: string, label: string) => string
}
const fr: Sentences = {
  days: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  until: (time) => `Le livechat est ouvert en ce moment, jusqu’à ${time}.`,
  opens: (when) => `Le livechat est fermé en ce moment. Il ouvre ${when}, heure de Paris.`,
  never: 'Le livechat est fermé en ce moment, et sa prochaine ouverture n’est pas fixée.',
  span: (from, to) => (from === to ? `Le ${from}` : `Du ${from} au ${to}`),
  period: (opens, closes) => `de ${opens} à ${closes}`,
  and: ' et ',
  zone: (zone) => (zone === 'Europe/Paris' ? 'heure de Paris' : `heure de ${zone}`),
  holidays: 'sauf les jours fériés',
  closed: (from, until, label) =>
    `Fermé ${from === until ? `le ${from}` : `du ${from} au ${until}`}${label && ` : ${label}`}.`,
}
const en: Sentences = {
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  until: (time) => `The LiveChat is open now, until ${time}.`,
  opens: (when) => `The LiveChat is closed now. It opens on ${when}, Paris time.`,
  never: 'The LiveChat is closed now, and its next opening is not fixed.',
  span: (from, to) => (from === to ? `On ${from}` : `From ${from} to ${to}`),
  period: (opens, closes) => `${opens} to ${closes}`,
  and: ' and ',
  zone: (zone) => (zone === 'Europe/Paris' ? 'Paris time' : `${zone} time`),
  holidays: 'except on public holidays',
  closed: (from, until, label) =>
    `Closed ${from === until ? `on ${from}` : `from ${from} to ${until}`}${label && `: ${label}`}.`,
}
const sentences: Record<Language, Sentences> = { fr, en }

function timeText(minutes: number, language: Language): string {
  const [hour, minute] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, '0')]
  if (language === 'en') return `${hour}:${minute}`
  return minute === '00' ? `${hour}\u00a0h` : `${hour}\u00a0h\u00a0${minute}`
}

function dayText(date: string, language: Language): string {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const text = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' }).format(new Date(date))
  return language === 'fr' ? text.replace(/^1 /, '1er ') : text
}

/** Days in a row with the same periods, by their places in the week. */
function spansOf(periods: Period[], language: Language): { from: number; to: number; text: string }[] {
  const words = sentences[language]
  const spans: { from: number; to: number; text: string }[] = []
  for (let weekday = 1; weekday <= 7; weekday++) {
    const text = periods
      .filter((period) => period.weekday === weekday)
      .toSorted((a, b) => a.opens - b.opens)
      .map(({ opens, closes }) => words.period(timeText(opens, language), timeText(closes, language)))
      .join(words.and)
    const last = spans.at(-1)
    if (text !== '' && last?.to === weekday - 1 && last.text === text) last.to = weekday
    else if (text !== '') spans.push({ from: weekday, to: weekday, text })
  }
  return spans
}

/** Only the first begins the sentence. */
const withCase = (text: string, at: number): string => (at === 0 ? text : text.charAt(0).toLowerCase() + text.slice(1))

function weekText({ periods, zone, holidays }: Hours, language: Language): string[] {
  const words = sentences[language]
  const colon = language === 'fr' ? '\u00a0: ' : ': '
  const dayOf = (weekday: number) => words.days[weekday - 1] ?? ''
  const week = spansOf(periods, language).map(
    ({ from, to, text }, at) => `${withCase(words.span(dayOf(from), dayOf(to)), at)}${colon}${text}`,
  )
  if (week.length === 0) return []
  const limits = [words.zone(zone), ...(holidays === 'none' ? [] : [words.holidays])].join(', ')
  return [`${week.join(language === 'fr' ? '\u00a0; ' : '; ')} (${limits}).`]
}

function nowText(hours: Hours, now: Date, language: Language): string {
  const words = sentences[language]
  const closes = closesAt(hours, now)
  if (closes) {
    const clock = { timeZone: hours.zone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' } as const
    const parts = new Intl.DateTimeFormat('en-GB', clock).formatToParts(closes)
    const number = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0)
    return words.until(timeText(number('hour') * 60 + number('minute'), language))
  }
  const opens = nextOpening(hours, now)
  return opens ? words.opens(openingText(opens.toISOString(), language)) : words.never
}

const closureText = ({ from, until, label }: Closure, language: Language): string =>
  sentences[language].closed(dayText(from, language), dayText(until, language), label)

/** Pure. When advisors answer, as this installation has set it: now, in a week, and the next closures. */
export const hoursSentences = (hours: Hours, now: Date, language: Language): string[] => [
  nowText(hours, now, language),
  ...weekText(hours, language),
  ...hours.closures.slice(0, CLOSURES_NAMED).map((closure) => closureText(closure, language)),
]
