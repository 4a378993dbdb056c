import type { AnyAct, Language } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Talker } from '../livechat/conversation-rules.ts'
import { claimConversation } from '../livechat/conversing.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { offerPerson } from './answering.ts'
import type { Spoken } from './asking.ts'
import { keepOutcome, noteVote } from './logging-questions.ts'
import { findOwnMessage, readLast } from './talk-queries.ts'
import type { Vote } from './talk-rules.ts'

/** `not-found` also for whom the answer was not given to; `not-voted` for a comment without a thumb down. */
export type RateRefusal = 'not-found' | 'not-voted'
type Rated = Promise<Result<{ conversationId: number }, RateRefusal>>

/** « Pouce en haut », « pouce en bas »: one for each answer, the last one counts. */
export const rateAnswer = (act: AnyAct, talker: Talker, { id, vote }: { id: number; vote: Vote }): Rated =>
  inTransaction(act, async (act): Rated => {
    const own = await findAnswer(act, talker, id)
    if (!own) return refuse('not-found')
    const at = act.now.toISOString()
    await act.db
      .insertInto('answer_vote')
      .values({ message_id: id, vote, at })
      .onConflict((conflict) => conflict.column('message_id').doUpdateSet({ vote, comment: '', at }))
      .execute()
    await keepOutcome(act, own.message)
    await noteVote(act, id, { vote, comment: '' })
    return accept({ conversationId: own.conversation.id })
  })

async function findAnswer(act: AnyAct, talker: Talker, id: number) {
  await claimConversation(act, talker)
  const own = await findOwnMessage(act, talker, id)
  return own?.message.kind === 'answer' ? own : null
}

type Comment = { id: number; comment: string; language: Language }

/** What is wrong with an answer, or nothing: either way a person is offered then, once. */
export const commentAnswer = (
  act: AnyAct,
  talker: Talker,
  { id, comment, language }: Comment,
): Promise<Result<Spoken, RateRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Spoken, RateRefusal>> => {
    const own = await findAnswer(act, talker, id)
    if (!own) return refuse('not-found')
    const { conversation } = own
    const { numUpdatedRows } = await act.db
      .updateTable('answer_vote')
      .set({ comment })
      .where('message_id', '=', id)
      .where('vote', '=', 'down')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return refuse('not-voted')
    await noteVote(act, id, { vote: 'down', comment })
    const last = await readLast(act, conversation.id)
    const isOffered = last?.kind === 'answer' && (last.data as { answer?: string }).answer === 'handover'
    const firstId = isOffered ? last.id : await offerPerson(act, conversation, { because: 'disliked', language })
    return accept({ conversationId: conversation.id, firstId })
  })
