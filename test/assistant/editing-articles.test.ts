import { expect, test } from 'vitest'
import { listPlaces } from '../../src/assistant/article-queries.ts'
import { LIMITS } from '../../src/assistant/article-rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'
import { article, fieldsOf, keptArticle, knowledgeVersion, openSeeded } from './articles.ts'

const pageOf = async (w: TestWorld, slug: string) => url(paths.article, await keptArticle(w, slug))
const body = async (answer: Response | Promise<Response>) => (await answer).text()

test('Emma writes an article: it comes last, its name is made of its title, and the form lands on it', async () => {
  const w = await openSeeded()
  const emma = await w.as(w.emma)
  const form = await body(emma.get(paths.newArticle))
  expect(form).toContain('Écrire un article')
  const typed = article('velos', { slug: '' })
  typed.texts.fr = {
    title: 'Où garer mon vélo ?',
    body: 'Dans la **cour**.\n\nDe 8 h à 18 h.',
    variants: ['parking vélo', 'garer un vélo'],
  }
  const answer = await emma.post(paths.newArticle, fieldsOf(typed))
  const kept = await keptArticle(w, 'ou-garer-mon-velo')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, url(paths.article, kept)])
  expect(kept.texts).toEqual(typed.texts)
  expect((await listPlaces({ db: w.db })).at(-1)?.slug).toBe('ou-garer-mon-velo')
  expect(kept.updatedBy).toBe('Emma Faure')
  expect(await traces(w.dbs)).toEqual({ history: ['article.added'], mails: [] })
  const page = await body(emma.get(url(paths.article, kept)))
  expect(page).toContain('ou-garer-mon-velo')
  // Two questions are few.
  expect(page).toContain('2 autres façons')
})

test('Emma changes an article; sent as it was drawn it changes nothing and leaves no line', async () => {
  const w = await openSeeded()
  const emma = await w.as(w.emma)
  const before = await keptArticle(w, 'space-what')
  const version = await knowledgeVersion(w)
  const page = await pageOf(w, 'space-what')
  const same = await emma.post(page, fieldsOf(before, { seen: before.seen }))
  expect([same.status, await knowledgeVersion(w)]).toEqual([303, version])
  const fr = { ...before.texts.fr, title: 'Les espaces' }
  await emma.post(
    page,
    fieldsOf({ ...before, audience: 'all', state: 'internal', texts: { ...before.texts, fr } }, { seen: before.seen }),
  )
  const after = await keptArticle(w, 'space-what')
  expect([after.texts.fr.title, after.texts.en, after.state]).toEqual(['Les espaces', before.texts.en, 'internal'])
  expect(await knowledgeVersion(w)).toBeGreaterThan(version)
  expect((await traces(w.dbs)).history).toEqual(['article.changed'])
  const entry = await w.db.selectFrom('history').select('id').executeTakeFirstOrThrow()
  const told = await body(emma.get(url(paths.historyEntry, entry)))
  for (const text of ['Modification d’un article d’aide', 'Les espaces', 'Interne', 'Public', 'Utilisateurs connectés'])
    expect(told).toContain(text)
})

test('the place in the form puts an article among the others', async () => {
  const w = await openSeeded()
  const emma = await w.as(w.emma)
  const kept = await keptArticle(w, 'space-what')
  await emma.post(await pageOf(w, 'space-what'), fieldsOf(kept, { seen: kept.seen, position: '1' }))
  expect((await listPlaces({ db: w.db })).map(({ slug, position }) => `${position} ${slug}`).slice(0, 2)).toEqual([
    '1 space-what',
    '2 account-create',
  ])
  await emma.post(paths.newArticle, fieldsOf(article('deuxieme'), { position: '2' }))
  expect((await listPlaces({ db: w.db }))[1]?.slug).toBe('deuxieme')
})

