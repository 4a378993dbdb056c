import type { Language } from '../../src/act.ts'
import { isLate } from '../../src/tickets/due-rules.ts'
import { numberOf, type Ticket } from '../../src/tickets/rules.ts'
import { identifierCell } from '../../src/values/csv.ts'
import { partWords } from '../words/parts.ts'
import { ticketWords } from '../words/tickets.ts'

type Exported = Pick<
  Ticket,
  'position' | 'subject' | 'status' | 'reason' | 'due_at' | 'first_answer_at' | 'first_solution_at' | 'closed_at'
> & {
  sent_at: string
  category: string
  subcategory: string
  assignee: string | null
  writer: string | null
  issuer: string | null
  identifier: string | null
  recipient: string | null
  service: string | null
  score: number | null
}

const minutesBetween = (from: string, to: string | null): number | null =>
  to === null ? null : Math.round((Date.parse(to) - Date.parse(from)) / 60_000)

/** Draws the lines of the export, under the heads `ticketQueueWords.csv`. Instants stay as they are kept: a spreadsheet sorts these. */
export function ticketCsv(language: Language, now: Date) {
  const words = ticketWords[language]
  const { yes, no } = partWords[language]
  return (one: Exported): (string | number | null)[] => [
    numberOf(one.position ?? 0),
    one.subject,
    one.sent_at,
    one.category,
    one.subcategory,
    words.listStatuses[one.status],
    one.reason === '' ? null : words.reasons[one.reason],
    one.assignee,
    one.writer,
    one.issuer,
    one.identifier && identifierCell(one.identifier),
    one.recipient ?? words.support,
    one.service,
    one.due_at,
    isLate(one, now) ? yes : no,
    one.first_answer_at,
    one.first_solution_at,
    one.closed_at,
    minutesBetween(one.sent_at, one.first_answer_at),
    minutesBetween(one.sent_at, one.first_solution_at),
    one.score,
  ]
}
