import type { AnyAct } from '../act.ts'
import { daysBefore, LINK_DAYS_CLOSED } from './guest-rules.ts'

/** Takes away the links that open nothing any more: those that have expired, and those to tickets closed long ago. */
export async function purgeLinks({ db, now }: Pick<AnyAct, 'db' | 'now'>): Promise<void> {
  await db.deleteFrom('ticket_link').where('expires_at', '<=', now.toISOString()).execute()
  const closed = db
    .selectFrom('ticket_link')
    .innerJoin('ticket', 'ticket.id', 'ticket_link.ticket_id')
    .select('ticket_link.ticket_id')
    .where('ticket.closed_at', '<', daysBefore(now, LINK_DAYS_CLOSED))
  await db.deleteFrom('ticket_link').where('ticket_id', 'in', closed).execute()
}
