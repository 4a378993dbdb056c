import type { Language } from '../act.ts'
import { paths } from '../urls.ts'
import type { Message } from './conversation-rules.ts'
import type { ChatState } from './rules.ts'

/** Somebody in the queue; `name` is null without an account, `words` are what was written last, `isOwn` asks for themselves. */
export type WaitingRow = {
  id: number
  askedAt: string
  isFirst: boolean
  isOwn: boolean
  language: Language
  name: string | null
  words: string | null
}

/** A chat as an advisor sees it, with its last lines, those of the assistant before it among them. */
export type DeskChat = {
  id: number
  conversationId: number
  state: ChatState
  askedAt: string
  takenAt: string | null
  endedAt: string | null
  rating: number | null
  ratingComment: string
  ticketId: number | null
  advisorId: number | null
  advisor: string | null
  userId: number | null
  language: Language
  name: string | null
  email: string | null
  messages: Message[]
}

export type EndedRow = Pick<DeskChat, 'id' | 'rating' | 'ratingComment' | 'advisor' | 'ticketId' | 'name'> & {
  endedAt: string
}
export type OtherAdvisor = { id: number; firstName: string; lastName: string; maxChats: number; running: number }

/** Pure. Where an advisor goes on in a chat of theirs: the field has the focus then, without a script too. */
export const whereToWrite = ({ id }: Pick<DeskChat, 'id'>): string => `${paths.advisor}#chat-${id}-text`

export const MAX_CHATS_CHOSEN = [1, 2, 3, 4, 5, 6, 8, 12] as const

/** Pure. Lines before the chat was asked for, which are folded, and those since. */
export function splitLines({ id, messages }: Pick<DeskChat, 'id' | 'messages'>): {
  before: Message[]
  since: Message[]
} {
  const start = messages.findIndex(({ chatId }) => chatId === id)
  return start < 0
    ? { before: messages, since: [] }
    : { before: messages.slice(0, start), since: messages.slice(start) }
}

/** Pure. What shows on a desk besides the lines: who is in hand and how many wait. A page whose key differs is told so. */
export const deskKey = (chats: Pick<DeskChat, 'id'>[], waiting: number): string =>
  `${chats.map(({ id }) => id).join('.')}/${waiting}`

/** Pure. The chats that a page with this key shows; of what is no key, none. */
export const chatsInKey = (key: string): number[] =>
  /^\d{1,15}(\.\d{1,15}){0,50}\/\d+$/.test(key) ? (key.split('/')[0] ?? '').split('.').map(Number) : []
