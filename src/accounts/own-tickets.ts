import type { Act } from '../act.ts'

/** More are not a file to read any more; the newest come first. */
const TICKETS_MAX = 1000

/** What the actor wrote in tickets, drafts included, and said about them: to take away. What others answered is theirs. */
export async function readOwnTickets({ db, actor }: Act) {
  const tickets = await db
    .selectFrom('ticket')
    .select(['number', 'status', 'subject', 'description', 'object_reference as reference', 'phone', 'browser'])
    .select(['created_at as createdAt', 'sent_at as sentAt', 'closed_at as closedAt'])
    .where('writer_id', '=', actor.id)
    .orderBy('id', 'desc')
    .limit(TICKETS_MAX)
    .execute()
  const said = await db
    .selectFrom('ticket_activity')
    .innerJoin('ticket', 'ticket.id', 'ticket_activity.ticket_id')
    .select(['ticket.number', 'ticket_activity.kind', 'ticket_activity.body', 'ticket_activity.at'])
    .where('ticket_activity.author_id', '=', actor.id)
    .where('ticket_activity.body', '<>', '')
    .orderBy('ticket_activity.id', 'desc')
    .limit(TICKETS_MAX)
    .execute()
  return { tickets, ticketTexts: said }
}
