import type { AnyAct, Language } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { randomToken, sha256 } from '../values/random.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findTheirChat } from './chat-queries.ts'
import { listMessages } from './conversation-queries.ts'
import type { Talker } from './conversation-rules.ts'
import { claimConversation } from './conversing.ts'
import { mailTranscript, mailTranscriptLink } from './mails.ts'
import { hasAdvisor, readTranscript } from './transcript-queries.ts'
import { type MailTranscriptRefusal, TRANSCRIPT_DAYS } from './transcript-rules.ts'

type Mailed = Result<{ address: string }, MailTranscriptRefusal>

/** The transcript to the contact address of the account that had the chat. */
export const sendTranscript = (act: AnyAct, talker: Talker, chatId: number): Promise<Mailed> =>
  inTransaction(act, async (act): Promise<Mailed> => {
    await claimConversation(act, talker)
    const chat = await findTheirChat(act, talker, chatId)
    if (!chat || talker.userId === null) return refuse('not-found')
    if (!(await hasAdvisor(act, chat.id))) return refuse('no-advisor')
    const { lines } = await readTranscript(act, chat.conversation_id)
    return accept({ address: await mailTranscript(act, { chatId, userId: talker.userId, lines }) })
  })

type Asked = { chatId: number; email: string; language: Language }

/** A link to the transcript, to an address that somebody without an account typed. Asked for again it is another mail when more was said. */
export const sendTranscriptLink = (act: AnyAct, talker: Talker, { chatId, email, language }: Asked): Promise<Mailed> =>
  inTransaction(act, async (act): Promise<Mailed> => {
    await claimConversation(act, talker)
    const chat = await findTheirChat(act, talker, chatId)
    if (!chat) return refuse('not-found')
    if (!(await hasAdvisor(act, chat.id))) return refuse('no-advisor')
    const token = randomToken()
    const expires = new Date(act.now.getTime() + TRANSCRIPT_DAYS * 24 * 3_600_000)
    await act.db
      .insertInto('chat_link')
      .values({ token_hash: sha256(token), chat_id: chatId, expires_at: expires.toISOString() })
      .execute()
    const [last] = await listMessages(act, chat.conversation_id, { limit: 1 })
    await mailTranscriptLink(act, { chatId, lastId: last?.id ?? 0, email, at: chat.asked_at, language }, token)
    return accept({ address: email })
  })

/** Takes away the links that open nothing any more. */
export async function purgeTranscriptLinks({ db, now }: Pick<AnyAct, 'db' | 'now'>): Promise<void> {
  await db.deleteFrom('chat_link').where('expires_at', '<=', now.toISOString()).execute()
}
