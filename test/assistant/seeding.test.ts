import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { listPlaces } from '../../src/assistant/article-queries.ts'
import { ORDER_FILE, orderIn } from '../../src/assistant/article-sets.ts'
import { changeArticle, moveArticle, removeArticle } from '../../src/assistant/editing-articles.ts'
import { seedArticles, SHIPPED_FOLDER } from '../../src/assistant/shipped-articles.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'
import { keptArticle, openSeeded } from './articles.ts'

const seed = (w: TestWorld, folder?: string) => seedArticles({ db: w.db, actor: null, now: w.clock.now }, folder)
const slugs = async (w: TestWorld) => (await listPlaces({ db: w.db })).map(({ slug }) => slug)

/** The folder of a later version. */
function laterVersion(changes: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-articles-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(SHIPPED_FOLDER, folder, { recursive: true })
  for (const [name, text] of Object.entries(changes)) writeFileSync(join(folder, name), text)
  return folder
}

const shipped = (name: string) => readFileSync(join(SHIPPED_FOLDER, name), 'utf8')
const renamed = (name: string, from: string, to: string) => shipped(name).replace(`slug: ${from}`, `slug: ${to}`)

test('a database that has seen nothing gets every article, public, in the order of the topics; nobody did it', async () => {
  const w = await openWorld()
  const written = await seed(w)
  expect(written).toEqual(await slugs(w))
  expect(written).toEqual(orderIn(shipped(ORDER_FILE)))
  expect(await w.db.selectFrom('article').select('state').distinct().execute()).toEqual([{ state: 'public' }])
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})

test('once all is seen nothing is written', async () => {
  const w = await openSeeded()
  const before = await w.db.selectFrom('knowledge').selectAll().execute()
  expect(await seed(w)).toEqual([])
  expect(await w.db.selectFrom('knowledge').selectAll().execute()).toEqual(before)
})

test('two servers that start at once bring everything in once', async () => {
  const w = await openWorld()
  const [first, second] = await Promise.all([seed(w), seed(w)])
  expect([...first, ...second].toSorted()).toEqual((await slugs(w)).toSorted())
})

test('what Emma edited, made a draft, moved or removed stays as she left it', async () => {
  const w = await openSeeded()
  const emma = await w.actOf(w.emma)
  const [edited, hidden] = [await keptArticle(w, 'space-what'), await keptArticle(w, 'two-factor')]
  const fr = { ...edited.texts.fr, body: 'Notre façon de le dire.' }
  await changeArticle(emma, edited, { ...edited, texts: { ...edited.texts, fr } })
  await changeArticle(emma, hidden, { ...hidden, state: 'draft' })
  await removeArticle(emma, (await keptArticle(w, 'account-locked')).id)
  await moveArticle(emma, (await keptArticle(w, 'password-forgotten')).id, 'up')
  const order = await slugs(w)
  const folder = laterVersion({
    'space-what.fr.md': shipped('space-what.fr.md').trimEnd() + '\n\nEncore une phrase.\n',
    'two-factor.fr.md': shipped('two-factor.fr.md').trimEnd() + '\n\nEncore une phrase.\n',
    'account-locked.fr.md': shipped('account-locked.fr.md').trimEnd() + '\n\nEncore une phrase.\n',
  })
  expect(await seed(w, folder)).toEqual([])
  expect((await keptArticle(w, 'space-what')).texts.fr.body).toBe('Notre façon de le dire.')
  expect((await keptArticle(w, 'two-factor')).state).toBe('draft')
  expect(await slugs(w)).toEqual(order)
})

test('a later version’s new article appears after its neighbour, and a new edition of an untouched one takes its place', async () => {
  const w = await openSeeded()
  const folder = laterVersion({
    'space-close.fr.md': renamed('space-what.fr.md', 'space-what', 'space-close'),
    'space-close.en.md': renamed('space-what.en.md', 'space-what', 'space-close'),
    [ORDER_FILE]: shipped(ORDER_FILE).replace('space-what\n', 'space-what\nspace-close\n'),
    'two-factor.fr.md': shipped('two-factor.fr.md').trimEnd() + '\n\nEncore une phrase.\n',
  })
  expect(await seed(w, folder)).toEqual(['two-factor', 'space-close'])
  const order = await slugs(w)
  expect(order[order.indexOf('space-what') + 1]).toBe('space-close')
  expect((await keptArticle(w, 'two-factor')).texts.fr.body).toContain('Encore une phrase.')
  expect(await seed(w, folder)).toEqual([])
})

test('an article of Emma’s own under a name that a later version ships stays hers', async () => {
  const w = await openSeeded()
  const own = await keptArticle(w, 'space-what')
  await w.db.deleteFrom('article_shipped').where('slug', '=', 'space-what').execute()
  const emma = await w.actOf(w.emma)
  await changeArticle(emma, own, { ...own, audience: 'all' })
  expect(await seed(w)).toEqual([])
  expect((await keptArticle(w, 'space-what')).audience).toBe('all')
})

test('looking for news costs less than 50 ms', async () => {
  const w = await openSeeded()
  const took: number[] = []
  for (let n = 0; n < 5; n++) {
    const started = performance.now()
    await seed(w)
    took.push(performance.now() - started)
  }
  expect(Math.min(...took)).toBeLessThan(50)
})
