import type { Act, AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { noteAdvisor } from './being-here.ts'
import { type ChatOf, findOwnChat, readChat } from './chat-queries.ts'
import type { Talker } from './conversation-rules.ts'
import { claimConversation } from './conversing.ts'
import { happen } from './happening.ts'
import { type EndReason, type EndRefusal, whyNotEnd } from './rules.ts'

type Ended = Result<{ conversationId: number; chatId: number }, EndRefusal>

/** The visitor ends the chat, also while waiting. Then both topics are to be told. */
export const endOwnChat = (act: AnyAct, talker: Talker): Promise<Ended> =>
  inTransaction(act, async (act): Promise<Ended> => {
    await claimConversation(act, talker)
    const own = await findOwnChat(act, talker)
    if (!own?.chat) return refuse('not-found')
    const refusal = whyNotEnd(own.chat, { visitor: true })
    if (refusal) return refuse(refusal)
    const { user_id, language } = own.conversation
    return accept(await end(act, { ...own.chat, userId: user_id, language }, 'visitor'))
  })

/** The advisor who has it ends the chat. Then both topics are to be told. */
export const endChat = (act: Act, id: number): Promise<Ended> =>
  inTransaction(act, async (act): Promise<Ended> => {
    const chat = act.actor.isOperator ? await readChat(act, id) : undefined
    if (!chat) return refuse('not-found')
    const refusal = whyNotEnd(chat, { advisorId: act.actor.id })
    if (refusal) return refuse(refusal)
    await noteAdvisor(act)
    return accept(await end(act, chat, 'advisor'))
  })

/** The platform ends a chat that nobody has taken. Inside a transaction. */
export const endByPlatform = (act: AnyAct, chat: ChatOf, why: EndReason) => end(act, chat, 'platform', why)

async function end(act: AnyAct, chat: ChatOf, ...[by, why]: ['visitor' | 'advisor'] | ['platform', EndReason]) {
  await act.db
    .updateTable('chat')
    .set({ state: 'ended', ended_at: act.now.toISOString(), ended_by: by })
    .where('id', '=', chat.id)
    .where('state', '<>', 'ended')
    .execute()
  await happen(act, chat, { event: 'ended', by, ...(why && { why }) })
  return { conversationId: chat.conversation_id, chatId: chat.id }
}
