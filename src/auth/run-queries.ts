import type { Act } from '../act.ts'

/** `outcome`: 'done', a refusal of the command that the run is of, or null while the item is left to do. */
export type BulkRun = {
  id: number
  kind: string
  input: unknown
  createdAt: string
  items: { id: number; label: string; outcome: string | null }[]
}

/** One of the actor's own runs, with what became of each item. A stranger's run, or one of another kind, does not exist. */
export async function findBulkRun(act: Act, id: number, kind: string): Promise<BulkRun | undefined> {
  const run = await act.db
    .selectFrom('bulk_run')
    .select(['id', 'kind', 'input', 'created_at as createdAt'])
    .where('id', '=', id)
    .where('actor_id', '=', act.actor.id)
    .where('kind', '=', kind)
    .executeTakeFirst()
  if (!run) return undefined
  const items = await act.db
    .selectFrom('bulk_run_item')
    .select(['item_id as id', 'label', 'outcome'])
    .where('run_id', '=', id)
    .orderBy('item_id')
    .execute()
  return { ...run, input: JSON.parse(run.input) as unknown, items }
}
