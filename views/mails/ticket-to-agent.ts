import { paths } from '../../src/urls.ts'
import { ticketMailWords } from '../words/mails-tickets.ts'
import { link, paragraph, quote } from './content.ts'
import { ticketMail, type ToAgent, type ToWriter } from './ticket-content.ts'
import type { MailView } from './view.ts'

/** The text is why it was transferred, if it was. `by` is null when the platform did it. */
export type TicketGivenData = ToAgent & { description: string; by: string | null }

/** To those of a desk who want to know of each ticket. */
export const ticketArrivedMail: MailView<TicketGivenData> = (data, words) => {
  const own = ticketMailWords[words.language]
  const mail = ticketMail(data, words, {
    what: own.arrived.subject,
    body: own.arrived.body,
    blocks: [...quote(own.transferred.text, data.text), ...quote(own.description, data.description)],
    link: own.process,
  })
  return { ...mail, blocks: [...mail.blocks, link(own.chooseMails, paths.accountPreferences)] }
}

/** To the agent whom another put in charge. */
export const ticketAssignedMail: MailView<TicketGivenData> = (data, words) => {
  const own = ticketMailWords[words.language]
  return ticketMail(data, words, {
    what: own.assigned.subject,
    body: data.by === null ? own.assigned.body : own.assigned.bodyBy(data.by),
    blocks: [...quote(own.assigned.text, data.text), ...quote(own.description, data.description)],
    link: own.process,
  })
}

/** To the agent in charge: the writer has answered. */
export const ticketAnsweredMail: MailView<ToAgent> = (data, words) => {
  const own = ticketMailWords[words.language]
  return ticketMail(data, words, {
    what: own.answered.subject,
    body: own.answered.body(data.writer),
    blocks: quote(own.answered.text, data.text),
    link: own.process,
  })
}

/** To the agent in charge: the ticket is open again. */
export const ticketSolutionRefusedMail: MailView<ToAgent> = (data, words) => {
  const own = ticketMailWords[words.language]
  return ticketMail(data, words, {
    what: own.solutionRefused.subject,
    body: own.solutionRefused.body(data.writer),
    blocks: quote(own.solutionRefused.text, data.text),
    link: own.process,
  })
}

export type TicketClosedData = (ToWriter | ToAgent) & { how: 'accepted' | 'writer' | 'automatic' }

/** To whichever side did not close it. */
export const ticketClosedMail: MailView<TicketClosedData> = (data, words) => {
  const own = ticketMailWords[words.language]
  return ticketMail(data, words, {
    what: own.closed.subject,
    body: data.reader === 'writer' ? own.closed.toWriter[data.how] : own.closed.toAgent[data.how],
    blocks: [
      ...quote(own.closed.text, data.text),
      ...(data.reader === 'writer' ? [paragraph(own.closed.followUp)] : []),
    ],
    link: data.reader === 'writer' ? own.follow : own.see,
  })
}
