import { sql } from 'kysely'
import type { Act, Actor } from '../act.ts'
import { doInTurns } from '../auth/running-in-bulk.ts'
import { madeOnce } from '../db/made-once.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { refuseRequest, validateRequest } from './deciding.ts'
import { listManagedLines } from './queries.ts'
import { asAsked, BULK_LIMIT, type DecideRefusal, type GivenRole } from './rules.ts'

/** The same decision for many requests, each as it was asked. */
export type BulkDecision = { decision: 'validate'; role: GivenRole } | { decision: 'refuse'; reason: string }

/** Notes what is to be decided, before anything is: a run cut short is seen, and can be resumed. */
export const openRun = (act: Act, ids: number[], what: BulkDecision): Promise<Result<number, 'not-found'>> =>
  inTransaction(act, async (act): Promise<Result<number, 'not-found'>> => {
    const known = await listManagedLines(act, [...new Set(ids)].slice(0, BULK_LIMIT))
    if (known.length === 0) return refuse('not-found')
    const { id } = await act.db
      .insertInto('decision_run')
      .values({
        actor_id: act.actor.id,
        decision: what.decision,
        role_given: what.decision === 'validate' ? what.role : null,
        reason: what.decision === 'refuse' ? what.reason : null,
        created_at: act.now.toISOString(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const items = JSON.stringify(known.map((request) => request.id))
    await sql`insert into decision_run_item (run_id, request_id) select ${id}, value from json_each(${items})`.execute(
      act.db,
    )
    return accept(id)
  })

/**
 * Decides what is left of a run, some at a time, each together with its outcome.
 * One that fails unexpectedly is left to do and handed to `failed`; the others go on. Throws when nothing can be written.
 */
export async function carryOutRun(act: Act, runId: number, failed: (error: unknown) => void): Promise<void> {
  const run = await act.db
    .selectFrom('decision_run')
    .selectAll()
    .where('id', '=', runId)
    .where('actor_id', '=', act.actor.id)
    .executeTakeFirst()
  if (!run) return
  const what: BulkDecision =
    run.decision === 'validate'
      ? { decision: 'validate', role: run.role_given ?? 'simple_user' }
      : { decision: 'refuse', reason: run.reason ?? '' }
  const left = await act.db
    .selectFrom('decision_run_item')
    .select('request_id')
    .where('run_id', '=', runId)
    .where('outcome', 'is', null)
    .execute()
  await doInTurns(
    act,
    left.map(({ request_id }) => request_id),
    { failed, each: (act, requestId, actor) => decideItem(act, { runId, requestId, actor }, what) },
  )
}

type Item = { runId: number; requestId: number; actor: Actor | null }

const setOutcome = madeOnce((db) =>
  db
    .updateTable('decision_run_item')
    .set({ outcome: '' })
    .where('run_id', '=', 0)
    .where('request_id', '=', 0)
    .where('outcome', 'is', '')
    .returning('request_id'),
)

async function decideItem(act: Act, { runId, requestId, actor }: Item, what: BulkDecision): Promise<void> {
  const taken = await setOutcome(act.db, ['done', runId, requestId, null])
  // Another tab resumed the same run meanwhile and came here first.
  if (taken.length === 0) return
  const refusal = actor ? await decideOne({ ...act, actor }, requestId, what) : 'not-a-manager'
  if (refusal) await setOutcome(act.db, [refusal, runId, requestId, 'done'])
}

async function decideOne(act: Act, id: number, what: BulkDecision): Promise<DecideRefusal | null> {
  if (what.decision === 'refuse') {
    const result = await refuseRequest(act, id, { reason: what.reason })
    return result.ok ? null : result.refusal
  }
  const result = await validateRequest(act, id, (request, held) => asAsked(request, what.role, held))
  return result.ok ? null : result.refusal
}
