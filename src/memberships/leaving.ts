import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { findMember } from '../subscriptions/queries.ts'
import type { Member } from '../subscriptions/rules.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { endMembership } from './removing.ts'
import type { LeaveRefusal } from './handing-rules.ts'

/** The actor leaves a structure. Its primary manager hands it over first. */
export const leaveStructure = (act: Act, structureId: number): Promise<Result<Member, LeaveRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Member, LeaveRefusal>> => {
    const member = await findMember(act, { userId: act.actor.id, structureId })
    if (!member) return refuse('not-found')
    if (member.role === 'primary_manager') return refuse('primary-manager')
    await endMembership(act, member, { action: 'membership.left' })
    return accept(member)
  })