test('a draft may lack a language; what is read by others may not, and the form keeps what was typed', async () => {
  const w = await openWorld()
  const emma = await w.as(w.emma)
  const half = article('a-moitie', { texts: { ...article('x').texts, en: { title: '', body: '', variants: [] } } })
  const refused = await emma.post(paths.newArticle, fieldsOf(half))
  expect(refused.status).toBe(422)
  const html = await refused.text()
  expect(html).toContain('Titre de x')
  expect(html).toContain('href="#titleEn"')
  expect(html).toContain('href="#bodyEn"')
  expect(html).not.toContain('href="#titleFr"')
  expect((await emma.post(paths.newArticle, fieldsOf({ ...half, state: 'draft' }))).status).toBe(303)
  expect((await keptArticle(w, 'a-moitie')).texts.en).toEqual({ title: '', body: '', variants: [] })
})

test.each([
  ['slug', { slug: 'Été 2026' }],
  ['slug', { slug: '', titleFr: '1234', titleEn: '????' }],
  ['audience', { audience: 'robots' }],
  ['state', { state: 'secret' }],
  ['position', { position: 'premier' }],
  ['titleFr', { titleFr: 'x'.repeat(151) }],
  ['titleFr', { titleFr: ' \u200b ' }],
  ['bodyEn', { bodyEn: 'x'.repeat(12_001) }],
  ['variantsFr', { variantsFr: 'x'.repeat(201) }],
  ['variantsEn', { variantsEn: Array.from({ length: LIMITS.variants + 1 }, (_, n) => `question ${n}`).join('\n') }],
])('a wrong %s is said at its field and nothing is written (%j)', async (field, wrong) => {
  const w = await openWorld()
  const answer = await (await w.as(w.emma)).post(paths.newArticle, fieldsOf(article('bon'), wrong))
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(`href="#${field}"`)
  expect(await listPlaces({ db: w.db })).toEqual([])
})

test('a name that is taken is refused and the text stays', async () => {
  const w = await openSeeded()
  const answer = await (await w.as(w.emma)).post(paths.newArticle, fieldsOf(article('space-what')))
  expect(answer.status).toBe(409)
  const html = await answer.text()
  expect(html).toContain('porte déjà ce nom')
  expect(html).toContain('Titre de space-what')
})

test('who saves over what was saved meanwhile sees both, and replaces it by saving again', async () => {
  const w = await openSeeded()
  const emma = await w.as(w.emma)
  const page = await pageOf(w, 'space-what')
  const drawn = await keptArticle(w, 'space-what')
  const said = (title: string) => ({ ...drawn, texts: { ...drawn.texts, fr: { ...drawn.texts.fr, title } } })
  await emma.post(page, fieldsOf(said('Dit par une collègue'), { seen: drawn.seen }))
  const answer = await emma.post(page, fieldsOf(said('Dit par Emma'), { seen: drawn.seen }))
  expect(answer.status).toBe(409)
  const html = await answer.text()
  expect(html).toContain('Dit par une collègue')
  expect(html).toContain('value="Dit par Emma"')
  expect((await keptArticle(w, 'space-what')).texts.fr.title).toBe('Dit par une collègue')
  const [, seen = ''] = /name="seen" value="([^"]*)"/.exec(html) ?? []
  expect((await emma.post(page, fieldsOf(said('Dit par Emma'), { seen }))).status).toBe(303)
  expect((await keptArticle(w, 'space-what')).texts.fr.title).toBe('Dit par Emma')
})

test('moving an article is no change of its content: a form drawn before still saves', async () => {
  const w = await openSeeded()
  const emma = await w.as(w.emma)
  const drawn = await keptArticle(w, 'space-what')
  await emma.post(paths.articlesOrder, { once: crypto.randomUUID(), up: String(drawn.id) })
  const answer = await emma.post(await pageOf(w, 'space-what'), fieldsOf(drawn, { seen: drawn.seen }))
  expect(answer.status).toBe(303)
})

