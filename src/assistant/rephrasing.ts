import type { AnyAct, Language } from '../act.ts'
import { findConversation, findOpenChat } from '../livechat/conversation-queries.ts'
import type { Talker } from '../livechat/conversation-rules.ts'
import type { RephraseFailure, Rephraser } from '../outside/rephrasing.ts'
import { isWritten } from './article-rules.ts'
import { textIn } from './answering.ts'
import { planReplies, scenarioOf } from './answering-rules.ts'
import type { KnowledgeBase } from './knowledge.ts'
import { answerFromOwnData } from './own-data-queries.ts'
import { type RephraseRefusal, whyNotShow, withoutPersonal } from './rephrase-rules.ts'
import type { Article } from './rules.ts'
import { understand } from './understanding-rules.ts'

/** An article's other wording. `body` is what it stands for: of another edition it says nothing. */
export type Rephrased = { slug: string; body: string; text: string }
/** `why`: what kept another wording from being shown, where one was asked for. */
type Outcome = { rephrased: Rephrased | null; why: RephraseFailure | RephraseRefusal | null }

type Question = { text: string; language: Language; known: KnowledgeBase }
const NONE: Outcome = { rephrased: null, why: null }

/**
 * Asks for another wording of the article that is going to answer. Before the transaction, which must not wait for anybody
 * outside. Only the question and the article go out, and only where the answer is that article alone: nothing of a chat, a
 * scenario or the asker's own data.
 */
export async function rephraseAnswer(
  act: AnyAct,
  talker: Talker,
  { question, rephraser }: { question: Question; rephraser: Rephraser },
): Promise<Outcome> {
  const found = await findAlone(act, talker, question)
  if (!found) return NONE
  const { article, language } = found
  const text = textIn(article, language)
  // Written in the other language alone: another wording would be a translation.
  if (!isWritten(article.texts[language])) return NONE
  const { title, body } = text
  const said = await rephraser({ question: withoutPersonal(question.text), title, body, language })
  if (said.kind === 'failed') return { rephrased: null, why: said.why }
  const why = whyNotShow({ text: said.text, article: text, language })
  return why ? { rephrased: null, why } : { rephrased: { slug: article.slug, body, text: said.text }, why: null }
}

/** The article that is the whole answer to a question, if one is. */
async function findAlone(
  act: AnyAct,
  talker: Talker,
  { text, language: hint, known }: Question,
): Promise<{ article: Article; language: Language } | null> {
  const conversation = await findConversation(act, talker)
  if (conversation && (conversation.scenario !== null || (await findOpenChat(act, conversation.id)))) return null
  const understood = understand(known.knowledge, text, { language: hint })
  const standing = {
    isSignedIn: act.actor !== null,
    misunderstood: 0,
    knows: (slug: string) => known.articles.has(slug),
  }
  const [reply] = planReplies(understood, standing).replies
  if (reply?.reply !== 'topic' || scenarioOf(reply.slug)) return null
  const { language } = understood
  const article = known.articles.get(reply.slug)
  return article && !(await hasOwnFacts(act, article, { text, language })) ? { article, language } : null
}

async function hasOwnFacts(
  act: AnyAct,
  { slug, audience }: Article,
  asking: { text: string; language: Language },
): Promise<boolean> {
  const { actor } = act
  const facts = actor && (await answerFromOwnData({ ...act, actor }, slug, { ...asking, audience }))
  return facts !== null && facts.length > 0
}
