import type { Language } from '../act.ts'
import type { ChatEvent } from './rules.ts'

type Said<E extends ChatEvent['event']> = (event: Extract<ChatEvent, { event: E }>) => string
type EventWords = { [E in ChatEvent['event']]: Said<E> }

const fr: EventWords = {
  asked: () => 'Vous avez demandé un conseiller.',
  joined: ({ name }) => `Un conseiller a rejoint la conversation : ${name}.`,
  handed: ({ from, to }) => `${from} a confié la conversation à ${to}.`,
  vanished: () =>
    'Le conseiller a été déconnecté. Rien n’est perdu : vous êtes de nouveau en tête de la file d’attente, un autre conseiller va prendre le relais.',
  ended: ({ by, why }) => {
    if (why === 'closed')
      return 'Les conseillers ont terminé leur journée avant de pouvoir vous répondre. Nous en sommes désolés : saisissez une sollicitation, vos messages y seront repris.'
    if (why === 'gone') return 'La demande a été close : la page est restée longtemps fermée.'
    return by === 'visitor'
      ? 'La conversation a été terminée par l’usager.'
      : 'Le conseiller a terminé la conversation.'
  },
  ticket: ({ number }) => `Un ticket a été créé : ${number}.`,
}

const en: EventWords = {
  asked: () => 'You asked for an advisor.',
  joined: ({ name }) => `An advisor has joined the conversation: ${name}.`,
  handed: ({ from, to }) => `${from} handed the conversation to ${to}.`,
  vanished: () =>
    'The advisor was disconnected. Nothing is lost: you are first in the queue again and another advisor will take over.',
  ended: ({ by, why }) => {
    if (why === 'closed')
      return 'The advisors finished their day before they could answer you. We are sorry: write an input request, your messages will be in it.'
    if (why === 'gone') return 'The request was closed: the page had not been open for a long time.'
    return by === 'visitor' ? 'The user ended the conversation.' : 'The advisor ended the conversation.'
  },
  ticket: ({ number }) => `A ticket was created: ${number}.`,
}

const words: Record<Language, EventWords> = { fr, en }

/** The same for whoever is not the visitor, where that has other words. */
const told: Record<Language, Partial<EventWords>> = {
  fr: {
    asked: () => 'L’usager a demandé un conseiller.',
    vanished: () => 'Le conseiller a été déconnecté : la conversation est revenue en tête de la file d’attente.',
    ended: ({ by, why }) => {
      if (why === 'closed') return 'La journée des conseillers s’est terminée avant une réponse.'
      return why === 'gone' ? 'La page de l’usager est restée longtemps fermée.' : fr.ended({ event: 'ended', by })
    },
  },
  en: {
    asked: () => 'The user asked for an advisor.',
    vanished: () => 'The advisor was disconnected: the chat is at the head of the queue again.',
    ended: ({ by, why }) => {
      if (why === 'closed') return 'The advisors’ day was over before an answer.'
      return why === 'gone' ? 'The user’s page had been closed for a long time.' : en.ended({ event: 'ended', by })
    },
  },
}

/** For whom a line is written: the visitor is addressed, others are told. */
export type EventReader = 'visitor' | 'others'

/** Pure. What happened, as plain words of a language: kept beside the event, and drawn anew in the reader's. */
export function eventText(event: ChatEvent, language: Language, reader: EventReader = 'visitor'): string {
  const said = { ...words[language], ...(reader === 'others' && told[language]) }[event.event]
  return (said as (event: ChatEvent) => string)(event)
}

/** Pure. The event of a message of kind 'event', or null for what is none. */
export const eventIn = (data: unknown): ChatEvent | null =>
  typeof data === 'object' && data !== null && 'event' in data && String(data.event) in fr ? (data as ChatEvent) : null
