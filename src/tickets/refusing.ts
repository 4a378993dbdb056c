import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { restartClock } from './due-rules.ts'
import type { AddFilesRefusal } from './file-rules.ts'
import { mailAssignee, mailDesk } from './mails.ts'
import { whyNotRefuse, type WriteRefusal } from './rules.ts'
import { type ByWriter, findToAnswer, speakingAs, whyNotFiles, type Written } from './sent-standing.ts'
import { takeStep } from './stepping.ts'
import { dropAnswer } from './writing-text.ts'

type Refused = Result<{ number: string; refused: true }, WriteRefusal | AddFilesRefusal>

/** The writer refuses the solution and says why: open again, with the same service and the same agent. */
export const refuseSolution = (act: AnyAct, by: ByWriter, input: Written): Promise<Refused> =>
  inTransaction(act, async (act): Promise<Refused> => {
    const { text, files, seen } = input
    const found = await findToAnswer(act, by, { seen, whyNot: whyNotRefuse })
    if (!found.ok) return found
    const ticket = found.value
    const refusal = await whyNotFiles(act, ticket.id, input)
    if (refusal) return refuse(refusal)
    const own = speakingAs(act, by.writer)
    const set = {
      status: 'open',
      reason: 'solution_refused',
      waiting_since: null,
      warned_at: null,
      ...restartClock(ticket, act.now),
    } as const
    const activityId = await takeStep(own, ticket, {
      kind: 'solution_refused',
      side: 'writer',
      body: text,
      files,
      set,
    })
    await dropAnswer(act, by)
    const mail = { kind: 'ticket-solution-refused', activityId } as const
    await (ticket.assignee_id === null ? mailDesk(own, ticket, mail) : mailAssignee(own, ticket, mail))
    return accept({ number: ticket.number ?? '', refused: true })
  })
