import type { Language } from '../act.ts'
import { openingText } from '../livechat/opening-rules.ts'
import { plainTextOf } from './markdown-rules.ts'
import type { Answer, HandoverReason, UnknownReason } from './rules.ts'

type Replies = {
  unknown: Record<UnknownReason, string>
  suggestions: string
  handover: Record<HandoverReason, string>
  open: string
  nobodyHere: string
  opens: (when: string) => string
  closed: string
}

const fr: Replies = {
  unknown: {
    'not-found':
      'Je ne connais pas la réponse à cette question. Posez-la autrement : une phrase complète et courte, un sujet à la fois.',
    empty: 'Vous n’avez rien écrit. Posez votre question en une phrase, ou choisissez un sujet.',
    insult: 'Je regrette de ne pas vous aider comme il faudrait. Dites-moi ce qui vous bloque, ou demandez un agent.',
    greeting: 'Bonjour ! Quelle est votre question ?',
    thanks: 'Je vous en prie. Avez-vous une autre question ?',
    listening: 'Je vous écoute. Posez votre question en une phrase complète et courte.',
  },
  suggestions: 'Je ne sais pas si j’ai bien compris. Votre question porte-t-elle sur l’un de ces sujets ?',
  handover: {
    asked: '',
    misunderstood: 'Je ne vous ai pas compris deux fois de suite, un conseiller le pourra.',
    disliked: 'Je regrette que ma réponse ne vous ait pas aidé.',
    scenario: '',
  },
  open: 'Un conseiller du support peut vous répondre par écrit maintenant. Il lira cette conversation.',
  nobodyHere:
    'Le livechat est ouvert, mais aucun conseiller n’est encore à son poste. Écrivez une sollicitation : cette conversation y est déjà reprise. Vous pouvez aussi attendre un conseiller.',
  opens: (when) =>
    `Les conseillers ne répondent pas en ce moment. Le livechat ouvre ${when}. D’ici là, écrivez une sollicitation : cette conversation y est déjà reprise.`,
  closed:
    'Les conseillers ne répondent pas en ce moment. Écrivez une sollicitation : cette conversation y est déjà reprise.',
}
const en: Replies = {
  unknown: {
    'not-found':
      'I do not know the answer to this question. Put it in other words: one complete, short sentence, one subject at a time.',
    empty: 'You have not written anything. Ask your question in one sentence, or choose a subject.',
    insult: 'I am sorry that I do not help as I should. Tell me what is in your way, or call an agent.',
    greeting: 'Hello! What is your question?',
    thanks: 'You are welcome. Do you have another question?',
    listening: 'I am listening. Ask your question in one complete, short sentence.',
  },
  suggestions: 'I am not sure that I understood. Is your question about one of these subjects?',
  handover: {
    asked: '',
    misunderstood: 'I have misunderstood you twice in a row; an advisor will understand.',
    disliked: 'I am sorry that my answer did not help you.',
    scenario: '',
  },
  open: 'A support advisor can answer you in writing now, and will read this conversation.',
  nobodyHere:
    'The LiveChat is open, but no advisor is at the desk yet. Write a request: this conversation is already in it. You can also wait for an advisor.',
  opens: (when) =>
    `The advisors are not answering at the moment. The LiveChat opens on ${when}. Until then, write a request: this conversation is already in it.`,
  closed: 'The advisors are not answering at the moment. Write a request: this conversation is already in it.',
}
const replies: Record<Language, Replies> = { fr, en }

/** How the livechat stands: `opensAt` is null when no opening is planned, `isStaffed` when an advisor is at the desk. */
export type Hours = { isOpen: boolean; opensAt: string | null; isStaffed?: boolean }

/** Pure. The offer of a person in words; it says when the livechat opens, if it is closed. */
export function handoverText(because: HandoverReason, hours: Hours, language: Language): string {
  const { handover, open, nobodyHere, opens, closed } = replies[language]
  const here = hours.isStaffed === false ? nobodyHere : open
  const then = hours.isOpen ? here : hours.opensAt ? opens(openingText(hours.opensAt, language)) : closed
  return [handover[because], then].filter(Boolean).join(' ')
}

type Canned = Extract<Answer, { answer: 'unknown' | 'suggestions' | 'article' | 'own-data' }>

const topicText = ({ title, body }: { title: string; body: string }) => `${title}\n\n${plainTextOf(body)}`

/** Pure. What an answer says in plain words: for transcripts, advisors and tickets. */
export function answerText(answer: Canned, language: Language): string {
  switch (answer.answer) {
    case 'unknown':
      return replies[language].unknown[answer.why]
    case 'suggestions':
      return [replies[language].suggestions, ...answer.topics.map(({ title }) => `– ${title}`)].join('\n')
    case 'article':
      return [...(answer.told ?? []), topicText({ ...answer, body: answer.rephrased ?? answer.body })].join('\n')
    case 'own-data':
      return [...answer.facts.map(({ text }) => text), '', topicText(answer)].join('\n')
  }
}
