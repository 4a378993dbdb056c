import { expect, test } from 'vitest'
import { listPlaces, searchArticles } from '../../src/assistant/article-queries.ts'
import { addArticle, changeArticle } from '../../src/assistant/editing-articles.ts'
import { orderedBy, placed } from '../../src/assistant/article-rules.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { plansOf } from '../query-plans.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'
import { article, keptArticle, openSeeded } from './articles.ts'

const body = async (answer: Response | Promise<Response>) => (await answer).text()
const order = async (w: TestWorld) => (await listPlaces({ db: w.db })).map(({ slug }) => slug)
const first = ['account-create', 'account-activation-mail-lost', 'account-activation-link-expired']
const rowsIn = (html: string) => [...html.matchAll(/<small>([a-z-]+)<\/small>/g)].map(([, slug]) => slug)

test('the list is in order, by pages; each page has its own address and title', async () => {
  const w = await openSeeded()
  const emma = await w.as(w.emma)
  const html = await body(emma.get(paths.articles))
  expect(rowsIn(html)).toEqual((await order(w)).slice(0, 25))
  expect(html).toContain('<title>Base de connaissances (1/3) – Support de la plateforme – Guichet</title>')
  const third = await body(emma.get(withQuery(paths.articles, { page: 3 })))
  expect(rowsIn(third)).toEqual((await order(w)).slice(50))
  expect(rowsIn(await body(emma.get(withQuery(paths.articles, { page: 99 }))))).toEqual(rowsIn(third))
  expect(await body(emma.get(paths.articles, htmx))).not.toContain('<html')
})

test('words are found in titles, questions and names, in both languages, with or without accents', async () => {
  const w = await openSeeded()
  const emma = await w.as(w.emma)
  const found = async (q: string) => rowsIn(await body(emma.get(withQuery(paths.articles, { q }))))
  expect(await found('desactiver compte')).toContain('account-deactivate')
  expect(await found('DÉSACTIVER')).toContain('account-deactivate')
  expect(await found('forgotten password')).toContain('password-forgotten')
  expect(await found('rejections-where')).toContain('rejections-where')
  expect(await found('100 % introuvable "x" OR *')).toEqual([])
})

test('a state shows its articles alone, and says how many there are of each', async () => {
  const w = await openSeeded()
  const kept = await keptArticle(w, 'two-factor')
  await changeArticle(await w.actOf(w.emma), kept, { ...kept, state: 'draft' })
  const emma = await w.as(w.emma)
  const html = await body(emma.get(withQuery(paths.articles, { state: 'draft' })))
  expect(rowsIn(html)).toEqual(['two-factor'])
  expect(html.match(/(Tous|Public|Interne|Brouillon) <span class="count">\d+/g)).toEqual([
    'Tous <span class="count">65',
    'Brouillon <span class="count">1',
    'Interne <span class="count">0',
    'Public <span class="count">64',
  ])
  // Its neighbours are not to be seen: nothing to move it by.
  expect(html).not.toContain('name="up"')
  expect(await body(emma.get(withQuery(paths.articles, { state: 'internal' })))).toContain(
    'Aucun article ne correspond.',
  )
})

test('an empty list says what to do', async () => {
  const w = await openWorld()
  const html = await body((await w.as(w.emma)).get(paths.articles))
  expect(html).toContain('Aucun article pour l’instant.')
  expect(html).toContain(`href="${paths.articlesImport}"`)
})

test('a title that is missing in English is shown in French, and marked', async () => {
  const w = await openWorld()
  const half = article('brouillon', { state: 'draft' })
  half.texts.en = { title: '', body: '', variants: [] }
  await addArticle(await w.actOf(w.emma), half)
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.emma.id).execute()
  const html = await body(
    (await w.as(w.emma)).get(paths.articles, { cookie: `${(await w.as(w.emma)).cookie}; guichet_language=en` }),
  )
  expect(html).toMatch(/<a [^>]*lang="fr"[^>]*>Titre de brouillon<\/a>/)
})

test('Emma moves an article down and up again, without JavaScript and with it', async () => {
  const w = await openSeeded()
  const emma = await w.as(w.emma)
  const { id } = await keptArticle(w, 'account-create')
  const plain = await emma.post(paths.articlesOrder, { once: crypto.randomUUID(), down: String(id) })
  expect([plain.status, plain.headers.get('location')]).toEqual([303, `${paths.articles}#down-${id}`])
  expect((await order(w)).slice(0, 3)).toEqual([first[1], first[0], first[2]])
  const part = await emma.post(paths.articlesOrder, { once: crypto.randomUUID(), up: String(id) }, htmx)
  const html = await part.text()
  expect(part.status).toBe(200)
  expect(rowsIn(html).slice(0, 3)).toEqual(first)
  // It is the first now: the focus goes on from the only way left.
  expect(html).toMatch(new RegExp(`id="down-${id}"[^>]*data-focus`))
  expect(html).not.toContain(`id="up-${id}"`)
  expect((await traces(w.dbs)).history).toEqual(['article.moved', 'article.moved'])
})

test('a double click moves one place; the first goes no higher; one that is gone is said to be', async () => {
  const w = await openSeeded()
  const emma = await w.as(w.emma)
  const [one, two] = [await keptArticle(w, first[0] ?? ''), await keptArticle(w, first[2] ?? '')]
  const fields = { once: crypto.randomUUID(), up: String(two.id) }
  await emma.post(paths.articlesOrder, fields)
  await emma.post(paths.articlesOrder, fields)
  expect((await order(w)).slice(0, 3)).toEqual([first[0], first[2], first[1]])
  const refused = await emma.post(paths.articlesOrder, { once: crypto.randomUUID(), up: String(one.id) })
  expect([refused.status, (await refused.text()).includes('déjà à cette place')]).toEqual([409, true])
  expect((await emma.post(paths.articlesOrder, { once: crypto.randomUUID(), up: '999999' })).status).toBe(404)
  expect((await emma.post(paths.articlesOrder, { once: crypto.randomUUID() })).status).toBe(422)
  expect((await emma.post(paths.articlesOrder, { once: crypto.randomUUID(), up: 'x' })).status).toBe(422)
  expect((await (await w.as(w.alice)).post(paths.articlesOrder, fields)).status).toBe(404)
})

test('orders are made of what is there', () => {
  expect(orderedBy(['a', 'b', 'c', 'd'], ['d', 'x', 'b', 'd'])).toEqual(['a', 'd', 'c', 'b'])
  expect(orderedBy(['a', 'b'], [])).toEqual(['a', 'b'])
  expect(placed([1, 2, 3], 3, 1)).toEqual([3, 1, 2])
  expect(placed([1, 2, 3], 1, 99)).toEqual([2, 3, 1])
})

test('a page of the list is read along the order, not sorted', async () => {
  const w = await openSeeded()
  const read = (act: Awaited<ReturnType<typeof w.actOf>>) =>
    searchArticles(act, 'fr', { q: '', state: null, paging: { page: 1, size: 25 } })
  for (const { plan } of await plansOf(w, await w.actOf(w.emma), read)) {
    // The language of a title is chosen among two.
    const outer = plan.slice(0, plan.findIndex((step) => step.startsWith('CORRELATED')) + 1 || plan.length)
    expect(outer.join('\n')).not.toContain('USE TEMP B-TREE FOR ORDER BY')
  }
})
