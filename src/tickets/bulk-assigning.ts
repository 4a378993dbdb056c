import type { Act } from '../act.ts'
import { type BulkRun, findBulkRun } from '../auth/run-queries.ts'
import { carryOutBulkRun, openBulkRun } from '../auth/running-in-bulk.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { assignTicket } from './assigning.ts'
import { listTicked } from './bulk-queries.ts'
import { ASSIGN_LIMIT } from './list-rules.ts'
import { numberOf } from './rules.ts'

const KIND = 'ticket.assign'

/** `seen`: of each ticket the last activity that the page showed. `back` is the place in the list. */
export type ManyAssigned = { assigneeId: number; seen: Record<number, number>; back: string }

/** Notes what is to be given out, before anything is: a run cut short is seen, and can be resumed. */
export const openAssignmentRun = (act: Act, ids: number[], what: ManyAssigned): Promise<Result<number, 'not-found'>> =>
  inTransaction(act, async (act): Promise<Result<number, 'not-found'>> => {
    const known = await listTicked(act, [...new Set(ids)].slice(0, ASSIGN_LIMIT))
    if (known.length === 0) return refuse('not-found')
    const items = known.map(({ id, position, subject }) => ({ id, label: `${numberOf(position)} – ${subject}` }))
    return accept(await openBulkRun(act, { kind: KIND, input: what, items }))
  })

/** One of the actor's own runs. */
export async function findAssignmentRun(act: Act, id: number): Promise<(BulkRun & { back: string }) | undefined> {
  const run = await findBulkRun(act, id, KIND)
  return run && { ...run, back: (run.input as ManyAssigned).back }
}

/** Gives out what is left of a run. One ticket that fails unexpectedly is left to do and handed to `failed`; the others go on. */
export const carryOutAssignmentRun = (act: Act, runId: number, failed: (error: unknown) => void): Promise<void> =>
  carryOutBulkRun<ManyAssigned>(act, runId, {
    kind: KIND,
    each: (act, id, { assigneeId, seen }) => assignTicket(act, id, { assigneeId, seen: seen[id] }),
    failed,
  })
