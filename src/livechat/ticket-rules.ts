/** Why no ticket was prepared from a conversation. */
export type TicketOfChatRefusal = 'not-found' | 'too-many-drafts'
