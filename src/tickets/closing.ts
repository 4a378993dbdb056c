import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import type { AddFilesRefusal } from './file-rules.ts'
import { mailAssignee } from './mails.ts'
import { whyNotAnswer, type WriteRefusal } from './rules.ts'
import { type ByWriter, findToAnswer, speakingAs, whyNotFiles, type Written } from './sent-standing.ts'
import { takeStep } from './stepping.ts'
import { dropAnswer } from './writing-text.ts'

type Closed = Result<{ number: string }, WriteRefusal | AddFilesRefusal>

/** The writer needs no answer any more. The agent in charge is told, so that nobody works on it in vain. */
export const closeTicket = (act: AnyAct, by: ByWriter, input: Written): Promise<Closed> =>
  inTransaction(act, async (act): Promise<Closed> => {
    const { text, files, seen } = input
    const found = await findToAnswer(act, by, { seen, whyNot: whyNotAnswer })
    if (!found.ok) return found
    const ticket = found.value
    const refusal = await whyNotFiles(act, ticket.id, input)
    if (refusal) return refuse(refusal)
    const own = speakingAs(act, by.writer)
    const activityId = await takeStep(own, ticket, {
      kind: 'closed',
      side: 'writer',
      body: text,
      files,
      set: {
        status: 'closed',
        reason: '',
        waiting_since: null,
        warned_at: null,
        due_at: null,
        due_minutes_left: null,
        closed_at: act.now.toISOString(),
        closed_how: 'writer',
      },
    })
    await dropAnswer(act, by)
    await mailAssignee(own, ticket, { kind: 'ticket-closed', activityId })
    return accept({ number: ticket.number ?? '' })
  })
