import type { Selectable } from 'kysely'
import type { ChatTable } from '../db/help-tables.ts'

export type Chat = Selectable<ChatTable>
export type ChatState = Chat['state']

/** Why the platform ended a chat that nobody had taken: the hours were over, or the visitor had left. */
export type EndReason = 'closed' | 'gone'

/** What happened in a chat besides what was said, in `message.data` of kind 'event'. Names are those of the moment. */
export type ChatEvent =
  | { event: 'asked' }
  | { event: 'joined'; name: string }
  | { event: 'handed'; from: string; to: string }
  | { event: 'vanished' }
  | { event: 'ended'; by: 'visitor' | 'advisor' | 'platform'; why?: EndReason }
  | { event: 'ticket'; number: string }

/** An advisor as the rules see them: `running` are the chats in hand, `isHere` whether there was a sign of them lately. */
export type Advisor = { id: number; state: 'available' | 'away'; maxChats: number; running: number; isHere: boolean }

export type AskForPersonRefusal = 'closed' | 'already-open'
export type SpeakRefusal = 'not-found' | 'ended' | 'waiting'
/** Why nothing was added: nothing written and no file, too long a text, or more files than a chat holds. */
export type SpeechRefusal = 'nothing-said' | 'too-long' | 'too-many' | 'all-too-large'
export type TakeRefusal = 'not-found' | 'not-waiting' | 'too-many-chats' | 'own-chat'
export type HandRefusal = 'not-found' | 'not-yours' | 'ended' | 'not-an-advisor' | 'same-advisor' | 'away' | 'own-chat'
export type EndRefusal = 'not-found' | 'not-yours' | 'ended'
export type RateRefusal = 'not-found' | 'not-ended' | 'already-rated'

/** What a chat was worth, from 1 to 5. */
export const CHAT_SCORES = [1, 2, 3, 4, 5] as const
export type ChatScore = (typeof CHAT_SCORES)[number]

/** Who an advisor is that has never said: away, with as many chats as the table would give. */
export const MAX_CHATS = 3

/** Pure. Whether somebody may be put into the queue now. */
export function whyNotAskForPerson({ isOpen, chat }: { isOpen: boolean; chat: Pick<Chat, 'state'> | undefined }) {
  if (chat && chat.state !== 'ended') return 'already-open' satisfies AskForPersonRefusal
  return isOpen ? null : ('closed' satisfies AskForPersonRefusal)
}

/** Pure. Nobody advises themselves; who has their fill hands one on or ends one first. */
export function whyNotTake(chat: Chat, userId: number | null, advisor: Advisor): TakeRefusal | null {
  if (chat.state !== 'waiting') return 'not-waiting'
  if (userId === advisor.id) return 'own-chat'
  return advisor.running >= advisor.maxChats ? 'too-many-chats' : null
}

/** Pure. A visitor writes as long as the chat has not ended, also while waiting. */
export const whyNotSpeakAsVisitor = (chat: Pick<Chat, 'state'>): SpeakRefusal | null =>
  chat.state === 'ended' ? 'ended' : null

/** Pure. An advisor writes only into one's own running chat. */
export function whyNotSpeakAsAdvisor(chat: Chat, advisorId: number): SpeakRefusal | 'not-yours' | null {
  if (chat.state === 'ended') return 'ended'
  if (chat.state === 'waiting') return 'waiting'
  return chat.advisor_id === advisorId ? null : 'not-yours'
}

/** Pure. Handing a running chat to another advisor who is there. */
export function whyNotHand(
  chat: Chat,
  { byId, userId, to }: { byId: number; userId: number | null; to: Advisor | undefined },
): HandRefusal | null {
  if (chat.state === 'ended') return 'ended'
  if (chat.advisor_id !== byId) return 'not-yours'
  if (!to) return 'not-an-advisor'
  if (to.id === byId) return 'same-advisor'
  if (to.id === userId) return 'own-chat'
  return to.state === 'available' && to.isHere ? null : 'away'
}

/** Pure. Ending: whoever is in it, also while waiting the visitor. */
export function whyNotEnd(chat: Chat, by: { visitor: true } | { advisorId: number }): EndRefusal | null {
  if (chat.state === 'ended') return 'ended'
  if ('visitor' in by) return null
  return chat.advisor_id === by.advisorId ? null : 'not-yours'
}

/** Pure. An opinion is said once, after the end. */
export function whyNotRate(chat: Pick<Chat, 'state' | 'rating'>): RateRefusal | null {
  if (chat.state !== 'ended') return 'not-ended'
  return chat.rating === null ? null : 'already-rated'
}

/** How long an advisor may give no sign whose pages send none by themselves: without scripts, or away from the desk. */
export const PAGES_MINUTES = 15

/** How long somebody who waits may give no sign before the place in the queue is given up. Without scripts a page gives one when it is read anew. */
export const GONE_MINUTES = 15
