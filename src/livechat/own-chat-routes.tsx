import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Selectable } from 'kysely'
import type { ChatTable } from '../db/help-tables.ts'
import { showNotFound } from '../http/errors.tsx'
import type { GuestUploadEnv } from '../http/guest-upload.ts'
import type { Env } from '../http/page.tsx'
import { talkerOf } from '../http/talking.ts'
import { findOwnChat } from './chat-queries.ts'
import { type Conversation, conversationTopic, WAITING_TOPIC } from './conversation-rules.ts'

type Found = { conversation: Conversation; chat: Selectable<ChatTable> | null }
export type ConversationEnv = { Variables: GuestUploadEnv['Variables'] & Found }
export type OwnChatEnv = {
  Variables: GuestUploadEnv['Variables'] & { conversation: Conversation; chat: Selectable<ChatTable> }
}

/** The visitor's conversation, with its last chat if there was one; who has none is led elsewhere. */
export const withConversationOr = (elsewhere: (c: Context<ConversationEnv>) => Response | Promise<Response>) =>
  createMiddleware<ConversationEnv>(async (c, next) => {
    const own = await findOwnChat(c.var.anyAct, talkerOf(c))
    if (!own) return elsewhere(c)
    c.set('conversation', own.conversation)
    c.set('chat', own.chat ?? null)
    return next()
  })

/** The same; the page of a stranger for who has none. */
export const withConversation = withConversationOr(showNotFound)

/** The visitor's last chat; the page of a stranger for who never asked for an advisor. */
export const withOwnChat = createMiddleware<OwnChatEnv>(async (c, next) => {
  const own = await findOwnChat(c.var.anyAct, talkerOf(c))
  if (!own?.chat) return showNotFound(c)
  c.set('conversation', own.conversation)
  c.set('chat', own.chat)
  return next()
})

/** Tells the open pages of a conversation that something was said or happened; `isQueue` those of the advisors too. */
export function tellOf<E extends Env>(c: Context<E>, conversationId: number, isQueue = false): void {
  const { live } = c.var.world
  live.tell(conversationTopic(conversationId))
  if (isQueue) live.tell(WAITING_TOPIC)
}
