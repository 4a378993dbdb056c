import { setImmediate } from 'node:timers/promises'
import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { findMember } from '../subscriptions/queries.ts'
import { parisDate } from '../values/dates.ts'
import { accept } from '../values/result.ts'
import { endMembership } from './removing.ts'

/**
 * Takes away the memberships whose last day is over, each in a transaction of its own. One that fails leaves the others
 * alone and is tried again the next day; all that failed is thrown at the end. Resolves to how many have ended.
 */
export async function endDueMemberships(act: AnyAct): Promise<number> {
  const failures: unknown[] = []
  let ended = 0
  for (const id of await listDue(act)) {
    const [outcome] = await Promise.allSettled([endOne(act, id)])
    if (outcome.status === 'rejected') failures.push(outcome.reason)
    else if (outcome.value) ended++
    await setImmediate()
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} memberships could not be ended`)
  return ended
}

async function listDue({ db, now }: AnyAct): Promise<number[]> {
  const due = db.selectFrom('membership').select('id').where('ends_on', '<', parisDate(now))
  return (await due.orderBy('ends_on').execute()).map(({ id }) => id)
}

/** False when the membership was made to last, or went, meanwhile. */
async function endOne(act: AnyAct, id: number): Promise<boolean> {
  const { value } = await inTransaction(act, async (act) => {
    const due = act.db.selectFrom('membership').select('id').where('id', '=', id)
    if (!(await due.where('ends_on', '<', parisDate(act.now)).executeTakeFirst())) return accept(false)
    const member = await findMember(act, { id })
    if (!member) return accept(false)
    await endMembership(act, member, { action: 'membership.ended' })
    return accept(true)
  })
  return value
}
