import { paths, url } from '../../src/urls.ts'
import type { MailWords } from '../words/mails.ts'
import { ticketMailWords } from '../words/mails-tickets.ts'
import { facts, link, type MailBlock, type MailContent, paragraph } from './content.ts'

/** A ticket as it was then. `recipient` is null for the platform support, `issuer` where nobody named a structure. */
export type AboutTicket = {
  ticketId: number
  number: string
  /** Empty where the mail goes to an address that may be a stranger's. */
  subject: string
  recipient: string | null
  service: string | null
  issuer: string | null
  writer: string
  files: string[]
  /** What was said, as it was typed; empty for nothing. */
  text: string
}
/** The token of the link of who wrote without an account; null once it was erased, absent for a user. */
export type ToWriter = AboutTicket & { reader: 'writer'; secret?: string | null }
export type ToAgent = AboutTicket & { reader: 'agent' }

const recipientOf = ({ recipient }: AboutTicket, words: MailWords): string =>
  recipient ?? ticketMailWords[words.language].support

type Said = { what: string; body: string; blocks: MailBlock[]; link: string }

/** A mail about a ticket: its number and the structure first, then what happened, then the link to its page. */
export function ticketMail(data: ToWriter | ToAgent, words: MailWords, said: Said): MailContent {
  const subject = `${data.number} – ${words.colon(recipientOf(data, words))} ${said.what}`
  return {
    subject,
    heading: subject,
    blocks: [
      paragraph(words.hello),
      paragraph(said.body),
      facts(...ticketFacts(data, words)),
      ...said.blocks,
      link(said.link, pageOf(data)),
      ...(data.reader === 'writer' && data.secret !== undefined
        ? [paragraph(ticketMailWords[words.language].ownLink)]
        : []),
    ],
  }
}

function ticketFacts(data: ToWriter | ToAgent, words: MailWords): [string, string][] {
  const own = ticketMailWords[words.language]
  const place = data.service === null ? recipientOf(data, words) : `${recipientOf(data, words)}, ${data.service}`
  const rows: [string, string][] = [[own.number, data.number]]
  if (data.subject !== '') rows.push([own.subject, data.subject])
  rows.push([own.recipient, place])
  if (data.reader === 'agent') rows.push([own.issuer, [data.writer, data.issuer].filter(Boolean).join(', ')])
  if (data.files.length > 0) rows.push([own.files, data.files.join(', ')])
  return rows
}

const pageOf = (data: ToWriter | ToAgent): string => {
  if (data.reader === 'agent') return url(paths.ticket, { id: data.ticketId })
  return data.secret === undefined
    ? url(paths.sentTicket, { id: data.ticketId })
    : url(paths.guestTicket, { token: data.secret ?? '…' })
}
