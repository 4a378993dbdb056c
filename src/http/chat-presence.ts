import type { Side } from '../livechat/conversation-rules.ts'
import { conversationTopic } from '../livechat/conversation-rules.ts'
import type { Live } from './live.ts'

/** Who writes to whom in a chat. */
type Writer = Extract<Side, 'visitor' | 'advisor'>

/** Who has typed nothing for this long does not write any more. */
const TYPES_FOR = 7000
/** A page that tells each letter is told on once in this time. */
const TOLD_EVERY = 2000

const typing = new WeakMap<Live, Map<string, number>>()
const keyOf = (conversationId: number, side: Writer) => `${side}/${conversationId}`
const timesOf = (live: Live): Map<string, number> => {
  const times = typing.get(live) ?? new Map<string, number>()
  typing.set(live, times)
  return times
}

/** Notes that one side writes a message, and tells the pages of the conversation. Nothing of it is kept. */
export function noteTyping(live: Live, { conversationId, side }: { conversationId: number; side: Writer }, now: Date) {
  const times = timesOf(live)
  for (const [key, at] of times) if (Math.abs(now.getTime() - at) > TYPES_FOR) times.delete(key)
  const before = times.get(keyOf(conversationId, side))
  if (before !== undefined && now.getTime() - before < TOLD_EVERY) return
  times.set(keyOf(conversationId, side), now.getTime())
  live.tell(conversationTopic(conversationId))
}

/** With the message that was written: its writer types no more. */
export function forgetTyping(live: Live, { conversationId, side }: { conversationId: number; side: Writer }): void {
  timesOf(live).delete(keyOf(conversationId, side))
}

/** When this side was last heard typing, in milliseconds, if that is a moment ago; else null. A stream tells each once. */
export function typedAt(
  live: Live,
  { conversationId, side }: { conversationId: number; side: Writer },
  now: Date,
): number | null {
  const at = timesOf(live).get(keyOf(conversationId, side))
  return at !== undefined && Math.abs(now.getTime() - at) <= TYPES_FOR ? at : null
}
