import { type Ticket, whyNotAnswer, type Writer } from './rules.ts'

export const SCORES = [1, 2, 3, 4, 5] as const
export type Score = (typeof SCORES)[number]
export type Rating = { score: Score; comment: string; at: string }

export type RateRefusal = 'not-found' | 'not-closed' | 'already-rated' | 'rates-own-solution'

/** Pure. Satisfaction is asked about once after each closing, since an acceptance can be taken back; not of who proposed the solution. */
export function whyNotRate(
  ticket: Ticket,
  writer: Writer,
  { rating, isOwnSolution }: { rating: Rating | null; isOwnSolution: boolean },
): RateRefusal | null {
  const refusal = whyNotAnswer(ticket, writer)
  if (refusal === 'not-found') return refusal
  if (refusal !== 'closed') return 'not-closed'
  if (rating !== null && rating.at >= (ticket.closed_at ?? '')) return 'already-rated'
  return isOwnSolution ? 'rates-own-solution' : null
}
