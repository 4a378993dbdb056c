import { expect, test } from 'vitest'
import { findKeptBySlug, listArticles, listPlaces } from '../../src/assistant/article-queries.ts'
import { STATES } from '../../src/assistant/article-rules.ts'
import { writeArticleSet } from '../../src/assistant/article-sets.ts'
import { changeArticle } from '../../src/assistant/editing-articles.ts'
import type { Article } from '../../src/assistant/rules.ts'
import { readZip, writeZip } from '../../src/outside/zip.ts'
import { paths } from '../../src/urls.ts'
import type { Person } from '../moment.ts'
import { makeBomb } from '../outside/zip.ts'
import { openWorld, PUBLIC_URL, type TestWorld, traces } from '../world.ts'
import { article, keptArticle, openSeeded } from './articles.ts'

type Sent = { name: string; content: string | Buffer<ArrayBuffer> }

/** Sends files as a browser does. */
async function send(w: TestWorld, person: Person, files: Sent[]) {
  const form = new FormData()
  form.append('once', crypto.randomUUID())
  for (const { name, content } of files) form.append('files', new File([content], name))
  if (files.length === 0) form.append('files', new File([''], ''))
  const { cookie } = await w.as(person)
  return w.app.request(PUBLIC_URL + paths.articlesImport, {
    method: 'POST',
    body: form,
    headers: { cookie, host: new URL(PUBLIC_URL).host, origin: PUBLIC_URL },
  })
}

const zipOf = (articles: Article[]): Sent => ({
  name: 'articles.zip',
  content: writeZip(writeArticleSet(articles).map(({ name, text }) => ({ name, content: Buffer.from(text) }))),
})
const filesOf = (articles: Article[]): Sent[] =>
  writeArticleSet(articles).map(({ name, text }) => ({ name, content: text }))
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

/** Presses the button of the page that says what would be done. */
async function confirm(w: TestWorld, html: string, once = crypto.randomUUID()) {
  const emma = await w.as(w.emma)
  return emma.post(paths.articlesImport, { once, kept: hidden(html, 'kept'), mark: hidden(html, 'mark') })
}

test('what the export gives, the import takes for what is there already', async () => {
  const w = await openSeeded()
  const hiddenOne = await keptArticle(w, 'two-factor')
  await changeArticle(await w.actOf(w.emma), hiddenOne, { ...hiddenOne, state: 'draft' })
  const answer = await (await w.as(w.emma)).get(paths.articlesExport)
  expect(answer.headers.get('content-disposition')).toContain('guichet-articles-2026-11-23.zip')
  const archive = Buffer.from(await answer.arrayBuffer())
  const read = await readZip(archive, { entry: 1e6, all: 1e8, entries: 1000 }, () => true)
  expect(read.ok && read.value.map(({ name }) => name).slice(-2)).toEqual(['accessibility.en.md', 'order.txt'])
  const html = await (await send(w, w.emma, [{ name: 'guichet.zip', content: archive }])).text()
  expect(html).toContain('65 articles identiques')
  expect(html).toContain('Rien ne change')
  expect(html).not.toContain('name="mark"')
})

test('one export makes another instance the same, order and states too', async () => {
  const [here, there] = [await openSeeded(), await openWorld()]
  const kept = await keptArticle(here, 'space-what')
  await changeArticle(await here.actOf(here.emma), kept, { ...kept, state: 'internal', position: 1 })
  const archive = Buffer.from(await (await (await here.as(here.emma)).get(paths.articlesExport)).arrayBuffer())
  const shown = await (await send(there, there.emma, [{ name: 'guichet.zip', content: archive }])).text()
  expect(shown).toContain('65 nouveaux articles')
  expect(await listPlaces({ db: there.db })).toEqual([])
  const done = await confirm(there, shown)
  expect([done.status, done.headers.get('location')]).toEqual([303, paths.articles])
  const contents = async (w: TestWorld) =>
    (await listArticles({ db: w.db }, { states: STATES })).map(({ slug, audience, state, texts }) => ({
      slug,
      audience,
      state,
      texts,
    }))
  expect(await contents(there)).toEqual(await contents(here))
  expect((await traces(there.dbs)).history).toEqual(Array.from({ length: 65 }, () => 'article.added'))
})

test('new, changed and same are told apart, and twice is once', async () => {
  const w = await openSeeded()
  const same = await keptArticle(w, 'space-what')
  const other = await keptArticle(w, 'two-factor')
  const changed = { ...other, texts: { ...other.texts, fr: { ...other.texts.fr, title: 'Autre titre' } } }
  const html = await (await send(w, w.emma, filesOf([same, changed, article('tout-neuf')]).slice(0, -1))).text()
  for (const text of ['1 nouvel article', '1 article modifié', '1 article identique', 'Importer 2 articles'])
    expect(html).toContain(text)
  const once = crypto.randomUUID()
  const answers = [await confirm(w, html, once), await confirm(w, html, once)]
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await keptArticle(w, 'two-factor')).texts.fr.title).toBe('Autre titre')
  expect((await listPlaces({ db: w.db })).at(-1)?.slug).toBe('tout-neuf')
  expect((await traces(w.dbs)).history.toSorted()).toEqual(['article.added', 'article.changed'])
  // What was kept for it is let go.
  expect(await w.db.selectFrom('kept_file').select('id').execute()).toEqual([])
})

