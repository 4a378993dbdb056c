import { paths } from '../../src/urls.ts'
import type { MailWords } from '../words/mails.ts'
import { facts, link, type MailBlock, paragraph } from './content.ts'
import { dayOf } from './dates.ts'

/** The oldest requests that wait, and how many there are in all. `at` is the instant of asking. */
export type WaitingRequestsData = { rows: { requester: string; structure: string; at: string }[]; total: number }

export function waitingRequests(data: WaitingRequestsData, words: MailWords): MailBlock[] {
  const rows = data.rows.map(({ requester, structure, at }): [string, string] => [
    requester,
    words.askedOn(structure, dayOf(at, words.language)),
  ])
  const others = data.total - data.rows.length
  return [
    facts(...rows),
    ...(others > 0 ? [paragraph(words.others(others))] : []),
    link(words.seeRequests, paths.membershipRequests),
    link(words.chooseMails, paths.account),
  ]
}
