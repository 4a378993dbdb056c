import type { Language } from '../../src/act.ts'
import type { Answer } from '../../src/assistant/rules.ts'
import { type DrawnStep, isOutcome } from '../../src/assistant/scenario-rules.ts'
import type { Message } from '../../src/livechat/conversation-rules.ts'
import { useScene } from '../layout/scene.ts'

const KINDS = ['article', 'own-data', 'suggestions', 'unknown', 'handover', 'scenario']

/** The answer that a line holds; null for a line that is none. What was said stays as it was when it was said. */
export function readAnswer({ kind, data }: Pick<Message, 'kind' | 'data'>): Answer | null {
  if (kind !== 'answer' || typeof data !== 'object' || data === null || !('answer' in data)) return null
  return KINDS.includes(String(data.answer)) ? (data as Answer) : null
}

/** The language of what was said, where it is not the page's own: foreign words are marked, the buttons around them not. */
export function useForeign(message: Pick<Message, 'data'>): Language | undefined {
  const language = languageIn(message)
  return language !== null && language !== useScene().language ? language : undefined
}

/** The language that the assistant answered in. */
function languageIn({ data }: Pick<Message, 'data'>): Language | null {
  const language = typeof data === 'object' && data !== null && 'language' in data ? data.language : null
  return language === 'fr' || language === 'en' ? language : null
}

/** What tells from outside which answer it is. */
export function attributesOf(answer: Answer | null): Record<`data-${string}`, string> {
  if (!answer) return {}
  const kind = { 'data-answer': answer.answer }
  switch (answer.answer) {
    case 'article':
    case 'own-data':
      return { ...kind, 'data-article': answer.slug }
    case 'suggestions':
      return { ...kind, 'data-suggestions': answer.topics.map(({ slug }) => slug).join(' ') }
    case 'scenario':
      return { ...kind, 'data-scenario': answer.scenario }
    case 'handover':
      // Whoever asks for a person gets what the article on that tells.
      return answer.because === 'asked' ? { ...kind, 'data-article': 'agent-contact' } : kind
    case 'unknown':
      return kind
  }
}

/** By what name an answer is told from the others: an article's title, else what was said. */
export function nameOf(answer: Answer, { text }: Pick<Message, 'text'>): string {
  if (answer.answer === 'article' || answer.answer === 'own-data') return answer.title
  return answer.answer === 'suggestions' ? answer.topics.map(({ title }) => title).join(', ') : text
}

/** Whether an answer can be rated: not a word of courtesy, nor an offer, nor a step that asks for something and goes on. */
export function isRated(answer: Answer): boolean {
  if (answer.answer === 'unknown') return answer.why === 'not-found'
  if (answer.answer === 'scenario') return isOutcome((answer.step ?? {}) as Partial<DrawnStep>)
  return answer.answer !== 'handover'
}