test('one language alone changes that language alone', async () => {
  const w = await openSeeded()
  const before = await keptArticle(w, 'two-factor')
  const [french] = filesOf([
    { ...before, texts: { ...before.texts, fr: { ...before.texts.fr, title: 'En français' } } },
  ])
  const html = await (await send(w, w.emma, french ? [french] : [])).text()
  await confirm(w, html)
  const after = await keptArticle(w, 'two-factor')
  expect([after.texts.fr.title, after.texts.en]).toEqual(['En français', before.texts.en])
})

test('with one error nothing can be imported, and every error has its file and line', async () => {
  const w = await openSeeded()
  const answer = await send(w, w.emma, [
    ...filesOf([article('tout-neuf')]),
    { name: 'faux.fr.md', content: '---\nslug: faux\ntitle: Faux\naudience: robots\n---\nTexte\n' },
    { name: 'seul.fr.md', content: '---\nslug: seul\ntitle: Seul\naudience: all\n---\nTexte\n' },
    { name: 'image.fr.md', content: Buffer.from([0xff, 0xfe, 0x00, 0xd8]) },
    { name: 'casse.zip', content: Buffer.from('PK rien') },
    { name: 'bombe.zip', content: Buffer.from(makeBomb('bombe.fr.md', 30_000_000)) },
  ])
  expect(answer.status).toBe(422)
  const html = await answer.text()
  const told = [...html.matchAll(/<li><strong>([^<]*)<\/strong> : ([^<]*)<\/li>/g)].map(
    ([, at, text]) => `${at} : ${text?.slice(0, 30)}`,
  )
  expect(told).toEqual([
    'image.fr.md : ce n’est pas un texte en UTF-8',
    'casse.zip : cette archive ne peut pas être',
    'bombe.zip : cette archive est trop grande ',
    'faux.fr.md, ligne 4 : « audience: robots » : attendu',
    'seul.en.md : ce fichier manque : un article',
  ])
  expect(html).not.toContain('name="mark"')
  expect(await findKeptBySlug({ db: w.db }, 'tout-neuf')).toBeUndefined()
})

test('when the articles changed after the list was shown, nothing is done and the new list is shown', async () => {
  const w = await openSeeded()
  const kept = await keptArticle(w, 'two-factor')
  const wanted = { ...kept, texts: { ...kept.texts, fr: { ...kept.texts.fr, title: 'Importé' } } }
  const html = await (await send(w, w.emma, [zipOf([wanted])])).text()
  await changeArticle(await w.actOf(w.emma), kept, wanted)
  const answer = await confirm(w, html)
  expect(answer.status).toBe(409)
  const again = await answer.text()
  expect(again).toContain('Ces articles ont changé entre-temps')
  expect(again).toContain('1 article identique')
})

test('nothing sent, nothing kept, another’s files: each is said', async () => {
  const w = await openSeeded()
  const nothing = await send(w, w.emma, [])
  expect([nothing.status, (await nothing.text()).includes('href="#files"')]).toEqual([422, true])
  const emma = await w.as(w.emma)
  const gone = await emma.post(paths.articlesImport, {
    once: crypto.randomUUID(),
    kept: crypto.randomUUID(),
    mark: 'x',
  })
  expect([gone.status, (await gone.text()).includes('ne sont plus gardés')]).toEqual([409, true])
  expect((await emma.post(paths.articlesImport, { once: crypto.randomUUID() })).status).toBe(422)
  expect((await send(w, w.alice, [zipOf([article('pirate')])])).status).toBe(404)
  expect((await send(w, w.emma, [{ name: 'x.zip', content: Buffer.alloc(7 * 1024 * 1024) }])).status).toBe(413)
})

test('a thousand articles are imported, and others are served meanwhile', async () => {
  const w = await openWorld()
  const many = Array.from({ length: 1000 }, (_, n) => article(`sujet-${n}`))
  const html = await (await send(w, w.emma, [zipOf(many)])).text()
  expect(html).toContain('1000 nouveaux articles')
  let served = 0
  const reading = setInterval(() => served++, 1)
  const done = await confirm(w, html)
  clearInterval(reading)
  expect(done.status).toBe(303)
  expect((await listPlaces({ db: w.db })).map(({ position }) => position)).toEqual(many.map((_, at) => at + 1))
  expect(served).toBeGreaterThan(10)
})
