import type { Language } from '../act.ts'

const format = (locale: string) =>
  new Intl.DateTimeFormat(locale, {
    timeZone: 'Europe/Paris',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  })
const formats: Record<Language, Intl.DateTimeFormat> = { fr: format('fr-FR'), en: format('en-GB') }

/** Pure. When advisors answer again, in words and Paris time: "lundi 23 novembre à 8 h 30", "Monday 23 November at 8:30". */
export function openingText(opensAt: string, language: Language): string {
  const parts = formats[language].formatToParts(new Date(opensAt))
  const {
    weekday,
    day,
    month,
    hour,
    minute = '00',
  } = Object.fromEntries(parts.map(({ type, value }): [string, string] => [type, value]))
  const hours = String(Number(hour))
  if (language === 'en') return `${weekday} ${day} ${month} at ${hours}:${minute}`
  const time = minute === '00' ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${minute}`
  return `${weekday} ${day === '1' ? '1er' : day} ${month} à ${time}`
}
