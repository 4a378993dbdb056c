import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { readForAgent, whyNotFiles, type Written } from './agent-acting.ts'
import type { AddFilesRefusal } from './file-rules.ts'
import { type NoteRefusal, type Ticket, whyNotNote } from './rules.ts'
import { takeStep } from './stepping.ts'
import { dropWriting } from './writing-text.ts'

type Noted = Result<Ticket, NoteRefusal | AddFilesRefusal>

/** "Note interne": among agents. Whatever happened meanwhile, a note does no harm to it: it is never refused for that. */
export const noteInternally = (act: Act, id: number, input: Omit<Written, 'seen'>): Promise<Noted> =>
  inTransaction(act, async (act): Promise<Noted> => {
    const ticket = await readForAgent(act, id)
    if (!ticket) return refuse('not-found')
    const refusal = whyNotNote(ticket, act.actor) ?? (await whyNotFiles(act, id, input))
    if (refusal) return refuse(refusal)
    const { body, files = [] } = input
    await takeStep(act, ticket, { kind: 'noted', side: 'agent', body, files, isInternal: true })
    await dropWriting(act, id, 'note')
    return accept(ticket)
  })
