import { paths } from '../../src/urls.ts'
import type { MailWords } from '../words/mails.ts'
import { type WaitingCounts, waitingMailWords } from '../words/mails-waiting.ts'
import { facts, link, type MailBlock, paragraph } from './content.ts'
import { dayOf } from './dates.ts'

type WaitingRow = { requester: string; structure: string; at: string; kind?: 'membership' | 'subscription' }

/**
 * The oldest requests that wait, and how many there are in all. `at` is the instant of asking. Mails that were enqueued
 * before there were subscription requests say no `kind` and no `subscriptions`: theirs are all membership requests.
 */
export type WaitingRequestsData = { rows: WaitingRow[]; total: number; subscriptions?: number }

/** How many of each kind. */
export const countsOf = ({ total, subscriptions = 0 }: WaitingRequestsData): WaitingCounts => ({
  memberships: total - subscriptions,
  subscriptions,
})

function askedText({ structure, at, kind }: WaitingRow, words: MailWords): string {
  const own = waitingMailWords[words.language]
  const day = dayOf(at, words.language)
  if (kind === undefined) return words.askedOn(structure, day)
  return kind === 'membership' ? own.askedMembership(structure, day) : own.askedSubscription(structure, day)
}

/** The oldest by name, the others by number, and the way to each queue that holds some. */
export function waitingRequests(data: WaitingRequestsData, words: MailWords): MailBlock[] {
  const { memberships, subscriptions } = countsOf(data)
  const others = data.total - data.rows.length
  const { seeSubscriptions } = waitingMailWords[words.language]
  return [
    facts(...data.rows.map((row): [string, string] => [row.requester, askedText(row, words)])),
    ...(others > 0 ? [paragraph(words.others(others))] : []),
    ...(memberships > 0 ? [link(words.seeRequests, paths.membershipRequests)] : []),
    ...(subscriptions > 0 ? [link(seeSubscriptions, paths.subscriptionRequests)] : []),
    link(words.chooseMails, paths.account),
  ]
}
