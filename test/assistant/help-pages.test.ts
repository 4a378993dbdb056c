import { expect, test } from 'vitest'
import { addArticle, changeArticle } from '../../src/assistant/editing-articles.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { htmx, openWorld, type TestWorld } from '../world.ts'
import { article, keptArticle, openSeeded } from './articles.ts'

const body = async (answer: Response | Promise<Response>) => (await answer).text()
const page = (slug: string) => url(paths.helpArticle, { slug })
const linked = (html: string) => [...html.matchAll(/href="\/help\/articles\/([a-z-]+)[^"]*"/g)].map(([, slug]) => slug)
const hide = async (w: TestWorld, slug: string, state: 'draft' | 'internal') => {
  const kept = await keptArticle(w, slug)
  await changeArticle(await w.actOf(w.emma), kept, { ...kept, state })
}

test('help is open to everybody: every public article by whom it is for, and where else to ask', async () => {
  const w = await openSeeded()
  await hide(w, 'two-factor', 'draft')
  await hide(w, 'space-what', 'internal')
  const html = await body((await w.as(null)).get(paths.help))
  expect(new Set(linked(html)).size).toBe(63)
  expect(linked(html)).not.toContain('two-factor')
  expect(linked(html)).not.toContain('space-what')
  expect(html.match(/<h2 id="help-\w+">[^<]*/g)).toEqual([
    '<h2 id="help-all">Compte, connexion et aide',
    '<h2 id="help-user">Rattachements, espaces et sollicitations',
    '<h2 id="help-manager">Gérer une structure',
    '<h2 id="help-agent">Traiter les tickets reçus',
    '<h2 id="help-ways">Vous n’avez pas trouvé ?',
  ])
  for (const path of [paths.assistant, paths.contact, page('livechat-hours')]) expect(html).toContain(`href="${path}"`)
  expect(linked(await body((await w.as(w.emma)).get(paths.help)))).toContain('space-what')
})

test('a question finds the closest articles, in the language it is asked in, as a page and as a part', async () => {
  const w = await openSeeded()
  const visitor = await w.as(null)
  const asked = withQuery(paths.help, { q: 'jai oublie mon mot de passe' })
  const html = await body(visitor.get(asked))
  const panel = html.slice(html.indexOf('id="help-panel"'), html.indexOf('id="help-ways"'))
  expect(linked(panel)[0]).toBe('password-forgotten')
  expect(html).toContain('<title>Aide : résultats pour « jai oublie mon mot de passe » – Guichet</title>')
  // The same words go to the assistant with a button.
  expect(html).toMatch(/name="question" value="jai oublie mon mot de passe"/)
  expect(linked(await body(visitor.get(asked, htmx)))[0]).toBe('password-forgotten')
  const english = await body(visitor.get(withQuery(paths.help, { q: 'how do I hand over the primary manager role' })))
  expect(english).toContain(`<a href="${page('primary-manager-transfer')}?in=en" lang="en">`)
})

test('what resembles nothing is said, with what to do', async () => {
  const w = await openSeeded()
  const visitor = await w.as(null)
  const cooking = await body(visitor.get(withQuery(paths.help, { q: 'recette de cuisine italienne' })))
  expect(cooking).toContain('Aucun sujet ne ressemble')
  const html = await body(visitor.get(withQuery(paths.help, { q: '<b>xyzzy qwrtz</b>' })))
  expect(html).toContain('Aucun sujet ne ressemble')
  expect(html).not.toContain('<b>xyzzy')
})

test('internal articles are found by the support alone', async () => {
  const w = await openSeeded()
  await hide(w, 'two-factor', 'internal')
  const asked = withQuery(paths.help, { q: 'double authentification' })
  expect(linked(await body((await w.as(w.alice)).get(asked)))).not.toContain('two-factor')
  expect(linked(await body((await w.as(w.emma)).get(asked)))).toContain('two-factor')
})

test('an article is a page: its text, when it changed, what is close to it, its one address', async () => {
  const w = await openSeeded()
  const html = await body((await w.as(null)).get(page('password-forgotten')))
  expect(html).toContain('<h1>J&#39;ai oublié mon mot de passe</h1>')
  expect(html).toContain('href="/password/forgotten"')
  expect(html).toContain('<time datetime="2026-11-23">23 nov. 2026</time>')
  expect(html).toContain(`<link rel="canonical" href="http://guichet.test${page('password-forgotten')}"/>`)
  const related = linked(html.slice(html.indexOf('id="related"')))
  expect(related).toContain('technical-user-password-reset')
  expect(related).not.toContain('password-forgotten')
  expect(html).not.toContain('/operator/')
  const emma = await body((await w.as(w.emma)).get(page('password-forgotten')))
  expect(emma).toContain(`href="${url(paths.article, await keptArticle(w, 'password-forgotten'))}"`)
})

test('the other language is one link away, and marked', async () => {
  const w = await openSeeded()
  const visitor = await w.as(null)
  expect(await body(visitor.get(page('space-what')))).toContain(`href="${page('space-what')}?in=en" lang="en"`)
  const english = await body(visitor.get(withQuery(page('space-what'), { in: 'en' })))
  expect(english).toContain('<html lang="fr">')
  expect(english).toContain('<h1><span lang="en">What is a space?</span></h1>')
  expect(english).toContain('<div lang="en"><p>')
  expect(english).toContain('Lire cet article en français')
})

test('drafts are nobody’s page, internal articles the support’s, and nothing answers to a name that is none', async () => {
  const w = await openSeeded()
  await hide(w, 'two-factor', 'draft')
  await hide(w, 'space-what', 'internal')
  const [visitor, alice, emma] = [await w.as(null), await w.as(w.alice), await w.as(w.emma)]
  const status = async (slug: string) =>
    Promise.all([visitor, alice, emma].map(async (one) => (await one.get(page(slug))).status))
  expect(await status('two-factor')).toEqual([404, 404, 404])
  expect(await status('space-what')).toEqual([404, 404, 200])
  for (const slug of ['nothing', '..', '%00', "x' or 1=1", 'x'.repeat(500)])
    expect(await status(slug)).toEqual([404, 404, 404])
  expect(await body(emma.get(page('space-what')))).toContain('Interne')
})

test('a group with many articles has pages of its own', async () => {
  const w = await openWorld()
  const emma = await w.actOf(w.emma)
  for (let n = 1; n <= 110; n++) await addArticle(emma, article(`sujet-${n}`))
  const visitor = await w.as(null)
  const all = await body(visitor.get(paths.help))
  expect(all.match(/\/help\/articles\/sujet/g)?.length).toBe(40)
  expect(all).toContain('Les 110 sujets')
  const group = withQuery(paths.help, { for: 'all' })
  const html = await body(visitor.get(group))
  expect(html.match(/\/help\/articles\/sujet/g)?.length).toBe(100)
  expect((await body(visitor.get(`${group}&page=2`))).match(/\/help\/articles\/sujet/g)?.length).toBe(10)
})

test('before anything is written help says so, and where to ask', async () => {
  const w = await openWorld()
  const html = await body((await w.as(null)).get(paths.help))
  expect(html).toContain('Aucun article pour l’instant.')
  expect(html).toContain(`href="${paths.contact}"`)
  expect((await (await w.as(null)).get(withQuery(paths.help, { q: 'compte' }))).status).toBe(200)
})
