import { ticketMailWords } from '../words/mails-tickets.ts'
import { paragraph, quote } from './content.ts'
import { dayOf } from './dates.ts'
import { ticketMail, type ToWriter } from './ticket-content.ts'
import type { MailView } from './view.ts'

/** To the writer, once the ticket has gone. The text is its description. */
export const ticketSentMail: MailView<ToWriter> = (data, words) => {
  const own = ticketMailWords[words.language]
  return ticketMail(data, words, {
    what: own.sent.subject,
    body: own.sent.body,
    blocks: quote(own.description, data.text),
    link: own.follow,
  })
}

/** To the writer, who has to answer. */
export const ticketInformationAskedMail: MailView<ToWriter> = (data, words) => {
  const own = ticketMailWords[words.language]
  return ticketMail(data, words, {
    what: own.informationAsked.subject,
    body: own.informationAsked.body,
    blocks: quote(own.informationAsked.text, data.text),
    link: own.informationAsked.link,
  })
}

/** To the writer, who accepts or refuses. */
export const ticketSolutionMail: MailView<ToWriter> = (data, words) => {
  const own = ticketMailWords[words.language]
  return ticketMail(data, words, {
    what: own.solution.subject,
    body: own.solution.body,
    blocks: quote(own.solution.text, data.text),
    link: own.solution.link,
  })
}

/** To the writer: the recipient is the new one. */
export const ticketTransferredMail: MailView<ToWriter> = (data, words) => {
  const own = ticketMailWords[words.language]
  return ticketMail(data, words, {
    what: data.recipient === null ? own.transferred.toSupport : own.transferred.toService,
    body: data.recipient === null ? own.transferred.supportBody : own.transferred.serviceBody,
    blocks: quote(own.transferred.text, data.text),
    link: own.follow,
  })
}

/** `closesAt` is an instant; `isSolved` tells a solution that waits from a question that waits. */
export type TicketClosingSoonData = ToWriter & { closesAt: string; isSolved: boolean }

/** To the writer, before the ticket is closed by itself. */
export const ticketClosingSoonMail: MailView<TicketClosingSoonData> = (data, words) => {
  const own = ticketMailWords[words.language]
  const day = dayOf(data.closesAt, words.language)
  return ticketMail(data, words, {
    what: own.closingSoon.subject(day),
    body: data.isSolved ? own.closingSoon.solved(day) : own.closingSoon.asked(day),
    blocks: [paragraph(own.closingSoon.followUp)],
    link: own.closingSoon.link,
  })
}
