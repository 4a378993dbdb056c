import type { Selectable } from 'kysely'
import type { ConversationTable, MessageTable } from '../db/help-tables.ts'

export type Conversation = Selectable<ConversationTable>
export type Side = MessageTable['side']
export type MessageKind = MessageTable['kind']
/** One line of a conversation. `data` is what its kind is made of: an answer, an event, a file. */
export type Message = {
  id: number
  chatId: number | null
  side: Side
  authorId: number | null
  kind: MessageKind
  text: string
  data: unknown
  at: string
}

/** Who talks: a user, a browser that holds a conversation's token (its SHA-256), or both just after signing in. */
export type Talker = { userId: number | null; tokenHash: string | null }

/**
 * For so many minutes after its last word what was begun before signing in is taken along: enough to find a password again
 * or to open an account. An older one may be somebody else's, at a machine that several people use.
 */
export const CLAIMED_WITHIN = 60

/** Characters of one message. Longer texts belong into a ticket. */
export const MESSAGE_MAX = 1000

/** How many lines a page draws; older ones by a link. */
export const MESSAGES_SHOWN = 50

/** Pure. Whether a conversation is this talker's: of a user no token opens it any more. */
export const isTheirs = (conversation: Pick<Conversation, 'user_id' | 'token_hash'>, talker: Talker): boolean =>
  conversation.user_id === null
    ? conversation.token_hash !== null && conversation.token_hash === talker.tokenHash
    : conversation.user_id === talker.userId

/** What open pages of a conversation listen for (`Live`). */
export const conversationTopic = (id: number): string => `conversation/${id}`
/** What advisors' pages listen for: somebody waits, or waits no more. */
export const WAITING_TOPIC = 'livechat'
