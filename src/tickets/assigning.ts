import type { Act } from '../act.ts'
import { readCurrentActor } from '../auth/sessions.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findToProcess, type Seen } from './agent-acting.ts'
import { findAgent, findEarlierAssignment } from './agent-queries.ts'
import { mailAssignee } from './mails.ts'
import {
  ASSIGNMENTS_AN_HOUR,
  type AssignRefusal,
  isAssignedTooOften,
  processes,
  type Ticket,
  whyNotAssign,
} from './rules.ts'
import { takeStep } from './stepping.ts'

type Assigned = Result<{ ticket: Ticket; assignee: string }, AssignRefusal>

/**
 * "Affecter à…": gives a ticket to an agent who processes the tickets of its desk, taken already or not ("notamment en cas
 * d'absence"). The line keeps ids, not names: those of an erased account are to be found nowhere.
 */
export const assignTicket = (act: Act, id: number, input: Seen & { assigneeId: number }): Promise<Assigned> =>
  inTransaction(act, async (act): Promise<Assigned> => {
    const found = await findToProcess(act, id, { seen: input.seen, whyNot: whyNotAssign })
    if (!found.ok) return found
    const ticket = found.value
    if (ticket.assignee_id === input.assigneeId) return refuse('already-theirs')
    const assignee = await readCurrentActor(act.db, input.assigneeId, act.now)
    const agent = await findAgent(act, input.assigneeId)
    if (!assignee || !agent || !processes(assignee, ticket)) return refuse('not-entitled')
    const earlier = await findEarlierAssignment(act, ticket.id, { userId: agent.id, back: ASSIGNMENTS_AN_HOUR })
    if (isAssignedTooOften(earlier, act.now)) return refuse('assigned-too-often')
    const set = { assignee_id: agent.id, assignee_folded: agent.name_folded }
    const activityId = await takeStep(act, ticket, {
      kind: 'assigned',
      side: 'agent',
      details: { to_user: assignee.id, from_user: ticket.assignee_id },
      set,
    })
    await mailAssignee(act, ticket, { kind: 'ticket-assigned', activityId })
    return accept({ ticket: { ...ticket, ...set }, assignee: assignee.name })
  })
