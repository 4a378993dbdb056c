import { expect, test } from 'vitest'
import { pathNameOf } from '../../src/auth/kept-act-rules.ts'
import { signedIn } from '../../src/http/session.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { keptActWords } from '../../views/words/kept-acts.ts'
import { openWorld, traces } from '../world.ts'
import { givePassword, once, openBrowser, OTHER_PASSWORD, pass, PASSWORD } from './browser.ts'

const typed = {
  lastName: 'Martin-Durand',
  firstName: 'Alice',
  contactEmail: 'alice@guichet.test',
  language: 'fr',
  managerMails: 'daily',
  comment: 'Une longue\nexplication "écrite" <ici>',
}

/** They change nothing, are sent by the page itself, or drop what was kept. */
const NAMELESS = [paths.technicalUserExport, paths.articlePreview, paths.advisorTyping, paths.resume]

/** Alice sends a form after her session has lapsed; the address where it waits for her. */
const start = async () => {
  const w = await openWorld()
  await givePassword(w, w.alice)
  const browser = openBrowser(w)
  await browser.post(paths.signIn, { login: w.alice.login, password: PASSWORD })
  pass(w, 13 * 60)
  const answer = await browser.post(paths.accountIdentity, { ...typed, ...once('identity') })
  const to = new URL(answer.headers.get('location') ?? '', 'http://guichet.test')
  return { w, browser, next: to.searchParams.get('next') ?? '', signIn: to.pathname + to.search }
}
/** The fields and the address of the form that sends it again. */
const hiddenIn = (html: string) => {
  const form = /<form method="post" action="([^"]+)">(.*?)<\/form>/s.exec(html)
  const fields = [...(form?.[2] ?? '').matchAll(/name="([^"]+)" value="([^"]*)"/g)]
  const clear = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
  return {
    action: form?.[1] ?? '',
    fields: Object.fromEntries(fields.map(([, name, value]) => [name, clear(value ?? '')])),
  }
}

test('Alice’s session lapses: after signing in she finds what she had typed, and sends it', async () => {
  const { w, browser, next, signIn } = await start()
  expect(next).toMatch(new RegExp(`^${paths.resume.replace(':id', '')}`))
  expect(await (await browser.get(signIn)).text()).toContain('ce que vous aviez écrit vous attend')
  const entered = await browser.post(paths.signIn, { login: w.alice.login, password: PASSWORD, next })
  expect(entered.headers.get('location')).toBe(next)
  const html = await (await browser.get(next)).text()
  for (const words of ['Martin-Durand', 'Une longue', 'Envoyer maintenant']) expect(html).toContain(words)
  expect(html).toContain('Ce que vous faisiez : Modifier vos données')
  const { action, fields } = hiddenIn(html)
  expect([action, fields]).toEqual([paths.accountIdentity, { ...typed, ...once('identity') }])
  expect((await traces(w.dbs)).history).toEqual([])
  for (let time = 0; time < 2; time++)
    expect((await browser.post(action, fields as Record<string, string>)).headers.get('location')).toBe(paths.account)
  expect((await traces(w.dbs)).history).toEqual(['account.identity_changed'])
  expect(await w.db.selectFrom('kept_form').selectAll().execute()).toEqual([])
  expect((await browser.get(next)).status).toBe(404)
})
test('what is refused when Alice sends it again, or another form of the page, leaves what was kept', async () => {
  const { w, browser, next } = await start()
  await browser.post(paths.signIn, { login: w.alice.login, password: PASSWORD, next })
  const { fields } = hiddenIn(await (await browser.get(next)).text())
  const wrong = { ...(fields as Record<string, string>), lastName: '' }
  expect((await browser.post(paths.accountIdentity, wrong)).status).toBe(422)
  const other = { ...typed, ...once('identity-of-another-window') }
  expect((await browser.post(paths.accountIdentity, other)).status).toBe(303)
  expect((await browser.get(next)).status).toBe(200)
})
test('every form that a lapsed session may have sent says what it was for', async () => {
  const { app } = await openWorld()
  const behindSignIn = app.routes.filter(({ method, handler }) => method === 'POST' && handler === signedIn)
  const names = Object.keys(keptActWords.fr) as (keyof typeof keptActWords.fr)[]
  const nameless = behindSignIn.map(({ path }) => path).filter((path) => !names.some((name) => paths[name] === path))
  expect(behindSignIn.length).toBeGreaterThan(80)
  expect([...new Set(nameless)].toSorted()).toEqual(NAMELESS)
})
test.for([
  ['/tickets/answers/new', 'newCannedAnswer'],
  ['/tickets/answers/7', 'cannedAnswer'],
  ['/operator/categories/3/new', 'operatorNewSubcategory'],
  ['/operator/categories/3/4', 'operatorSubcategory'],
  ['/made-up', undefined],
] as const)('%s is the path of %s', ([address, name]) => {
  expect(pathNameOf(address, Object.keys(paths) as (keyof typeof paths)[])).toBe(name)
})
test('a password is never kept', async () => {
  const { w, browser } = await start()
  const answer = await browser.post(paths.accountPassword, { currentPassword: PASSWORD, password: OTHER_PASSWORD })
  expect(answer.headers.get('location')).toContain('resume')
  const kept = JSON.stringify(await w.db.selectFrom('kept_form').selectAll().execute())
  expect(kept).toContain('Martin-Durand')
  expect(kept).not.toContain('tartine')
  expect(kept).not.toContain('moulin')
})
test('Bruno does not find what Alice had typed, nor does a visitor', async () => {
  const { w, next } = await start()
  const bruno = await w.as(w.bruno)
  expect((await bruno.get(next)).status).toBe(404)
  expect((await bruno.post(next, { discard: '1' })).status).toBe(404)
  const visitor = await openBrowser(w).get(next)
  expect(visitor.headers.get('location')).toBe(withQuery(paths.signIn, { next }))
  expect(await w.db.selectFrom('kept_form').selectAll().execute()).toHaveLength(1)
})
test('she drops it', async () => {
  const { w, next } = await start()
  const alice = await w.as(w.alice)
  const answer = await alice.post(next, { discard: '1' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.home])
  expect(await w.db.selectFrom('kept_form').selectAll().execute()).toEqual([])
  expect((await alice.get(next)).status).toBe(404)
})
test('after a day it is gone', async () => {
  const { w, next } = await start()
  pass(w, 24 * 60)
  const alice = await w.as(w.alice)
  expect((await alice.get(next)).status).toBe(404)
})
test('what a stranger without a session sends is not kept', async () => {
  const { w } = await start()
  await openBrowser(w).post(paths.accountIdentity, typed)
  expect(await w.db.selectFrom('kept_form').selectAll().execute()).toHaveLength(1)
})
test('made-up addresses find nothing', async () => {
  const { w } = await start()
  const alice = await w.as(w.alice)
  expect((await alice.get(url(paths.resume, { id: 'made-up' }))).status).toBe(404)
})
test('of one page the form that was sent last is kept', async () => {
  const { w, browser } = await start()
  await browser.post(paths.accountIdentity, { ...typed, lastName: 'Corrigée' })
  const kept = await w.db.selectFrom('kept_form').select('body').execute()
  expect(kept).toEqual([{ body: expect.stringContaining('Corrigée') as string }])
})
