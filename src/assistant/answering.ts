import type { AnyAct, Language } from '../act.ts'
import type { Conversation } from '../livechat/conversation-rules.ts'
import { say } from '../livechat/conversing.ts'
import { handoverNow } from '../livechat/hand-over-queries.ts'
import { readHours } from '../livechat/hours-queries.ts'
import { startScenario } from './acting-scenario.ts'
import { type Reply, scenarioOf } from './answering-rules.ts'
import { isAnybodyHere } from '../livechat/queue-queries.ts'
import { isWritten } from './article-rules.ts'
import { HOURS_TOPIC, hoursSentences } from './hours-answer-rules.ts'
import { countHandover } from './logging-questions.ts'
import { answerFromOwnData } from './own-data-queries.ts'
import type { Rephrased } from './rephrasing.ts'
import { answerText, handoverText } from './reply-rules.ts'
import { listOptions } from './talk-queries.ts'
import type { Answer, Article, ArticleText, HandoverReason, Topic } from './rules.ts'

/** What is answered: the words that were said, the language they are in, what is known, an article’s other wording. */
export type Asked = {
  text: string
  language: Language
  articles: Map<string, Article>
  rephrased?: Rephrased | null
}

/** An article in this language or, where it is not written in that, in the other. */
export function textIn({ texts }: Article, language: Language): ArticleText {
  const other = texts[language === 'fr' ? 'en' : 'fr']
  return isWritten(texts[language]) ? texts[language] : other
}

const topicsOf = (slugs: string[], { articles, language }: Asked): Topic[] =>
  slugs.flatMap((slug) => {
    const article = articles.get(slug)
    return article ? [{ slug, title: textIn(article, language).title }] : []
  })

/** One reply as a line of the conversation; its id. Inside a transaction. */
export async function sayReply(
  act: AnyAct,
  conversation: Conversation,
  { reply, asked }: { reply: Reply; asked: Asked },
): Promise<number> {
  const { language } = asked
  const sayThis = (answer: Canned) => sayCanned(act, conversation, { answer, language })
  switch (reply.reply) {
    case 'topic':
      return sayThis(await answerTopic(act, reply, asked))
    case 'suggestions':
      return sayThis({ answer: 'suggestions', topics: topicsOf(reply.slugs, asked) })
    case 'unknown':
      return sayThis({
        answer: 'unknown',
        why: reply.why,
        ...(reply.why === 'empty' && { topics: await listOptions(act, language) }),
      })
    case 'handover':
      return offerPerson(act, conversation, { because: reply.because, language })
    case 'scenario':
      return startScenario(act, conversation, { scenario: reply.scenario, language })
  }
}

type Canned = Parameters<typeof answerText>[0]

/** The language goes along: what was said is in it, whatever the page is in. */
const sayCanned = (act: AnyAct, { id }: Conversation, { answer, language }: { answer: Canned; language: Language }) =>
  say(act, id, {
    side: 'assistant',
    kind: 'answer',
    text: answerText(answer, language),
    data: { ...answer, language },
  })

/** "Contacter un agent": now, or when the livechat opens. Inside a transaction. */
export async function offerPerson(
  act: AnyAct,
  { id }: Pick<Conversation, 'id'>,
  { because, language }: { because: HandoverReason; language: Language },
): Promise<number> {
  await countHandover(act, { counted: `offer-${because}`, language })
  const hours = { ...(await handoverNow(act)), isStaffed: await isAnybodyHere(act) }
  const answer = { answer: 'handover', because, opensAt: hours.opensAt } satisfies Answer
  const data = { ...answer, isOpen: hours.isOpen, isStaffed: hours.isStaffed, language }
  return say(act, id, { side: 'assistant', kind: 'answer', text: handoverText(because, hours, language), data })
}

async function listOwnFacts(act: AnyAct, { slug, audience }: Article, asking: Pick<Asked, 'text' | 'language'>) {
  const { actor } = act
  return (actor && (await answerFromOwnData({ ...act, actor }, slug, { ...asking, audience }))) ?? []
}

async function answerTopic(act: AnyAct, { slug, related }: { slug: string; related: string[] }, asked: Asked) {
  const { language, text, articles } = asked
  const article = articles.get(slug)
  if (!article) return { answer: 'unknown', why: 'not-found' } satisfies Canned
  const { title, body } = textIn(article, language)
  const scenario = scenarioOf(slug)
  const whole = { slug, title, body, related: topicsOf(related, asked), ...(scenario && { scenario }) }
  const facts = await listOwnFacts(act, article, { text, language })
  if (facts.length > 0) return { answer: 'own-data', ...whole, facts } satisfies Canned
  const isRephrased = asked.rephrased?.slug === slug && asked.rephrased.body === body
  return {
    answer: 'article',
    ...whole,
    ...(slug === HOURS_TOPIC && { told: hoursSentences(await readHours(act), act.now, language) }),
    ...(isRephrased && { rephrased: asked.rephrased?.text ?? body }),
  } satisfies Canned
}
