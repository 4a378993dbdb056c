import type { AnyAct, Language } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { findOpenChat } from '../livechat/conversation-queries.ts'
import type { Conversation, Talker } from '../livechat/conversation-rules.ts'
import { openConversation, say } from '../livechat/conversing.ts'
import type { SpeakRefusal, SpeechRefusal } from '../livechat/rules.ts'
import { speakAsVisitor } from '../livechat/speaking.ts'
import { accept, type Result } from '../values/result.ts'
import { fold } from '../values/text.ts'
import { takeScenarioStep } from './acting-scenario.ts'
import { sayReply } from './answering.ts'
import { type Plan, planReplies } from './answering-rules.ts'
import type { KnowledgeBase } from './knowledge.ts'
import { logQuestion } from './logging-questions.ts'
import { lackedIn } from './own-spaces-rules.ts'
import type { Rephrased } from './rephrasing.ts'
import type { Understood } from './rules.ts'
import { understand } from './understanding-rules.ts'

/** What was said, from which line of which conversation on. */
export type Spoken = { conversationId: number; firstId: number }
/** `known` is read before the transaction: inside of one its index would be made anew. So is `rephrased`, which takes time. */
type Question = { text: string; language: Language; known: KnowledgeBase; rephrased?: Rephrased | null }

/**
 * A free question: to the advisor while a chat is open, else to the step of a scenario that waits for words, else to the
 * knowledge base. Then `conversationTopic` is to be told.
 */
export const ask = (
  act: AnyAct,
  talker: Talker,
  question: Question,
): Promise<Result<Spoken, SpeakRefusal | SpeechRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Spoken, SpeakRefusal | SpeechRefusal>> => {
    const conversation = await openConversation(act, talker, question.language)
    if (await findOpenChat(act, conversation.id)) return askAdvisor(act, talker, question.text)
    const stepId = await takeScenarioStep(act, conversation, question)
    if (stepId !== null) return accept({ conversationId: conversation.id, firstId: stepId })
    return accept({ conversationId: conversation.id, firstId: await askAssistant(act, conversation, question) })
  })

async function askAdvisor(act: AnyAct, talker: Talker, text: string) {
  const spoken = await speakAsVisitor(act, talker, { text, files: [], limits: { perForm: 0, files: 0 } })
  if (!spoken.ok) return spoken
  const { conversationId, messageIds } = spoken.value
  return accept({ conversationId, firstId: messageIds[0] ?? 0 })
}

async function askAssistant(
  act: AnyAct,
  conversation: Conversation,
  { text, language, known, rephrased = null }: Question,
): Promise<number> {
  const { knowledge, articles } = known
  const understood = understand(knowledge, text, { language })
  const plan = planReplies(understood, {
    isSignedIn: act.actor !== null,
    misunderstood: conversation.misunderstood,
    knows: (slug) => articles.has(slug),
    asksOfLacking: lackedIn(fold(text)).length > 0,
  })
  const question = text === '' ? null : await sayQuestion(act, conversation, text)
  const asked = { text, language: understood.language, articles, rephrased }
  const replies: number[] = []
  for (const reply of plan.replies) replies.push(await sayReply(act, conversation, { reply, asked }))
  await keepCount(act, conversation, plan.misunderstood)
  const [answer = 0] = replies
  if (question !== null) await log(act, { text, understood, plan, messageId: answer })
  return question ?? answer
}

const sayQuestion = (act: AnyAct, { id, user_id }: Conversation, text: string) =>
  say(act, id, { side: 'visitor', kind: 'question', text, authorId: user_id })

/** How many were misunderstood in a row. */
export const keepCount = (act: AnyAct, { id, misunderstood }: Conversation, now: number) =>
  now === misunderstood
    ? Promise.resolve()
    : act.db.updateTable('conversation').set({ misunderstood: now }).where('id', '=', id).execute()

type Logged = { text: string; understood: Understood; plan: Plan; messageId: number }
const OUTCOMES = {
  topic: 'answered',
  suggestions: 'suggested',
  unknown: 'unknown',
  handover: 'handover',
  scenario: 'scenario',
} as const

/** What became of the question: it feeds the operator's pages. */
function log(act: AnyAct, { text, understood, plan, messageId }: Logged) {
  const [first] = plan.replies
  return logQuestion(act, {
    messageId,
    text,
    language: understood.language,
    outcome: OUTCOMES[first?.reply ?? 'unknown'],
    slug: first?.reply === 'topic' ? first.slug : null,
    confidence: understood.confidence,
  })
}
