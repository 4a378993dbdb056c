import { type Ticket, whyNotAnswer, type Writer } from './rules.ts'

export const SCORES = [1, 2, 3, 4, 5] as const
export type Score = (typeof SCORES)[number]
export type Rating = { score: Score; comment: string; at: string }

export type RateRefusal = 'not-found' | 'not-closed' | 'already-rated'

/** Pure. Satisfaction is asked about once, after closing. */
export function whyNotRate(ticket: Ticket, writer: Writer, rating: Rating | null): RateRefusal | null {
  const refusal = whyNotAnswer(ticket, writer)
  if (refusal === 'not-found') return refusal
  if (refusal !== 'closed') return 'not-closed'
  return rating === null ? null : 'already-rated'
}
