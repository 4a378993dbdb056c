import { sql } from 'kysely'
import type { Act } from '../act.ts'
import { listManagedLines } from './queries.ts'
import type { DecideRefusal, RequestLine } from './rules.ts'

export type Run = {
  id: number
  decision: 'validate' | 'refuse'
  items: { request: RequestLine; outcome: 'done' | DecideRefusal | null }[]
}

/** One of the actor's own runs, with what became of each request. A stranger's run does not exist. */
export async function findRun(act: Act, id: number): Promise<Run | undefined> {
  const run = await act.db
    .selectFrom('decision_run')
    .select(['id', 'decision'])
    .where('id', '=', id)
    .where('actor_id', '=', act.actor.id)
    .executeTakeFirst()
  if (!run) return undefined
  const items = await act.db
    .selectFrom('decision_run_item')
    .select(['request_id', 'outcome'])
    .where('run_id', '=', id)
    .orderBy('request_id')
    .execute()
  const outcomes = new Map(items.map((item) => [item.request_id, item.outcome as Run['items'][number]['outcome']]))
  const requests = await listManagedLines(act, [...outcomes.keys()])
  return { ...run, items: requests.map((request) => ({ request, outcome: outcomes.get(request.id) ?? null })) }
}

/** How many items of one of the actor's own runs were done, were not, and are left to do: without reading them. */
export const countRun = (act: Act, id: number) =>
  act.db
    .selectFrom('decision_run')
    .innerJoin('decision_run_item as item', 'item.run_id', 'decision_run.id')
    .select('decision')
    .select((eb) => [
      eb.fn.coalesce(eb.fn.sum<number>(sql`item.outcome is 'done'`), sql.lit(0)).as('done'),
      eb.fn.coalesce(eb.fn.sum<number>(sql`item.outcome is null`), sql.lit(0)).as('left'),
      eb.fn.coalesce(eb.fn.sum<number>(sql`item.outcome <> 'done'`), sql.lit(0)).as('refused'),
    ])
    .where('decision_run.id', '=', id)
    .where('actor_id', '=', act.actor.id)
    .groupBy('decision_run.id')
    .executeTakeFirst()
