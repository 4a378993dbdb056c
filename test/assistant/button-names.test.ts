import { expect, test } from 'vitest'
import { nameApart } from '../../src/assistant/button-names-rules.ts'
import type { Answer } from '../../src/assistant/rules.ts'
import { SCENARIO_OFFERS } from '../../src/assistant/scenario-offers-list-rules.ts'
import { openConversation, say } from '../../src/livechat/conversing.ts'
import { paths } from '../../src/urls.ts'
import { fold } from '../../src/values/text.ts'
import { assistantWords } from '../../views/words/assistant.ts'
import type { TestWorld } from '../world.ts'
import { openSeeded } from './articles.ts'
import { openTalker } from './talking.ts'

/** The buttons of a piece of a page: what each is called, and what it does. */
const buttonsIn = (html: string) =>
  [...html.matchAll(/<button([^>]*)>([\s\S]*?)<\/button>/g)].map(([, tag = '', inner = '']) => ({
    name: fold(inner.replace(/<[^>]*>/g, ''))
      .replace(/\s+/g, ' ')
      .trim(),
    does: ['formaction', 'name', 'value']
      .map((attribute) => new RegExp(` ${attribute}="([^"]*)"`).exec(tag)?.[1])
      .join(' '),
  }))

/** The names that several buttons bear which do different things. */
function sharedIn(html: string): string[] {
  const acts = new Map<string, Set<string>>()
  for (const { name, does } of buttonsIn(html)) acts.set(name, (acts.get(name) ?? new Set()).add(does))
  return [...acts].filter(([, does]) => does.size > 1).map(([name]) => name)
}

/** The messages of a conversation's page, the greeting first. */
const messagesIn = (html: string): string[] => {
  const log = html.slice(html.indexOf('role="log"'), html.indexOf('id="talk-form"'))
  return log.split(/(?=<li id="message-)/)
}
const topicsIn = (html: string): string[] => [...html.matchAll(/value="topic:([^"]+)"/g)].map(([, slug = '']) => slug)

async function rename({ db }: TestWorld, slug: string | undefined, titles: { fr: string; en: string }) {
  const { id } = await db
    .selectFrom('article')
    .select('id')
    .where('slug', '=', slug ?? '')
    .executeTakeFirstOrThrow()
  for (const language of ['fr', 'en'] as const)
    await db
      .updateTable('article_text')
      .set({ title: titles[language] })
      .where('article_id', '=', id)
      .where('language', '=', language)
      .execute()
  await db
    .updateTable('knowledge')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .execute()
}
const label = SCENARIO_OFFERS[0]?.label ?? { fr: '', en: '' }
const agent = { fr: assistantWords.fr.agent, en: assistantWords.en.agent }

const READERS = { guest: null, user: 'chloe', manager: 'alice', operator: 'emma' } as const
for (const [reader, key] of Object.entries(READERS))
  for (const language of ['fr', 'en'] as const)
    test(`the greeting of a ${reader} (${language}) has no two buttons of one name that do different things`, async () => {
      const w = await openSeeded()
      if (key) await w.db.updateTable('user').set({ language }).where('id', '=', w[key].id).execute()
      const talker = await openTalker(w, key && w[key])
      const page = async () => (await talker.get(paths.assistant, { 'accept-language': language })).text()
      const [greeting = ''] = messagesIn(await page())
      const [first, second, third] = topicsIn(greeting)
      expect([topicsIn(greeting).length, greeting.includes(label[language]), sharedIn(greeting)]).toEqual([5, true, []])
      // Whoever keeps the articles may call them what they like.
      await rename(w, first, label)
      await rename(w, second, agent)
      await rename(w, third, label)
      const [renamed = ''] = messagesIn(await page())
      expect(topicsIn(renamed)).toEqual(topicsIn(greeting))
      expect(sharedIn(renamed)).toEqual([])
      expect(renamed).toContain(`>${label[language]} (article)</button>`)
      expect(renamed).toContain(`>${agent[language]} (article)</button>`)
      expect(renamed).toContain(`>${label[language]} (article 2)</button>`)
    })

for (const language of ['fr', 'en'] as const)
  test(`no title of the shipped articles is that of a button, nor of another article (${language})`, async () => {
    const w = await openSeeded()
    const topics = await w.db
      .selectFrom('article_text')
      .innerJoin('article', 'article.id', 'article_text.article_id')
      .select(['slug', 'title'])
      .where('language', '=', language)
      .execute()
    const beside = [...SCENARIO_OFFERS.map((offer) => offer.label[language]), agent[language]]
    expect(topics.length).toBeGreaterThan(60)
    expect(nameApart(topics, { beside, note: 'article' }).filter(({ note }) => note !== null)).toEqual([])
  })

test('nor has any answer, with its article, its scenario and its suggestions', async () => {
  const w = await openSeeded()
  const alice = await openTalker(w, w.alice)
  for (const question of ['', 'facture', 'ticket', 'azertyuiop', 'structure', 'comment faire'])
    await alice.ask(question)
  await alice.choose('topic:structure-activate')
  const { fr: agentName } = agent
  const topics = [label.fr, agentName, assistantWords.fr.noneOfThese, label.fr].map((title, at) => ({
    slug: `one-${at}`,
    title,
  }))
  const act = await w.actOf(w.alice)
  const { id } = await openConversation(act, { userId: w.alice.id, tokenHash: null }, 'fr')
  const text = { slug: 'structure-activate', title: 'Activer', body: 'Un texte' }
  const answers: Answer[] = [
    { answer: 'article', ...text, related: topics, scenario: 'structure-activation' },
    { answer: 'suggestions', topics },
    { answer: 'unknown', why: 'empty', topics },
  ]
  for (const data of answers) await say(act, id, { side: 'assistant', kind: 'answer', text: 'Voici', data })
  const messages = messagesIn(await alice.page())
  expect(messages.length).toBeGreaterThan(10)
  expect(messages.filter((message) => message.includes('(article)'))).toHaveLength(3)
  for (const message of messages) expect([message.slice(0, 60), sharedIn(message)]).toEqual([message.slice(0, 60), []])
})
