import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { saveDraft } from '../tickets/drafting.ts'
import { NOTHING_WRITTEN } from '../tickets/writing-rules.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findOwnChat } from './chat-queries.ts'
import type { Talker } from './conversation-rules.ts'
import { claimConversation } from './conversing.ts'
import { findTicketOfTalk } from './ticket-queries.ts'
import { isGoneOnWith, type TicketOfChatRefusal, type TicketOfTalk } from './ticket-rules.ts'

/** `form` is the token of the form that asks: sent twice it makes one draft. */
type Prepared = { form: string; subject: string; description: string; browser: string }
type Made = Result<TicketOfTalk, TicketOfChatRefusal>

/**
 * A draft of a ticket with what was said, for whoever is signed in. The draft that waits is gone on with; a ticket that was sent
 * is led to, unless more was said since.
 */
export const makeTicketOfChat = (act: Act, talker: Talker, { form, ...written }: Prepared): Promise<Made> =>
  inTransaction(act, async (act): Promise<Made> => {
    await claimConversation(act, talker)
    const own = await findOwnChat(act, talker)
    if (!own) return refuse('not-found')
    const made = await findTicketOfTalk(act, own)
    if (made && isGoneOnWith(made)) return accept(made)
    const writing = { ...NOTHING_WRITTEN, ...written }
    const saved = await saveDraft(act, { id: null, form, seen: 0 }, { writing })
    if (!saved.ok) return refuse(saved.refusal === 'too-many-drafts' ? saved.refusal : 'not-found')
    const { id } = saved.value
    await act.db
      .updateTable('conversation')
      .set({ ticket_id: id, ticket_at: act.now.toISOString() })
      .where('id', '=', own.conversation.id)
      .execute()
    // A ticket that was sent stays the one of its chat.
    if (own.chat?.ticket_id === null)
      await act.db.updateTable('chat').set({ ticket_id: id }).where('id', '=', own.chat.id).execute()
    return accept({ id, number: null, writerId: act.actor.id, hasMore: false })
  })
