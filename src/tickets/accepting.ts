import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { type AcceptRefusal, saysOtherwise } from './acceptance-rules.ts'
import type { AddFilesRefusal } from './file-rules.ts'
import { mailAssignee } from './mails.ts'
import { whyNotAccept, whyNotUndoAcceptance, type WriteRefusal } from './rules.ts'
import { type ByWriter, findToAnswer, type Seen, speakingAs, whyNotFiles, type Written } from './sent-standing.ts'
import { isOwnSolution } from './solver-queries.ts'
import { takeStep } from './stepping.ts'
import { dropAnswer } from './writing-text.ts'

/** `isSure`: asked once more about a text that says otherwise, the writer stays with it. */
export type Acceptance = Written & { isSure: boolean }
type Accepted = Result<{ number: string }, AcceptRefusal | AddFilesRefusal>

/** The writer accepts the solution, with a word or without: closed. A text that says the contrary is asked about once. */
export const acceptSolution = (act: AnyAct, by: ByWriter, input: Acceptance): Promise<Accepted> =>
  inTransaction(act, async (act): Promise<Accepted> => {
    const { text, files, isSure, seen } = input
    const found = await findToAnswer(act, by, {
      seen,
      whyNot: async (ticket, writer) => whyNotAccept(ticket, writer, await isOwnSolution(act, ticket, writer)),
    })
    if (!found.ok) return found
    if (!isSure && saysOtherwise(text) !== null) return refuse('says-otherwise')
    const ticket = found.value
    const refusal = await whyNotFiles(act, ticket.id, input)
    if (refusal) return refuse(refusal)
    const own = speakingAs(act, by.writer)
    const activityId = await takeStep(own, ticket, {
      kind: 'solution_accepted',
      side: 'writer',
      body: text,
      files,
      set: {
        status: 'closed',
        reason: '',
        waiting_since: null,
        warned_at: null,
        closed_at: act.now.toISOString(),
        closed_how: 'accepted',
      },
    })
    await dropAnswer(act, by)
    // Nothing is left to do for the agent; what came with it is read all the same.
    if (text !== '' || files.length > 0) await mailAssignee(own, ticket, { kind: 'ticket-closed', activityId })
    return accept({ number: ticket.number ?? '' })
  })

type Undone = Result<{ number: string }, WriteRefusal>

/** For 7 days the writer may take an acceptance back: the solution waits again to be accepted or refused. */
export const undoAcceptance = (act: AnyAct, by: ByWriter, { seen }: Seen): Promise<Undone> =>
  inTransaction(act, async (act): Promise<Undone> => {
    const found = await findToAnswer(act, by, {
      seen,
      whyNot: (ticket, writer) => whyNotUndoAcceptance(ticket, writer, act.now),
    })
    if (!found.ok) return found
    const ticket = found.value
    await takeStep(speakingAs(act, by.writer), ticket, {
      kind: 'acceptance_undone',
      side: 'writer',
      set: {
        status: 'resolved',
        waiting_since: act.now.toISOString(),
        warned_at: null,
        closed_at: null,
        closed_how: null,
      },
    })
    return accept({ number: ticket.number ?? '' })
  })
