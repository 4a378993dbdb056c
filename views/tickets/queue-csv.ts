import type { Language } from '../../src/act.ts'
import { isLate } from '../../src/tickets/due-rules.ts'
import type { ExportedTicket } from '../../src/tickets/export-rules.ts'
import { numberOf } from '../../src/tickets/rules.ts'
import { identifierCell } from '../../src/values/csv.ts'
import { parisClock } from '../../src/values/dates.ts'
import { partWords } from '../words/parts.ts'
import { ticketWords } from '../words/tickets.ts'

const minutesBetween = (from: string, to: string | null): number | null =>
  to === null ? null : Math.round((Date.parse(to) - Date.parse(from)) / 60_000)

/** Draws the lines of the export, under the heads `ticketQueueWords.csv`. Instants are told in French time, as spreadsheets read and sort them. */
export function ticketCsv(language: Language, now: Date) {
  const words = ticketWords[language]
  const { yes, no } = partWords[language]
  const timeOf = parisClock()
  const told = (at: string | null) => at && timeOf(at)
  return (one: ExportedTicket): (string | number | null)[] => [
    numberOf(one.position ?? 0),
    one.subject,
    timeOf(one.sent_at),
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
    told(one.due_at),
    isLate(one, now) ? yes : no,
    told(one.first_answer_at),
    told(one.first_solution_at),
    told(one.closed_at),
    minutesBetween(one.sent_at, one.first_answer_at),
    minutesBetween(one.sent_at, one.first_solution_at),
    one.score,
  ]
}
