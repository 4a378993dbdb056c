import type { Act } from '../act.ts'
import { listManagedRequests } from './queries.ts'
import type { DecideRefusal, MembershipRequest } from './rules.ts'

export type Run = {
  id: number
  decision: 'validate' | 'refuse'
  items: { request: MembershipRequest; outcome: 'done' | DecideRefusal | null }[]
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
  const requests = await listManagedRequests(act, [...outcomes.keys()])
  return { ...run, items: requests.map((request) => ({ request, outcome: outcomes.get(request.id) ?? null })) }
}
