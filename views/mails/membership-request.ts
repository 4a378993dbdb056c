import type { MailWords } from '../words/mails.ts'

/** What all mails about one request tell. `services` is null when the whole structure is meant. */
export type AboutRequest = { requestId: number; structure: string; identifier: string; services: string[] | null }

/** The reference and the structure come first: they are what a mailbox is sorted and searched by. */
export const requestSubject = (about: AboutRequest, words: MailWords, what: string): string =>
  `${words.requestNumber(about.requestId)} – ${words.colon(about.structure)} ${what}`

export const requestFacts = (about: AboutRequest, words: MailWords): [label: string, value: string][] => [
  [words.structure, about.structure],
  [words.identifier, about.identifier],
  [words.services, about.services === null ? words.wholeStructure : about.services.join(', ')],
]
