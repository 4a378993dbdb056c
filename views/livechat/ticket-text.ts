import type { Language } from '../../src/act.ts'
import type { TranscriptLine } from '../../src/livechat/transcript-rules.ts'
import { nameOf, readAnswer } from '../assistant/answer-data.ts'
import { dateText } from '../parts/time.tsx'
import { livechatWords } from '../words/livechat.ts'
import { transcriptText } from '../words/transcript.ts'

const DAY_MS = 24 * 3_600_000
type Line = Omit<TranscriptLine, 'id'>

/**
 * Pure. What a ticket begins with, in at most so many letters: what people wrote in the last day of a conversation, whole,
 * and of the assistant's answers what they were about. An agent knows the articles.
 */
export function ticketText(lines: Line[], { language, most }: { language: Language; most: number }): string {
  const kept = ofLastDay(lines).flatMap(shortened)
  const [first] = kept
  if (!first) return ''
  const intro = livechatWords[language].ticketIntro(dateText(first.at, language))
  const text = transcriptText(kept, { language, reader: 'others', most: most - intro.length - 1 })
  return `${intro}\n${text}`
}

function ofLastDay(lines: Line[]): Line[] {
  const since = Date.parse(lines.at(-1)?.at ?? '') - DAY_MS
  return lines.filter(({ at }) => Date.parse(at) >= since)
}

/** Neither what happened, nor a word of courtesy, nor that a person was offered. */
function shortened(line: Line): Line[] {
  if (line.kind === 'event') return []
  if (line.kind !== 'answer') return [line]
  const answer = readAnswer(line)
  if (answer?.answer === 'handover' || answer?.answer === 'unknown') return []
  const name = answer ? nameOf(answer, line) : line.text
  return [{ ...line, text: name.split('\n')[0] ?? '' }]
}
