import type { AnyAct, Language } from '../act.ts'
import { say } from './conversing.ts'
import { eventText } from './event-rules.ts'
import type { Chat, ChatEvent } from './rules.ts'

/** Adds to the log what happened in a chat. Inside a transaction. */
export const happen = (
  act: AnyAct,
  chat: Pick<Chat, 'id' | 'conversation_id'> & { language: Language },
  event: ChatEvent,
): Promise<number> =>
  say(act, chat.conversation_id, {
    side: 'platform',
    kind: 'event',
    text: eventText(event, chat.language),
    data: event,
    chatId: chat.id,
  })
