import type { AnyAct } from '../act.ts'
import { listThread } from './conversation-queries.ts'
import type { Conversation } from './conversation-rules.ts'
import type { TicketOfTalk } from './ticket-rules.ts'

type Reading = Pick<AnyAct, 'db'>
/** Its conversation, and the last chat in it. */
type Of = {
  conversation: Pick<Conversation, 'id' | 'ticket_id' | 'ticket_at'>
  chat?: { ticket_id: number | null } | null | undefined
}

/** What was made of a conversation: the draft that waits, or else the ticket that was sent last; null where nothing was. */
export async function findTicketOfTalk(act: Reading, { conversation, chat }: Of): Promise<TicketOfTalk | null> {
  const ids = idsOf({ conversation, chat })
  if (ids.length === 0) return null
  const rows = await act.db
    .selectFrom('ticket')
    .select(['id', 'number', 'status', 'writer_id', 'created_at'])
    .where('id', 'in', ids)
    .execute()
  const [last] = rows.toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1))
  const row = rows.find(({ status }) => status === 'draft') ?? last
  if (!row) return null
  const gatheredAt = row.id === conversation.ticket_id ? conversation.ticket_at : null
  return {
    id: row.id,
    number: row.status === 'draft' ? null : row.number,
    writerId: row.writer_id,
    hasMore: await isSaidSince(act, conversation.id, gatheredAt ?? row.created_at),
  }
}

/** What a ticket cannot hold: something was said since it was prepared. */
async function isSaidSince(act: Reading, conversationId: number, at: string): Promise<boolean> {
  const later = await act.db
    .selectFrom('message')
    .select('id')
    .where('conversation_id', 'in', await listThread(act, conversationId))
    .where('side', 'in', ['visitor', 'advisor'])
    .where('at', '>', at)
    .limit(1)
    .executeTakeFirst()
  return later !== undefined
}

/** The draft that waits; pages that ask again and again need no more. */
export async function findDraftOfTalk(act: Reading, of: Of): Promise<number | null> {
  const ids = idsOf(of)
  if (ids.length === 0) return null
  const draft = await act.db
    .selectFrom('ticket')
    .select('id')
    .where('id', 'in', ids)
    .where('status', '=', 'draft')
    .executeTakeFirst()
  return draft?.id ?? null
}

const idsOf = ({ conversation, chat }: Of): number[] =>
  [conversation.ticket_id, chat?.ticket_id].filter((id) => typeof id === 'number')
