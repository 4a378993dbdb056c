import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Act, Actor } from '../act.ts'
import { readCurrentActor } from '../auth/sessions.ts'
import { isUnwritable } from '../db/sqlite.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { refuseRequest, validateRequest } from './deciding.ts'
import { listManagedLines } from './queries.ts'
import { asAsked, BULK_LIMIT, type DecideRefusal, type GivenRole } from './rules.ts'

/** The same decision for many requests, each as it was asked. */
export type BulkDecision = { decision: 'validate'; role: GivenRole } | { decision: 'refuse'; reason: string }

/** Decisions that share one durable commit; then a pause for other requests: a long run would shut the server's one thread. */
const TOGETHER = 4

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
 * Decides what is left of a run, a few at a time, each together with its outcome.
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
  for (let at = 0; at < left.length; at += TOGETHER) {
    const ids = left.slice(at, at + TOGETHER).map(({ request_id }) => request_id)
    await decideTogether(act, { runId, ids, failed }, what)
    await setImmediate()
  }
}

type Part = { runId: number; ids: number[]; failed: (error: unknown) => void }

/** A few in one transaction, each in its savepoint; when one fails unexpectedly, again one by one, so that it fails alone. */
async function decideTogether(act: Act, { runId, ids, failed }: Part, what: BulkDecision): Promise<void> {
  try {
    await inTransaction(act, async (act): Promise<Result<null, never>> => {
      // Whoever is no manager any more stops deciding in the middle of a run; nobody changes that while this transaction writes.
      const actor = await readCurrentActor(act.db, act.actor.id, act.now)
      for (const requestId of ids) await decideItem(act, { runId, requestId, actor }, what)
      return accept(null)
    })
  } catch (error) {
    if (isUnwritable(error)) throw error
    if (ids.length === 1) return failed(error)
    for (const id of ids) await decideTogether(act, { runId, ids: [id], failed }, what)
  }
}

type Item = { runId: number; requestId: number; actor: Actor | null }

const decideItem = (act: Act, { runId, requestId, actor }: Item, what: BulkDecision) =>
  inTransaction(act, async (act): Promise<Result<null, never>> => {
    const item = act.db.updateTable('decision_run_item').where('run_id', '=', runId).where('request_id', '=', requestId)
    const { numUpdatedRows } = await item.set({ outcome: 'done' }).where('outcome', 'is', null).executeTakeFirst()
    // Another tab resumed the same run meanwhile and came here first.
    if (numUpdatedRows === 0n) return accept(null)
    const refusal = actor ? await decideOne({ ...act, actor }, requestId, what) : 'not-a-manager'
    if (refusal) await item.set({ outcome: refusal }).execute()
    return accept(null)
  })

async function decideOne(act: Act, id: number, what: BulkDecision): Promise<DecideRefusal | null> {
  if (what.decision === 'refuse') {
    const result = await refuseRequest(act, id, { reason: what.reason })
    return result.ok ? null : result.refusal
  }
  const result = await validateRequest(act, id, (request, held) => asAsked(request, what.role, held))
  return result.ok ? null : result.refusal
}
