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

export type Treated = Result<Ticket, ProcessRefusal | AddFilesRefusal>
/** What one treatment leaves in the thread and sends, the draft that it uses up, and what it changes in the ticket besides. */
type Treatment = {
  kind: 'information_asked' | 'solution_proposed'
  mail: 'ticket-information-asked' | 'ticket-solution'
  draft: 'question' | 'solution'
  set: (ticket: Ticket) => Pick<Ticket, 'status'> & Partial<Pick<Ticket, 'solution_by_id' | 'first_solution_at'>>
}

/** What the agent in charge writes goes to the writer, for whom the ticket then waits; its clock stands still meanwhile. */
export const treatTicket = (
  act: Act,
  { id, ...input }: Written & { id: number },
  { kind, mail, draft, set: changes }: Treatment,
): Promise<Treated> =>
  inTransaction(act, async (act): Promise<Treated> => {
    const found = await findToProcess(act, id, { seen: input.seen, whyNot: whyNotProcess })
    if (!found.ok) return found
    const ticket = found.value
    const refusal = await whyNotFiles(act, id, input)
    if (refusal) return refuse(refusal)
    const now = act.now.toISOString()
    const set = {
      reason: '' as const,
      waiting_since: now,
      warned_at: null,
      ...stopClock(ticket, act.now),
      first_answer_at: ticket.first_answer_at ?? now,
      ...changes(ticket),
    }
    const { body, files = [] } = input
    const activityId = await takeStep(act, ticket, { kind, side: 'agent', body, files, set })
    await mailWriter(act, ticket, { kind: mail, activityId })
    await dropWriting(act, id, draft)
    return accept({ ...ticket, ...set })
  })
