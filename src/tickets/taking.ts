import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { readForAgent } from './agent-acting.ts'
import { findFoldedName } from './agent-queries.ts'
import { type TakeRefusal, type Ticket, whyNotTake } from './rules.ts'
import { takeStep } from './stepping.ts'

type Taken = Result<Ticket, TakeRefusal>

/** "M'affecter le ticket". Of two takers one gets it; the other is refused, and the page says who was first. */
export const takeTicket = (act: Act, id: number): Promise<Taken> =>
  inTransaction(act, async (act): Promise<Taken> => {
    const ticket = await readForAgent(act, id)
    if (!ticket) return refuse('not-found')
    const refusal = whyNotTake(ticket, act.actor)
    if (refusal) return refuse(refusal)
    const set = { assignee_id: act.actor.id, assignee_folded: await findFoldedName(act, act.actor.id) }
    // Compared and set in one statement: nobody comes in between, whatever the database.
    const { numUpdatedRows } = await act.db
      .updateTable('ticket')
      .set(set)
      .where('id', '=', id)
      .where('assignee_id', 'is', null)
      .where('status', '<>', 'closed')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return refuse('taken-by-another')
    await takeStep(act, ticket, { kind: 'taken', side: 'agent' })
    return accept({ ...ticket, ...set })
  })
