import { LATE_COUNTED } from '../../src/tickets/due-rules.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { ticketMailWords } from '../words/mails-tickets.ts'
import { facts, link, paragraph } from './content.ts'
import type { MailView } from './view.ts'

/** How many late tickets the reader has, and how many of the reader's desks nobody has. */
export type TicketLateData = { own: number; free: number }

/** Once a day, to whoever processes tickets, as long as some are late. */
export const ticketLateMail: MailView<TicketLateData> = ({ own, free }, words) => {
  const { late } = ticketMailWords[words.language]
  const counted = (n: number) => (n >= LATE_COUNTED ? late.atLeast(LATE_COUNTED) : String(n))
  const total = own + free
  const subject = late.subject(counted(total), total > 1)
  const list = (query: Record<string, string>) => withQuery(paths.tickets, { ...query, late: '1' })
  return {
    subject,
    heading: subject,
    blocks: [
      paragraph(words.hello),
      paragraph(late.body),
      facts([late.own, counted(own)], [late.free, counted(free)]),
      ...(own > 0 ? [link(late.seeOwn, list({ tab: 'mine' }))] : []),
      ...(free > 0 ? [link(late.seeFree, list({ assignee: 'nobody' }))] : []),
    ],
  }
}
