import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findToProcess, whyNotFiles, type Written } from './agent-acting.ts'
import { stopClock } from './due-rules.ts'
import type { AddFilesRefusal } from './file-rules.ts'
import { mailWriter } from './mails.ts'
import { type ProcessRefusal, type Ticket, whyNotProcess } from './rules.ts'
import { takeStep } from './stepping.ts'
import { dropWriting } from './writing-text.ts'

type Solved = Result<Ticket, ProcessRefusal | AddFilesRefusal>

/** "Proposer une solution": the answer goes to the writer, who accepts or refuses it. */
export const proposeSolution = (act: Act, id: number, input: Written): Promise<Solved> =>
  inTransaction(act, async (act): Promise<Solved> => {
    const found = await findToProcess(act, id, { seen: input.seen, whyNot: whyNotProcess })
    if (!found.ok) return found
    const ticket = found.value
    const refusal = await whyNotFiles(act, id, input)
    if (refusal) return refuse(refusal)
    const now = act.now.toISOString()
    const set = {
      status: 'resolved' as const,
      reason: '' as const,
      solution_by_id: act.actor.id,
      waiting_since: now,
      warned_at: null,
      ...stopClock(ticket, act.now),
      first_answer_at: ticket.first_answer_at ?? now,
      first_solution_at: ticket.first_solution_at ?? now,
    }
    const { body, files = [] } = input
    const activityId = await takeStep(act, ticket, { kind: 'solution_proposed', side: 'agent', body, files, set })
    await mailWriter(act, ticket, { kind: 'ticket-solution', activityId })
    await dropWriting(act, id, 'solution')
    return accept({ ...ticket, ...set })
  })
