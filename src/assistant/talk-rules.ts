import type { Conversation, Message } from '../livechat/conversation-rules.ts'
import type { ChatView } from '../livechat/visit-rules.ts'
import type { Topic } from './rules.ts'
import { readState } from './scenario-rules.ts'

export type Vote = 'up' | 'down'

/** What the conversation's page shows: the newest lines, or those before an id. */
export type Talk = {
  conversation: Conversation | null
  messages: Message[]
  votes: Map<number, Vote>
  hasOlder: boolean
  /** Shows lines before the newest: nothing is written there, and nothing comes. */
  isPast: boolean
  /** First names of the advisors who speak in it. */
  names: Map<number, string>
  /** The last chat with an advisor, as long as nothing was said to the assistant after its end. */
  chat: ChatView | null
  /** What to begin with. */
  options: Topic[]
}

/** A form of the conversation that comes back. */
export type TalkError = 'too-long' | 'too-many' | 'topic-gone' | 'comment-missing' | 'comment-too-long'
export type TalkAgain = { error?: TalkError | undefined; typed?: string | undefined }

/** Why a conversation is not begun anew: an advisor is in it, or is waited for. */
export type AnewRefusal = 'chat-open'

/** To whom one writes: the assistant, an advisor, or the assistant after an advisor has gone. */
export type Mode = 'question' | 'chat' | 'ended'

/** Pure. */
export function modeOf(chat: Pick<ChatView, 'state'> | null): Mode {
  if (!chat) return 'question'
  return chat.state === 'ended' ? 'ended' : 'chat'
}

/** Pure. How a chat stands, in a few letters: what a page shows already is not sent again. */
export function keyOf(chat: ChatView | null): string {
  if (!chat) return ''
  const { id, state, advisor, queue, rating, draftId } = chat
  const wait = queue && [queue.place, queue.wait.kind, queue.wait.kind === 'unknown' ? '' : queue.wait.minutes]
  return [id, state, advisor, ...(wait ?? []), rating, draftId].map((one) => one ?? '').join('.')
}

/** Pure. The line at which a scenario stands; null outside of one. */
export const turnOf = (conversation: Pick<Conversation, 'scenario'> | null): number | null =>
  readState(conversation?.scenario ?? null)?.turn ?? null

/** Pure. Whether what a page shows is a place in the queue. */
export const isWaiting = ({ key }: { key: string }): boolean => key.split('.')[1] === 'waiting'
