import { setImmediate } from 'node:timers/promises'
import type { Act, Actor } from '../act.ts'
import { isUnwritable } from '../db/sqlite.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, type Result } from '../values/result.ts'
import { readCurrentActor } from './sessions.ts'

/** Items that share one durable commit; then a pause for other requests: a long run would shut the server's one thread. */
const TOGETHER = 4

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
  /** Items in one commit; the usual number where it is left out. */
  together?: number
}

/**
 * Does what is left of one of the actor's own runs, a few items at a time, each in a savepoint together with its outcome
 * ('done' or the refusal). One that fails unexpectedly is left to do and handed to `failed`; the others go on.
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
  const together = how.together ?? TOGETHER
  for (let at = 0; at < left.length; at += together) {
    const ids = left.slice(at, at + together).map(({ item_id }) => item_id)
    await doTogether(act, { runId, ids, input }, how)
    await setImmediate()
  }
}

type Part<Input> = { runId: number; ids: number[]; input: Input }

/** A few in one transaction; when one fails unexpectedly, again one by one, so that it fails alone. */
async function doTogether<Input>(act: Act, part: Part<Input>, how: HowToRun<Input>): Promise<void> {
  try {
    await inTransaction(act, async (act): Promise<Result<null, never>> => {
      // Whoever lost the right stops in the middle of a run: `each` asks it of the actor as they are now. Nobody else writes
      // while this transaction is open.
      const actor = await readCurrentActor(act.db, act.actor.id, act.now)
      for (const itemId of part.ids) await doItem(act, { ...part, itemId, actor }, how)
      return accept(null)
    })
  } catch (error) {
    if (isUnwritable(error)) throw error
    if (part.ids.length === 1) return how.failed(error)
    for (const id of part.ids) await doTogether(act, { ...part, ids: [id] }, how)
  }
}

type Item<Input> = Omit<Part<Input>, 'ids'> & { itemId: number; actor: Actor | null }

const doItem = <Input>(act: Act, { runId, itemId, input, actor }: Item<Input>, how: HowToRun<Input>) =>
  inTransaction(act, async (act): Promise<Result<null, never>> => {
    const item = act.db.updateTable('bulk_run_item').where('run_id', '=', runId).where('item_id', '=', itemId)
    const { numUpdatedRows } = await item.set({ outcome: 'done' }).where('outcome', 'is', null).executeTakeFirst()
    // Another tab resumed the same run meanwhile and came here first.
    if (numUpdatedRows === 0n) return accept(null)
    const result = actor ? await how.each({ ...act, actor }, itemId, input) : null
    if (!result?.ok) await item.set({ outcome: result?.refusal ?? 'not-allowed' }).execute()
    return accept(null)
  })
