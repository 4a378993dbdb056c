import type { Selectable } from 'kysely'
import type { AnyAct } from '../act.ts'
import type { ChatTable } from '../db/help-tables.ts'
import { listThread } from './conversation-queries.ts'

type Reading = Pick<AnyAct, 'db'>
type Of = Pick<Selectable<ChatTable>, 'conversation_id' | 'ticket_id'>

/** The draft that was prepared from a chat and not sent yet; undefined for a ticket. */
export const findDraftOfChat = async ({ db }: Reading, { ticket_id }: Pick<Of, 'ticket_id'>) =>
  ticket_id === null
    ? undefined
    : db
        .selectFrom('ticket')
        .select(['id', 'created_at'])
        .where('id', '=', ticket_id)
        .where('status', '=', 'draft')
        .executeTakeFirst()

/** The draft to go on with: not when more was said since it was prepared, which is not in it. */
export async function findFreshDraft(act: Reading, chat: Of): Promise<number | null> {
  const draft = await findDraftOfChat(act, chat)
  if (!draft) return null
  const last = await act.db
    .selectFrom('message')
    .select('at')
    .where('conversation_id', 'in', await listThread(act, chat.conversation_id))
    .where('side', 'in', ['visitor', 'advisor'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last && last.at > draft.created_at ? null : draft.id
}
