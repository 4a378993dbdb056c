/** Why no ticket was prepared from a conversation. */
export type TicketOfChatRefusal = 'not-found' | 'too-many-drafts'

/** What was made of a conversation: `number` is null of a draft; `hasMore`: something was said since it was prepared. */
export type TicketOfTalk = { id: number; number: string | null; writerId: number | null; hasMore: boolean }

/** A ticket that was sent, as its conversation names it: `isOwn` where the reader has a page of it. */
export type SentOfTalk = { id: number; number: string; isOwn: boolean; hasMore: boolean }

/** Pure. The ticket that was sent, for this reader; null of a draft. */
export const sentOf = ({ id, number, writerId, hasMore }: TicketOfTalk, readerId: number | null): SentOfTalk | null =>
  number === null ? null : { id, number, isOwn: writerId !== null && writerId === readerId, hasMore }

/** Pure. Whether pressing again leads back to it: a draft always, a ticket that was sent while it holds all that was said. */
export const isGoneOnWith = ({ number, hasMore }: TicketOfTalk): boolean => number === null || !hasMore
