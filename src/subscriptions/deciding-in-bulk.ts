import type { Act } from '../act.ts'
import { type BulkRun, findBulkRun } from '../auth/run-queries.ts'
import { carryOutBulkRun, openBulkRun } from '../auth/running-in-bulk.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { refuseSubscriptions, validateSubscriptions } from './deciding.ts'
import { listManagedSubscriptionRequests } from './decision-queries.ts'
import { BULK_LIMIT } from './rules.ts'

/** The same decision for many requests: each as it was asked, or one reason for all. */
export type SubscriptionsDecision = { decision: 'validate' } | { decision: 'refuse'; reason: string }

const kindOf = (decision: SubscriptionsDecision['decision']) => `subscription_request.${decision}` as const

/** Notes what is to be decided, before anything is: a run cut short is seen, and can be resumed. `back` is the place in the queue. */
export const openSubscriptionRun = (
  act: Act,
  ids: number[],
  what: SubscriptionsDecision & { back?: string },
): Promise<Result<number, 'not-found'>> =>
  inTransaction(act, async (act): Promise<Result<number, 'not-found'>> => {
    const known = await listManagedSubscriptionRequests(act, [...new Set(ids)].slice(0, BULK_LIMIT))
    if (known.length === 0) return refuse('not-found')
    const items = known.map(({ id, requesterName, structureName }) => ({
      id,
      label: `${requesterName} – ${structureName}`,
    }))
    return accept(await openBulkRun(act, { kind: kindOf(what.decision), input: what, items }))
  })

/** One of the actor's own runs of decisions, whichever decision it was. */
export async function findSubscriptionRun(
  act: Act,
  id: number,
): Promise<(BulkRun & { decision: SubscriptionsDecision['decision']; back: string | undefined }) | undefined> {
  for (const decision of ['validate', 'refuse'] as const) {
    const run = await findBulkRun(act, id, kindOf(decision))
    if (run) return { ...run, decision, back: (run.input as { back?: string }).back }
  }
  return undefined
}

/** Decides what is left of a run. One request that fails unexpectedly is left to do and handed to `failed`; the others go on. */
export async function carryOutSubscriptionRun(
  act: Act,
  runId: number,
  failed: (error: unknown) => void,
): Promise<void> {
  await carryOutBulkRun<SubscriptionsDecision>(act, runId, {
    kind: kindOf('validate'),
    each: (act, id) => validateSubscriptions(act, id, { accesses: new Map(), comment: '' }),
    failed,
  })
  await carryOutBulkRun<Extract<SubscriptionsDecision, { decision: 'refuse' }>>(act, runId, {
    kind: kindOf('refuse'),
    each: (act, id, { reason }) => refuseSubscriptions(act, id, { reason }),
    failed,
  })
}
