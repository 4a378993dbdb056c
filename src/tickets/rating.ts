import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { readNow } from './queries.ts'
import { type RateRefusal, type Rating, type Score, SCORES, whyNotRate } from './rating-rules.ts'
import { type ByWriter, speakingAs } from './sent-standing.ts'
import { isOwnSolution } from './solver-queries.ts'
import { takeStep } from './stepping.ts'

type Rated = Result<{ number: string }, RateRefusal>

/** What the writer thought of the treatment, if it was said. */
export async function findRating({ db }: Pick<AnyAct, 'db'>, ticketId: number): Promise<Rating | null> {
  const row = await db
    .selectFrom('ticket_rating')
    .select(['score', 'comment', 'at'])
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  const score = SCORES.find((one) => one === row?.score)
  return row && score ? { ...row, score } : null
}

/** Satisfaction, once after each closing: a newer opinion takes the place of the one before. What was added meanwhile changes nothing about it. */
export const rateTicket = (act: AnyAct, by: ByWriter, input: { score: Score; comment: string }): Promise<Rated> =>
  inTransaction(act, async (act): Promise<Rated> => {
    const ticket = await readNow(act, by.ticketId)
    if (!ticket) return refuse('not-found')
    const refusal = whyNotRate(ticket, by.writer, {
      rating: await findRating(act, ticket.id),
      isOwnSolution: await isOwnSolution(act, ticket, by.writer),
    })
    if (refusal) return refuse(refusal)
    const { score, comment } = input
    const opinion = { score, comment, at: act.now.toISOString() }
    await act.db
      .insertInto('ticket_rating')
      .values({ ticket_id: ticket.id, ...opinion })
      .onConflict((conflict) => conflict.column('ticket_id').doUpdateSet(opinion))
      .execute()
    const step = { kind: 'rated', side: 'writer', body: comment, details: { score } } as const
    await takeStep(speakingAs(act, by.writer), ticket, step)
    return accept({ number: ticket.number ?? '' })
  })
