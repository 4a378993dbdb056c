import { setImmediate } from 'node:timers/promises'
import type { AnyAct } from '../act.ts'
import { readCurrentActor } from '../auth/sessions.ts'
import type { Db } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept } from '../values/result.ts'
import { mailDesk } from './mails.ts'
import { processes, TICKET_STATUSES } from './rules.ts'
import { takeStep } from './stepping.ts'

/** Tickets in one transaction: pages are answered between two. */
const TOGETHER = 50
const NOT_CLOSED = TICKET_STATUSES.filter((status) => status !== 'closed')

/**
 * Takes tickets back from agents who may no longer process them: anybody else may then take them, and the desk is mailed.
 * The database notes whose rights changed (`ticket_agent_changed`). Returns how many tickets were released.
 */
export async function releaseTickets(act: AnyAct, stopping?: AbortSignal): Promise<number> {
  const failures: unknown[] = []
  let released = 0
  for (const { user_id } of await act.db.selectFrom('ticket_agent_changed').select('user_id').execute()) {
    const [outcome] = await Promise.allSettled([releaseAllOf(act, user_id, stopping)])
    if (outcome.status === 'rejected') failures.push(outcome.reason)
    else released += outcome.value
    if (stopping?.aborted) break
  }
  if (failures.length > 0) throw new AggregateError(failures, `tickets of ${failures.length} agents stay assigned`)
  return released
}

async function releaseAllOf(act: AnyAct, userId: number, stopping?: AbortSignal): Promise<number> {
  let released = 0
  for (;;) {
    const { value } = await inTransaction(act, async (act) => accept(await releaseSome(act, userId)))
    released += value
    if (value < TOGETHER || stopping?.aborted) return released
    await setImmediate()
  }
}

/** Rights are read anew each time, and the note goes with the last of the tickets: no change of them is missed. */
async function releaseSome(act: AnyAct, userId: number): Promise<number> {
  const actor = await readCurrentActor(act.db, userId, act.now)
  const lost = (await listAssigned(act.db, userId)).filter((ticket) => !actor || !processes(actor, ticket))
  if (lost.length <= TOGETHER) await act.db.deleteFrom('ticket_agent_changed').where('user_id', '=', userId).execute()
  const now = lost.slice(0, TOGETHER)
  for (const ticket of now) {
    const activityId = await takeStep(act, ticket, {
      kind: 'released',
      side: 'platform',
      // An id, not a name: those of an erased account are to be found nowhere.
      details: { from_user: userId },
      set: { assignee_id: null, assignee_folded: '' },
    })
    // As of one that has just come in: nobody has it, and nobody else would know.
    await mailDesk(act, ticket, { kind: 'ticket-arrived', activityId })
  }
  return now.length
}

const listAssigned = (db: Db, userId: number) =>
  db
    .selectFrom('ticket')
    .select(['id', 'route', 'recipient_structure_id', 'recipient_service_id'])
    .where('assignee_id', '=', userId)
    .where('status', 'in', NOT_CLOSED)
    .orderBy('id')
    .execute()
