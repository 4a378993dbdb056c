import type { AcceptRefusal } from './acceptance-rules.ts'
import type { AddFilesRefusal } from './file-rules.ts'
import { type RateRefusal, type Rating, whyNotRate } from './rating-rules.ts'
import {
  type Ticket,
  whyNotAccept,
  whyNotAnswer,
  whyNotRefuse,
  whyNotUndoAcceptance,
  type WriteRefusal,
  type Writer,
} from './rules.ts'

/** What a writer does about a ticket on a page (or in a dialog) of its own. */
export type WriterAct = 'acceptance' | 'undoing' | 'refusal' | 'closing' | 'rating'
/** Acts to which files can be added: those beside an answer in which some may be chosen already. */
export const takesFiles = (act: WriterAct): boolean => act === 'acceptance' || act === 'refusal' || act === 'closing'
export type WriterRefusal = WriteRefusal | AcceptRefusal | RateRefusal | AddFilesRefusal

/** A ticket as its writer's rules ask about it, the satisfaction that was said, and whether the solution is the writer's. */
export type OwnTicket = { ticket: Ticket; writer: Writer; rating: Rating | null; isOwnSolution: boolean }

/** Pure. The very rules of the commands: a page shows what these allow. */
export const whyNotAct = (
  act: WriterAct | 'answer',
  { ticket, writer, rating, isOwnSolution }: OwnTicket,
  now: Date,
): WriterRefusal | null =>
  ({
    answer: () => whyNotAnswer(ticket, writer),
    acceptance: () => whyNotAccept(ticket, writer, isOwnSolution),
    undoing: () => whyNotUndoAcceptance(ticket, writer, now),
    refusal: () => whyNotRefuse(ticket, writer),
    closing: () => whyNotAnswer(ticket, writer),
    rating: () => whyNotRate(ticket, writer, { rating, isOwnSolution }),
  })[act]()

/** Pure. "A closed one can be followed up by a new ticket that links to it." */
export const whyNotFollowUp = ({ ticket, writer }: OwnTicket): WriterRefusal | null => {
  const refusal = whyNotAnswer(ticket, writer)
  if (refusal === 'not-found') return refusal
  return refusal === 'closed' ? null : 'not-closed'
}
