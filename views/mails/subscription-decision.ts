import type { Access, Space } from '../../src/act.ts'
import type { MailWords } from '../words/mails.ts'
import { subscriptionDecisionMailWords } from '../words/mails-subscription-decisions.ts'
import { spaceWords } from '../words/spaces.ts'

/** What both answers tell. `decidedBy` names the structure whose manager decided: a side, not a person. `service` null: all of the member's. */
export type AboutSubscriptions = {
  requestId: number
  structure: string
  identifier: string
  decidedBy: string
  origin: 'member' | 'structure'
  spaces: { space: Space; access: Access; service: string | null }[]
}

/** The reference and the structure come first: they are what a mailbox is sorted and searched by. */
export const subscriptionSubject = (about: AboutSubscriptions, words: MailWords, what: string): string =>
  `${words.requestNumber(about.requestId)} – ${words.colon(about.structure)} ${what}`

/** The structure, each space with its access and scope, and who decided. */
export function subscriptionFacts(about: AboutSubscriptions, words: MailWords): [label: string, value: string][] {
  const own = subscriptionDecisionMailWords[words.language]
  const spaces = spaceWords[words.language]
  return [
    [words.structure, about.structure],
    [words.identifier, about.identifier],
    ...about.spaces.map(({ space, access, service }): [string, string] => [
      spaces.names[space],
      `${spaces.accesses[access]}, ${service === null ? own.allServices : own.service(service)}`,
    ]),
    [words.decidedBy, words.managersOf(about.decidedBy)],
  ]
}
