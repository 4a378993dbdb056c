import type { DeskChat } from './desk-rules.ts'

export type DeskTicketRefusal = 'not-found' | 'not-yours' | 'has-ticket' | 'writer-gone' | 'kind-missing'
export type DeskTicketProblem =
  | 'kind-missing'
  | 'subject-missing'
  | 'description-missing'
  | 'too-long'
  | 'name-missing'
  | 'email-wrong'

/** What an advisor writes into the ticket of a chat; the last three of somebody without an account. */
export type DeskTicket = {
  kindId: number
  subject: string
  description: string
  lastName: string
  firstName: string
  email: string
}

/** Pure. One ticket of a chat, by the advisor who has or had it. */
export function whyNotMakeTicket(
  chat: Pick<DeskChat, 'advisorId' | 'ticketId'>,
  advisorId: number,
): DeskTicketRefusal | null {
  if (chat.advisorId !== advisorId) return 'not-yours'
  return chat.ticketId === null ? null : 'has-ticket'
}
