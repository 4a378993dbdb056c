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

type Asked = Result<Ticket, ProcessRefusal | AddFilesRefusal>

/** "Demander des informations": the ticket waits for its writer's answer, and its clock stands still meanwhile. */
export const askInformation = (act: Act, id: number, input: Written): Promise<Asked> =>
  inTransaction(act, async (act): Promise<Asked> => {
    const found = await findToProcess(act, id, { seen: input.seen, whyNot: whyNotProcess })
    if (!found.ok) return found
    const ticket = found.value
    const refusal = await whyNotFiles(act, id, input)
    if (refusal) return refuse(refusal)
    const now = act.now.toISOString()
    const set = {
      status: 'awaiting_information' as const,
      reason: '' as const,
      waiting_since: now,
      warned_at: null,
      ...stopClock(ticket, act.now),
      first_answer_at: ticket.first_answer_at ?? now,
    }
    const { body, files = [] } = input
    const activityId = await takeStep(act, ticket, { kind: 'information_asked', side: 'agent', body, files, set })
    await mailWriter(act, ticket, { kind: 'ticket-information-asked', activityId })
    await dropWriting(act, id, 'question')
    return accept({ ...ticket, ...set })
  })
