import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Language } from '../../src/act.ts'
import { articleFileName, parseArticleFile, writeArticleFile } from '../../src/assistant/article-files.ts'
import { LANGUAGES } from '../../src/assistant/article-rules.ts'
import { ORDER_FILE, orderIn, readArticleSet } from '../../src/assistant/article-sets.ts'
import { linksOf } from '../../src/assistant/markdown-rules.ts'
import type { Article, ArticleText } from '../../src/assistant/rules.ts'
import { SHIPPED_FOLDER } from '../../src/assistant/shipped-articles.ts'
import { listCategories } from '../../src/tickets/category-queries.ts'
import { fold } from '../../src/values/text.ts'
import { SCENARIO_OFFERS } from '../../src/assistant/scenario-offers-list-rules.ts'
import { openWorld } from '../world.ts'

const files = readdirSync(SHIPPED_FOLDER).filter((name) => name.endsWith('.md'))
const texts = files.map((name) => ({ name, text: readFileSync(join(SHIPPED_FOLDER, name), 'utf8') }))
const order = orderIn(readFileSync(join(SHIPPED_FOLDER, ORDER_FILE), 'utf8'))
const { articles, problems } = await readArticleSet(texts)

/** Labels that no file of words holds as they stand, with what they are. */
const OTHER_LABELS: Record<Language, Record<string, string>> = {
  fr: {
    'Accéder aux rejets EDI': 'a button of Chorus Pro, said not to be here yet',
    'Dépôt factures': 'a function of Chorus Pro, said not to be here yet',
    Déposée: 'the state of an invoice, said to come',
    'Mise en paiement': 'the state of an invoice, said to come',
    'Comment rattacher un collègue à ma structure ?': 'an example of a question',
    'contacter un agent': 'what to write to the assistant',
  },
  en: {
    'How do I attach a colleague to my entity?': 'an example of a question',
    'call an agent': 'what to write to the assistant',
  },
}

/** All that can stand on a screen in a language: the texts of the words, those that a function makes of others, categories. */
async function screenTexts(language: Language): Promise<{ whole: Set<string>; parts: string }> {
  const { db } = await openWorld()
  const categories = await listCategories({ db })
  const whole = new Set(categories.flatMap((one) => [one, ...one.subcategories].map((named) => plain(named[language]))))
  const parts: string[] = []
  const collect = (value: unknown): void => {
    if (typeof value === 'string') whole.add(plain(value))
    else if (typeof value === 'function') parts.push(plain(String(value)))
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) collect(one)
  }
  for (const file of readdirSync('views/words')) {
    const module = (await import(`../../views/words/${file.replace(/\.ts$/, '')}.ts`)) as Record<string, unknown>
    for (const words of Object.values(module))
      if (typeof words === 'object' && words !== null && language in words)
        collect(words[language as keyof typeof words])
  }
  return { whole, parts: parts.join('\n') }
}

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/\\u00a0/g, ' ')
const QUOTED: Record<Language, RegExp> = { fr: /«([^»]+)»/g, en: /“([^”]+)”/g }
const labelsIn = (text: string, language: Language) =>
  [...text.matchAll(QUOTED[language])].map(([, label = '']) => plain(label).trim())

const whole = (slug: string): Article => {
  const sent = articles.get(slug)
  if (!sent?.texts.fr || !sent.texts.en) throw new Error(`${slug} is not there in both languages`)
  return { ...sent, texts: { fr: sent.texts.fr, en: sent.texts.en } }
}

test('every file can be read, and every article is there in both languages and in the order', () => {
  expect(problems).toEqual([])
  expect([...articles.keys()].toSorted()).toEqual(order.toSorted())
  expect(order.flatMap((slug) => LANGUAGES.map((language) => articleFileName(slug, language))).toSorted()).toEqual(
    files.toSorted(),
  )
})

test('every file is written as an export would write it', async () => {
  const others: string[] = []
  for (const { name, text } of texts) {
    const { article } = await parseArticleFile({ name, text })
    if (article && writeArticleFile(whole(article.slug), article.language) !== text) others.push(name)
  }
  expect(others).toEqual([])
})

test.each(LANGUAGES)('every article has at least ten other questions of its own in %s', (language) => {
  const owners = new Map<string, string>()
  const wrong: string[] = []
  for (const slug of order) {
    const { variants } = whole(slug).texts[language]
    if (variants.length < 10) wrong.push(`${slug}: ${variants.length}`)
    for (const variant of variants) {
      const owner = owners.get(fold(variant))
      if (owner !== undefined) wrong.push(`${variant}: ${owner}, ${slug}`)
      owners.set(fold(variant), slug)
    }
  }
  expect(wrong).toEqual([])
})

test('every link leads to a page without parameters, or to an article', async () => {
  const w = await openWorld()
  const pages = new Set(w.app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path))
  const leads = (href: string) => pages.has(href) || order.some((slug) => href === `/help/articles/${slug}`)
  const wrong = order.flatMap((slug) =>
    LANGUAGES.flatMap((language) => {
      const links = linksOf(whole(slug).texts[language].body)
      const dead = links.filter(({ href }) => !leads(href)).map(({ href }) => href)
      return (links.length === 0 ? ['no link'] : dead).map((what) => `${slug}.${language}: ${what}`)
    }),
  )
  expect(wrong).toEqual([])
})

test.each(LANGUAGES)('every label that an article quotes in %s stands on a screen', async (language) => {
  const screens = await screenTexts(language)
  const offers = SCENARIO_OFFERS.map(({ label }) => label[language])
  const isOnScreen = (label: string) =>
    screens.whole.has(label) ||
    offers.includes(label) ||
    screens.parts.includes(label) ||
    label in OTHER_LABELS[language]
  const text = ({ body }: ArticleText) => body
  const wrong = order.flatMap((slug) =>
    labelsIn(text(whole(slug).texts[language]), language)
      .filter((label) => !isOnScreen(label))
      .map((label) => `${slug}: ${label}`),
  )
  expect(wrong).toEqual([])
})
