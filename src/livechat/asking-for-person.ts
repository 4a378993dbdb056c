import type { AnyAct, Language } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { isOpen } from '../values/opening-hours.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findOpenChat } from './conversation-queries.ts'
import type { Talker } from './conversation-rules.ts'
import { openConversation } from './conversing.ts'
import { happen } from './happening.ts'
import { readHours } from './hours-queries.ts'
import { type AskForPersonRefusal, whyNotAskForPerson } from './rules.ts'

type Asked = Result<{ conversationId: number; chatId: number }, AskForPersonRefusal>

/** « Contacter un agent »: puts the conversation into the queue. Then `conversationTopic` and `WAITING_TOPIC` are to be told. */
export const askForPerson = (act: AnyAct, talker: Talker, language: Language): Promise<Asked> =>
  inTransaction(act, async (act): Promise<Asked> => {
    const conversation = await openConversation(act, talker, language)
    const chat = await findOpenChat(act, conversation.id)
    const refusal = whyNotAskForPerson({ isOpen: isOpen(await readHours(act), act.now), chat })
    if (refusal) return refuse(refusal)
    const at = act.now.toISOString()
    const asked = await act.db
      .insertInto('chat')
      .values({
        conversation_id: conversation.id,
        asked_at: at,
        visitor_seen_at: at,
        advisor_id: null,
        taken_at: null,
        ended_at: null,
        ended_by: null,
        ticket_id: null,
        rating: null,
        rated_at: null,
      })
      .returning(['id', 'conversation_id'])
      .executeTakeFirstOrThrow()
    await happen(act, { ...asked, language: conversation.language }, { event: 'asked' })
    return accept({ conversationId: conversation.id, chatId: asked.id })
  })
