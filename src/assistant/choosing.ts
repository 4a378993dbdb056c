import type { AnyAct, Language } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { askForPerson } from '../livechat/asking-for-person.ts'
import { findOpenChat } from '../livechat/conversation-queries.ts'
import type { Conversation, Talker } from '../livechat/conversation-rules.ts'
import { openConversation, say } from '../livechat/conversing.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { startScenario } from './acting-scenario.ts'
import { offerPerson, sayReply, textIn } from './answering.ts'
import { type Choice, nearOf, planMisunderstood } from './answering-rules.ts'
import { keepCount, type Spoken } from './asking.ts'
import type { KnowledgeBase } from './knowledge.ts'
import { countHandover, logQuestion } from './logging-questions.ts'
import { closest } from './understanding-rules.ts'

/** Its article is not there any more. */
export type ChooseRefusal = 'topic-gone'
/** `words` are those of the button, which stand in the log. */
type Chosen = { choice: Choice; language: Language; words: string; known: KnowledgeBase }
type Choosing = Promise<Result<number, ChooseRefusal>>
/** Topics beside the one chosen, and itself. */
const NEAR = 4

/** A button of the conversation. Then `conversationTopic` is to be told, and for a person `WAITING_TOPIC`. */
export const choose = (act: AnyAct, talker: Talker, chosen: Chosen): Promise<Result<Spoken, ChooseRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Spoken, ChooseRefusal>> => {
    const conversation = await openConversation(act, talker, chosen.language)
    const done = await carryOut(act, { talker, conversation }, chosen)
    if (!done.ok) return done
    if (chosen.choice.choice !== 'none') await keepCount(act, conversation, 0)
    return accept({ conversationId: conversation.id, firstId: done.value })
  })

type Place = { talker: Talker; conversation: Conversation }

async function carryOut(act: AnyAct, place: Place, chosen: Chosen): Choosing {
  const { conversation } = place
  const { choice, language, words } = chosen
  switch (choice.choice) {
    case 'topic':
      return chooseTopic(act, conversation, { ...chosen, slug: choice.slug })
    case 'person':
      return choosePerson(act, place, chosen)
    case 'scenario': {
      const id = await sayChoice(act, conversation, words)
      const messageId = await startScenario(act, conversation, { scenario: choice.scenario, language })
      await logChoice(act, { messageId, text: words, language, outcome: 'scenario', slug: null })
      return accept(id)
    }
    case 'continue': {
      const id = await sayChoice(act, conversation, words)
      await sayReply(act, conversation, {
        reply: { reply: 'unknown', why: 'listening' },
        asked: { ...NOTHING_KNOWN, language },
      })
      return accept(id)
    }
    case 'none':
      return chooseNone(act, conversation, chosen)
  }
}
const NOTHING_KNOWN = { text: '', articles: new Map() }

const sayChoice = (act: AnyAct, { id, user_id }: Conversation, text: string) =>
  say(act, id, { side: 'visitor', kind: 'choice', text, authorId: user_id })

/** A button is asked for as words are, and leaves nothing to doubt. */
const logChoice = (act: AnyAct, logged: Omit<Parameters<typeof logQuestion>[1], 'confidence'>) =>
  logQuestion(act, { ...logged, confidence: 1 })

/** "Aucun de ces sujets": misunderstood, as if it had been said in words. */
async function chooseNone(act: AnyAct, conversation: Conversation, { language, words, known }: Chosen): Choosing {
  const { replies, misunderstood } = planMisunderstood(conversation)
  const id = await sayChoice(act, conversation, words)
  const asked = { text: words, language, articles: known.articles }
  const said: number[] = []
  for (const reply of replies) said.push(await sayReply(act, conversation, { reply, asked }))
  await keepCount(act, conversation, misunderstood)
  const [messageId = id] = said
  await logQuestion(act, { messageId, text: words, language, outcome: 'unknown', slug: null, confidence: 0 })
  return accept(id)
}

async function chooseTopic(
  act: AnyAct,
  conversation: Conversation,
  { slug, language, known }: Chosen & { slug: string },
): Choosing {
  const { knowledge, articles } = known
  const article = articles.get(slug)
  if (!article) return refuse('topic-gone')
  const text = textIn(article, language).title
  const near = closest(knowledge, text, { language, most: NEAR })
  const related = nearOf(near).filter((one) => one !== slug)
  const id = await sayChoice(act, conversation, text)
  const messageId = await sayReply(act, conversation, {
    reply: { reply: 'topic', slug, related },
    asked: { text, language, articles },
  })
  await logChoice(act, { messageId, text, language, outcome: 'answered', slug })
  return accept(id)
}

/** Into the queue; while the livechat is closed it is said when it opens. Who is in the queue already stays there. */
async function choosePerson(act: AnyAct, { talker, conversation }: Place, { language, words }: Chosen): Choosing {
  const chat = await findOpenChat(act, conversation.id)
  if (chat) return accept(0)
  const id = await sayChoice(act, conversation, words)
  await countHandover(act, { counted: 'person', language })
  const asked = await askForPerson(act, talker, language)
  if (!asked.ok && asked.refusal === 'closed') await offerPerson(act, conversation, { because: 'asked', language })
  return accept(id)
}
