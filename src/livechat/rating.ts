import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findTheirChat } from './chat-queries.ts'
import type { Talker } from './conversation-rules.ts'
import { claimConversation } from './conversing.ts'
import { type ChatScore, type RateRefusal, whyNotRate } from './rules.ts'

type Opinion = { chatId: number; score: ChatScore; comment: string }
type Rated = Result<{ conversationId: number }, RateRefusal>

/** What the visitor thought of a chat: once, after its end. */
export const rateChat = (act: AnyAct, talker: Talker, { chatId, score, comment }: Opinion): Promise<Rated> =>
  inTransaction(act, async (act): Promise<Rated> => {
    await claimConversation(act, talker)
    const chat = await findTheirChat(act, talker, chatId)
    if (!chat) return refuse('not-found')
    const refusal = whyNotRate(chat)
    if (refusal) return refuse(refusal)
    await act.db
      .updateTable('chat')
      .set({ rating: score, rating_comment: comment, rated_at: act.now.toISOString() })
      .where('id', '=', chat.id)
      .where('rating', 'is', null)
      .execute()
    return accept({ conversationId: chat.conversation_id })
  })