test('a preview draws what was typed, as a page and as a part, and keeps nothing', async () => {
  const w = await openSeeded()
  const emma = await w.as(w.emma)
  const version = await knowledgeVersion(w)
  const typed = article('neuf')
  typed.texts.fr.body = 'Du **gras** <script>alert(1)</script> et [nulle part](/nowhere).'
  const preview = url(paths.articlePreview, { id: 'new' })
  const page = await body(emma.post(preview, fieldsOf(typed)))
  expect(page).toContain('<h1>Écrire un article</h1>')
  const part = await body(emma.post(preview, fieldsOf(typed), htmx))
  expect(part).not.toContain('<html')
  for (const html of [page, part]) {
    expect(html).toContain('id="preview-panel"')
    expect(html).toContain('Du <strong>gras</strong> &lt;script&gt;')
    expect(html).toContain('<code>/nowhere</code>')
  }
  expect(page).toContain('Du **gras** &lt;script&gt;')
  const kept = await keptArticle(w, 'space-what')
  const ofOne = await body(
    emma.post(url(paths.articlePreview, kept), fieldsOf({ ...typed, state: 'draft' }, { titleFr: '' })),
  )
  expect(ofOne).toContain('id="preview-panel"')
  expect(await knowledgeVersion(w)).toBe(version)
})

test('links that lead nowhere are pointed out once an article is saved', async () => {
  const w = await openSeeded()
  const emma = await w.as(w.emma)
  const typed = article('liens')
  typed.texts.fr.body =
    '[a](/contact) [b](/operator/structures/12) [c](/help/articles/space-what) [d](/help/articles/rien) [e](/facture)'
  const { headers } = await emma.post(paths.newArticle, fieldsOf(typed))
  const html = await body(emma.get(headers.get('location') ?? ''))
  expect(html.match(/<code>(\/[^<]*)<\/code>/g)).toEqual(['<code>/help/articles/rien</code>', '<code>/facture</code>'])
})

test('Emma removes an article after being asked; twice is once; its links lead nowhere', async () => {
  const w = await openSeeded()
  const emma = await w.as(w.emma)
  const kept = await keptArticle(w, 'space-what')
  const removal = url(paths.articleRemoval, kept)
  expect(await body(emma.get(removal))).toContain('Supprimer « Qu&#39;est-ce qu&#39;un espace ? »')
  expect(await body(emma.get(removal, htmx))).not.toContain('<html')
  const once = crypto.randomUUID()
  for (const _ of ['first', 'again']) {
    const answer = await emma.post(removal, { once })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.articles])
  }
  expect((await traces(w.dbs)).history).toEqual(['article.removed'])
  expect(await w.db.selectFrom('article_text').select('title').where('article_id', '=', kept.id).execute()).toEqual([])
  expect((await emma.get(url(paths.helpArticle, { slug: 'space-what' }))).status).toBe(404)
  expect((await emma.post(removal, { once: crypto.randomUUID() })).status).toBe(404)
})

test('writing twice with one form writes once', async () => {
  const w = await openWorld()
  const emma = await w.as(w.emma)
  const fields = fieldsOf(article('une-fois'))
  const answers = [await emma.post(paths.newArticle, fields), await emma.post(paths.newArticle, fields)]
  expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1)
  expect((await listPlaces({ db: w.db })).length).toBe(1)
  expect((await traces(w.dbs)).history).toEqual(['article.added'])
})

test('a question from the statistics stands in the form, of a new article and of one that exists', async () => {
  const w = await openSeeded()
  const emma = await w.as(w.emma)
  const query = { question: 'où est mon\nespace ?', language: 'fr' }
  expect(await body(emma.get(withQuery(paths.newArticle, query)))).toMatch(/id="variantsFr"[^>]*>où est mon espace \?</)
  const one = await body(emma.get(withQuery(await pageOf(w, 'space-what'), query)))
  expect(one).toContain('\noù est mon espace ?</textarea>')
})

test('to anybody but the support none of it exists', async () => {
  const w = await openSeeded()
  const kept = await keptArticle(w, 'space-what')
  for (const person of [w.alice, w.chloe, w.farid, w.nadia]) {
    const visitor = await w.as(person)
    for (const path of [paths.articles, paths.newArticle, paths.articlesExport, paths.articlesImport])
      expect((await visitor.get(path)).status).toBe(404)
    for (const path of [url(paths.article, kept), url(paths.articlePreview, kept), url(paths.articleRemoval, kept)])
      expect((await visitor.post(path, fieldsOf(kept, { seen: kept.seen }))).status).toBe(404)
  }
  expect((await traces(w.dbs)).history).toEqual([])
})
