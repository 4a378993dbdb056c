import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, type Result } from '../values/result.ts'
import { mailAssignee } from './mails.ts'
import { whyNotAnswer, type WriteRefusal } from './rules.ts'
import { type ByWriter, findToAnswer, type Seen, speakingAs } from './sent-standing.ts'
import { takeStep } from './stepping.ts'
import { dropAnswer } from './writing-text.ts'

type Closed = Result<{ number: string }, WriteRefusal>

/** The writer needs no answer any more. The agent in charge is told, so that nobody works on it in vain. */
export const closeTicket = (act: AnyAct, by: ByWriter, { text, seen }: Seen & { text: string }): Promise<Closed> =>
  inTransaction(act, async (act): Promise<Closed> => {
    const found = await findToAnswer(act, by, { seen, whyNot: whyNotAnswer })
    if (!found.ok) return found
    const ticket = found.value
    const own = speakingAs(act, by.writer)
    const activityId = await takeStep(own, ticket, {
      kind: 'closed',
      side: 'writer',
      body: text,
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
