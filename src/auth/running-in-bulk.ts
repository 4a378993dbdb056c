import { performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import type { Act, Actor } from '../act.ts'
import { madeOnce } from '../db/made-once.ts'
import { isUnwritable } from '../db/sqlite.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, type Result } from '../values/result.ts'
import { readCurrentActor } from './sessions.ts'

/** Items go on sharing one durable commit for so long. Others may read meanwhile, but not write. */
const TOGETHER_MS = 40
/** So long nobody else is served at all: a long run would shut the server's one thread. */
const ALONE_MS = 8

/** One act for many things: `input` is what was typed for all of them, kept as JSON; `label` names an item on the result. */
export type NewRun = { kind: string; input: unknown; items: { id: number; label: string }[] }

/** Notes what is to be done, before anything is: a run cut short is seen, and can be resumed. Inside the submission's transaction. */
export async function openBulkRun(act: Act, { kind, input, items }: NewRun): Promise<number> {
  const { id } = await act.db
    .insertInto('bulk_run')
    .values({ actor_id: act.actor.id, kind, input: JSON.stringify(input), created_at: act.now.toISOString() })
    .returning('id')
    .executeTakeFirstOrThrow()
  // Four values a row: SQLite takes 32,766 in one statement.
  for (let at = 0; at < items.length; at += 2000)
    await act.db
      .insertInto('bulk_run_item')
      .values(
        items.slice(at, at + 2000).map((item) => ({ run_id: id, item_id: item.id, label: item.label, outcome: null })),
      )
      .execute()
  return id
}

/** `each` does one item and is a command of its own; `failed` hears of what nobody expected. */
type HowToRun<Input> = {
  kind: string
  each: (act: Act, itemId: number, input: Input) => Promise<Result<unknown, string>>
  failed: (error: unknown) => void
}

/**
 * Does what is left of one of the actor's own runs, some items at a time, each together with its outcome ('done' or the
 * refusal). One that fails unexpectedly is left to do and handed to `failed`; the others go on.
 * Throws when nothing can be written. A run of another kind or person is left alone.
 */
export async function carryOutBulkRun<Input>(act: Act, runId: number, how: HowToRun<Input>): Promise<void> {
  const run = await act.db
    .selectFrom('bulk_run')
    .select('input')
    .where('id', '=', runId)
    .where('actor_id', '=', act.actor.id)
    .where('kind', '=', how.kind)
    .executeTakeFirst()
  if (!run) return
  const input = JSON.parse(run.input) as Input
  const left = await act.db
    .selectFrom('bulk_run_item')
    .select('item_id')
    .where('run_id', '=', runId)
    .where('outcome', 'is', null)
    .execute()
  await doInTurns(
    act,
    left.map(({ item_id }) => item_id),
    { failed: how.failed, each: (act, itemId, actor) => doItem(act, { runId, itemId, actor, input }, how) },
  )
}

type InTurns = {
  /** `actor` is who acts as they are now; null when their account is active no more. */
  each: (act: Act, id: number, actor: Actor | null) => Promise<void>
  failed: (error: unknown) => void
}

/**
 * Does something for each id, some at a time in one durable commit, and lets other requests through in between. When one
 * fails unexpectedly, those with it are done again one by one, so that it fails alone. Throws when nothing can be written.
 */
export async function doInTurns(act: Act, ids: number[], how: InTurns): Promise<void> {
  for (let at = 0; at < ids.length;) {
    await othersServed()
    at += await doTogether(act, ids.slice(at), how)
  }
}

/** Whoever connects now is let in at the first turn of the event loop, and served at the second. */
async function othersServed(): Promise<void> {
  await setImmediate()
  await setImmediate()
}

/** As many of the first as there is time for. How many: one at least. */
async function doTogether(act: Act, ids: number[], { each, failed }: InTurns): Promise<number> {
  let begun = 0
  try {
    await inTransaction(act, async (act): Promise<Result<null, never>> => {
      // Whoever lost the right stops in the middle of a run: it is asked of the actor as they are now. Nobody else writes
      // while this transaction is open.
      const actor = await readCurrentActor(act.db, act.actor.id, act.now)
      const until = performance.now() + TOGETHER_MS
      let pauseAt = performance.now() + ALONE_MS
      for (const id of ids) {
        begun++
        await each(act, id, actor)
        if (performance.now() >= until) break
        if (performance.now() < pauseAt) continue
        await othersServed()
        pauseAt = performance.now() + ALONE_MS
      }
      // The commit may take as long as what is in it.
      await othersServed()
      return accept(null)
    })
  } catch (error) {
    if (isUnwritable(error)) throw error
    if (begun <= 1) failed(error)
    else for (const id of ids.slice(0, begun)) await doTogether(act, [id], { each, failed })
  }
  return Math.max(begun, 1)
}

type Item<Input> = { runId: number; itemId: number; actor: Actor | null; input: Input }

const setOutcome = madeOnce((db) =>
  db
    .updateTable('bulk_run_item')
    .set({ outcome: '' })
    .where('run_id', '=', 0)
    .where('item_id', '=', 0)
    .where('outcome', 'is', '')
    .returning('item_id'),
)

/** Without a savepoint: a refusal undoes what its command wrote, an error undoes all that is done together. */
async function doItem<Input>(act: Act, { runId, itemId, actor, input }: Item<Input>, how: HowToRun<Input>) {
  const taken = await setOutcome(act.db, ['done', runId, itemId, null])
  // Another tab resumed the same run meanwhile and came here first.
  if (taken.length === 0) return
  const result = actor ? await how.each({ ...act, actor }, itemId, input) : null
  if (!result?.ok) await setOutcome(act.db, [result?.refusal ?? 'not-allowed', runId, itemId, 'done'])
}
