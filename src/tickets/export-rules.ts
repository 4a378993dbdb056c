import type { Ticket } from './rules.ts'

/** A ticket as a line of the export tells of it; instants as they are kept. */
export type ExportedTicket = Pick<
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
