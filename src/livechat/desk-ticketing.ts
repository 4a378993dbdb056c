import type { Act, Actor, Language } from '../act.ts'
import { readCurrentActor } from '../auth/sessions.ts'
import { inTransaction } from '../db/transaction.ts'
import { findKind } from '../tickets/category-queries.ts'
import { openTicket, type OutgoingTicket } from '../tickets/sending.ts'
import type { Guest } from '../tickets/viewing-rules.ts'
import { type Kind, NOTHING_WRITTEN } from '../tickets/writing-rules.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findDeskChat } from './desk-queries.ts'
import { type DeskTicket, type DeskTicketRefusal, whyNotMakeTicket } from './desk-ticket-rules.ts'
import { happen } from './happening.ts'

type Made = Result<{ number: string; conversationId: number }, DeskTicketRefusal>

/**
 * Makes a ticket of a chat in the name of whom it was with, for the platform support. The visitor is told its number in the
 * log, and by the mail that every ticket sends. Then `conversationTopic` is to be told.
 */
export const makeDeskTicket = (act: Act, chatId: number, ticket: DeskTicket): Promise<Made> =>
  inTransaction(act, async (act): Promise<Made> => {
    const chat = await findDeskChat(act, chatId)
    if (!chat) return refuse('not-found')
    const refusal = whyNotMakeTicket(chat, act.actor.id)
    if (refusal) return refuse(refusal)
    const kind = await findSupportKind(act, ticket.kindId, { forGuests: chat.userId === null })
    if (!kind) return refuse('kind-missing')
    const writer = await findWriter(act, chat.userId)
    if (writer === 'gone') return refuse('writer-gone')
    const guest = writer === null ? { guest: guestOf(ticket, chat.language) } : {}
    const { id, number } = await openTicket({ ...act, actor: writer }, { ...outgoing(ticket, kind), ...guest }, [])
    await act.db.updateTable('chat').set({ ticket_id: id }).where('id', '=', chatId).execute()
    const { conversationId, language } = chat
    await happen(act, { id: chatId, conversation_id: conversationId, language }, { event: 'ticket', number })
    return accept({ number, conversationId })
  })

async function findSupportKind(act: Act, id: number, { forGuests }: { forGuests: boolean }): Promise<Kind | undefined> {
  const kind = await findKind(act, id)
  if (!kind || kind.isClosed || kind.route !== 'support') return undefined
  return forGuests && !kind.isForGuests ? undefined : kind
}

/** In whose name: null without an account. */
async function findWriter({ db, now }: Act, userId: number | null): Promise<Actor | null | 'gone'> {
  return userId === null ? null : ((await readCurrentActor(db, userId, now)) ?? 'gone')
}

const outgoing = ({ subject, description }: DeskTicket, kind: Kind): OutgoingTicket => {
  const { subcategoryId: _unsaid, ...writing } = NOTHING_WRITTEN
  return { ...writing, subject, description, kind }
}

const guestOf = ({ lastName, firstName, email }: DeskTicket, language: Language): Guest => ({
  last_name: lastName,
  first_name: firstName,
  email,
  phone: '',
  siret: '',
  organisation: '',
  language,
})
