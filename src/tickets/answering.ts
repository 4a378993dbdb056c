import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { restartClock } from './due-rules.ts'
import type { AddFilesRefusal } from './file-rules.ts'
import { mailAssignee, mailDesk } from './mails.ts'
import { refuseSolution } from './refusing.ts'
import { type Ticket, whyNotAnswer, type WriteRefusal } from './rules.ts'
import { type ByWriter, findToAnswer, speakingAs, whyNotFiles, type Written } from './sent-standing.ts'
import { takeStep } from './stepping.ts'
import { dropAnswer } from './writing-text.ts'

/** `refuses`: whether the text refuses the solution, where there is one. */
export type Answer = Written & { refuses: boolean }
type Answered = Result<{ number: string; refused: boolean }, WriteRefusal | AddFilesRefusal>

/** The writer answers: what was asked for, a word beside a solution that waits, or just more about the ticket. */
export const answerTicket = (act: AnyAct, by: ByWriter, input: Answer): Promise<Answered> =>
  inTransaction(act, async (act): Promise<Answered> => {
    const { text, files, seen } = input
    const found = await findToAnswer(act, by, { seen, whyNot: whyNotAnswer })
    if (!found.ok) return found
    const ticket = found.value
    if (input.refuses && ticket.status === 'resolved') return refuseSolution(act, by, input)
    const refusal = await whyNotFiles(act, ticket.id, input)
    if (refusal) return refuse(refusal)
    const own = speakingAs(act, by.writer)
    const set = afterAnswer(ticket, act.now)
    const activityId = await takeStep(own, ticket, { kind: 'answered', side: 'writer', body: text, files, set })
    await dropAnswer(act, by)
    const mail = { kind: 'ticket-answered', activityId } as const
    await (ticket.assignee_id === null ? mailDesk(own, ticket, mail) : mailAssignee(own, ticket, mail))
    return accept({ number: ticket.number ?? '', refused: false })
  })

function afterAnswer(ticket: Ticket, now: Date) {
  switch (ticket.status) {
    case 'awaiting_information':
      return {
        status: 'open',
        reason: 'information_added',
        waiting_since: null,
        warned_at: null,
        ...restartClock(ticket, now),
      } as const
    case 'resolved':
      // Whoever answers is there: the days until it is closed by itself begin anew.
      return { waiting_since: now.toISOString(), warned_at: null }
    case 'open':
    case 'closed':
    case 'draft':
      return {}
  }
}
