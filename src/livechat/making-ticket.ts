import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { saveDraft } from '../tickets/drafting.ts'
import { NOTHING_WRITTEN } from '../tickets/writing-rules.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findOwnChat } from './chat-queries.ts'
import type { Talker } from './conversation-rules.ts'
import { claimConversation } from './conversing.ts'
import { findDraftOfChat, findFreshDraft } from './ticket-queries.ts'
import type { TicketOfChatRefusal } from './ticket-rules.ts'

/** `form` is the token of the form that asks: sent twice it makes one draft. */
type Prepared = { form: string; subject: string; description: string; browser: string }
type Made = Result<{ ticketId: number }, TicketOfChatRefusal>

/** A draft of a ticket with what was said, for whoever is signed in; one that waits, with nothing said since, is gone on with. */
export const makeTicketOfChat = (act: Act, talker: Talker, { form, ...written }: Prepared): Promise<Made> =>
  inTransaction(act, async (act): Promise<Made> => {
    await claimConversation(act, talker)
    const own = await findOwnChat(act, talker)
    if (!own) return refuse('not-found')
    const chat = own.chat
    const fresh = chat && (await findFreshDraft(act, chat))
    if (fresh) return accept({ ticketId: fresh })
    const writing = { ...NOTHING_WRITTEN, ...written }
    const saved = await saveDraft(act, { id: null, form, seen: 0 }, { writing })
    if (!saved.ok) return refuse(saved.refusal === 'too-many-drafts' ? saved.refusal : 'not-found')
    // A ticket that was sent stays the one of its chat.
    if (chat && (chat.ticket_id === null || (await findDraftOfChat(act, chat))))
      await act.db.updateTable('chat').set({ ticket_id: saved.value.id }).where('id', '=', chat.id).execute()
    return accept({ ticketId: saved.value.id })
  })
