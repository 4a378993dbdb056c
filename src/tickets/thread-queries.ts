import type { AnyAct } from '../act.ts'
import { listActivities, type ThreadPart } from './queries.ts'
import type { Activity } from './viewing-rules.ts'

/** Activities shown at once, newest. */
export const THREAD_SHOWN = 100

/** The newest of a thread, or what came before an activity. `hasOlder`: there are still more. */
export async function readThread(
  act: Pick<AnyAct, 'db'>,
  ticketId: number,
  part: Pick<ThreadPart, 'withNotes' | 'forWriter' | 'before'>,
): Promise<{ activities: Activity[]; hasOlder: boolean }> {
  const found = await listActivities(act, ticketId, { ...part, limit: THREAD_SHOWN + 1 })
  return { activities: found.slice(-THREAD_SHOWN), hasOlder: found.length > THREAD_SHOWN }
}

/** How many activities a ticket has, notes among agents too; counted up to a limit. */
export async function countActivities({ db }: Pick<AnyAct, 'db'>, ticketId: number, limit: number): Promise<number> {
  const { total } = await db
    .selectFrom((eb) =>
      eb.selectFrom('ticket_activity').select('id').where('ticket_id', '=', ticketId).limit(limit).as('some'),
    )
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}
