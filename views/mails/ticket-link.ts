import { paths, url } from '../../src/urls.ts'
import { ticketLinkMailWords } from '../words/mails-ticket-link.ts'
import { facts, link, paragraph } from './content.ts'
import type { MailView } from './view.ts'

/**
 * `secret` is the token of the link; null once it was erased. The number says which ticket: whether the address is that of
 * who wrote the other words is not known.
 */
export type TicketLinkData = { number: string; secret: string | null }

export const ticketLinkMail: MailView<TicketLinkData> = ({ number, secret }, words) => {
  const own = ticketLinkMailWords[words.language]
  const title = `${number} – ${own.subject}`
  return {
    subject: title,
    heading: title,
    blocks: [
      paragraph(words.hello),
      paragraph(own.body),
      facts([own.number, number]),
      link(own.link, url(paths.guestTicket, { token: secret ?? '…' })),
      paragraph(own.ownLink),
      paragraph(words.ignore),
    ],
  }
}
