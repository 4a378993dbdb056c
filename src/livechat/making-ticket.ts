import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { saveDraft } from '../tickets/drafting.ts'
import { NOTHING_WRITTEN } from '../tickets/writing-rules.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findOwnChat } from './chat-queries.ts'
import type { Talker } from './conversation-rules.ts'
import type { TicketOfChatRefusal } from './ticket-rules.ts'

/** `form` is the token of the form that asks: sent twice it makes one draft. */
type Prepared = { form: string; subject: string; description: string; browser: string }
type Made = Result<{ ticketId: number }, TicketOfChatRefusal>

/** A draft of a ticket with what was said, for whoever is signed in; a chat of which one was made leads to it again. */
export const makeTicketOfChat = (act: Act, talker: Talker, { form, ...written }: Prepared): Promise<Made> =>
  inTransaction(act, async (act): Promise<Made> => {
    const own = await findOwnChat(act, talker)
    if (!own) return refuse('not-found')
    const chat = own.chat
    if (chat?.ticket_id) return accept({ ticketId: chat.ticket_id })
    const writing = { ...NOTHING_WRITTEN, ...written }
    const saved = await saveDraft(act, { id: null, form, seen: 0 }, { writing })
    if (!saved.ok) return refuse(saved.refusal === 'too-many-drafts' ? saved.refusal : 'not-found')
    if (chat) await act.db.updateTable('chat').set({ ticket_id: saved.value.id }).where('id', '=', chat.id).execute()
    return accept({ ticketId: saved.value.id })
  })
