import type { AnyAct } from '../act.ts'
import { noteVisitor } from '../livechat/being-here.ts'
import { findOpenChat } from '../livechat/conversation-queries.ts'

/** A sign of who has the conversation open: a place in the queue is kept for them. */
export async function keepPlace(act: AnyAct, conversationId: number): Promise<void> {
  const chat = await findOpenChat(act, conversationId)
  if (chat) await noteVisitor(act, chat.id)
}
