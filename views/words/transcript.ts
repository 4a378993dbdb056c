import type { Language } from '../../src/act.ts'
import { eventIn, type EventReader, eventText } from '../../src/livechat/event-rules.ts'
import type { TranscriptLine } from '../../src/livechat/transcript-rules.ts'
import { livechatWords } from './livechat.ts'

const hours = {
  fr: new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' }),
}

/** For whom a transcript is: the visitor reads "You", others read "User". */
export type TranscriptReader = EventReader

type Line = Omit<TranscriptLine, 'id'>

/** Who said a line, in a word. */
export function whoSaid(
  { side, name }: Pick<Line, 'side' | 'name'>,
  language: Language,
  reader: TranscriptReader,
): string {
  const words = livechatWords[language]
  if (side === 'advisor' && name) return words.advisorNamed(name)
  return (reader === 'visitor' ? words.who : words.whoTold)[side]
}

/** What a line says, in the reader's language as far as it is the product's own words. */
export function whatSaid(
  { kind, text, data }: Pick<Line, 'kind' | 'text' | 'data'>,
  language: Language,
  reader: TranscriptReader,
): string {
  const event = kind === 'event' ? eventIn(data) : null
  if (event) return eventText(event, language, reader)
  return kind === 'file' ? livechatWords[language].file(text) : text
}

type Written = { language: Language; reader: TranscriptReader; most?: number }

/** A conversation as plain text, a line for each message: "[14:32] You: …". When it is longer than `most` letters its beginning is left out, which is said. */
export function transcriptText(lines: Line[], { language, reader, most }: Written): string {
  const colon = language === 'fr' ? '\u00a0: ' : ': '
  const texts = lines.map(
    (line) =>
      `[${hours[language].format(new Date(line.at))}] ${whoSaid(line, language, reader)}${colon}${whatSaid(line, language, reader)}`,
  )
  const whole = texts.join('\n')
  if (most === undefined || whole.length <= most) return whole
  const cut = livechatWords[language].ticketCut
  const kept: string[] = []
  let left = most - cut.length - 1
  for (const text of texts.toReversed()) {
    left -= text.length + 1
    if (left < 0) break
    kept.unshift(text)
  }
  return [cut, ...kept].join('\n')
}
