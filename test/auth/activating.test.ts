import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { openWorld, traces } from '../world.ts'
import { once, openBrowser, pass, PASSWORD, sessionsOf, tokenMailed, userOf } from './browser.ts'

const login = 'ines.noir@guichet.test'
const ines = { lastName: 'Noir', firstName: 'Inès', login, language: 'fr' }

const start = async (env: Record<string, string> = {}) => {
  const w = await openWorld({ env })
  const browser = openBrowser(w)
  await browser.post(paths.newAccount, ines)
  const link = url(paths.activation, { token: await tokenMailed(w, 'activation') })
  return { w, browser, link }
}

test('Inès opens her link, chooses a password, and is signed in', async () => {
  const { w, browser, link } = await start()
  const page = await (await browser.get(link)).text()
  expect(page).toContain('<dt>Compte de</dt><dd>Inès Noir</dd>')
  expect(page).toContain('autocomplete="new-password"')
  const answer = await browser.post(link, { password: PASSWORD })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.home])
  const user = await userOf(w, login)
  expect(user).toMatchObject({ state: 'active', activated_at: w.clock.now.toISOString() })
  expect(user?.password_hash).toMatch(/^\$argon2id\$/)
  expect(await sessionsOf(w, user ?? { id: 0 })).toHaveLength(1)
  expect((await browser.get(paths.account)).status).toBe(200)
  expect((await traces(w.dbs)).history).toEqual(['account.created', 'account.activated'])
  const line = await w.db.selectFrom('history').selectAll().where('action', '=', 'account.activated').executeTakeFirst()
  expect(line).toMatchObject({ actor_id: user?.id, person_id: user?.id, subject: `user/${user?.id}` })
})
test('opening the link changes nothing: a mail scanner may do it first', async () => {
  const { w, browser, link } = await start()
  for (let time = 0; time < 3; time++) expect((await openBrowser(w).get(link)).status).toBe(200)
  expect((await browser.post(link, { password: PASSWORD })).status).toBe(303)
})
test.each([
  ['', 'Indiquez votre mot de passe.'],
  ['court', 'au moins 12 caractères'],
  ['motdepasse2026', 'trop facile à deviner'],
  ['ines.noir@guichet.test', 'reprend votre nom'],
])('the password "%s" is not taken, and not shown again', async (password, words) => {
  const { w, browser, link } = await start()
  const answer = await browser.post(link, { password })
  const html = await answer.text()
  expect([answer.status, html]).toEqual([422, expect.stringContaining(words)])
  expect(html).toMatch(/<input[^>]*type="password"/)
  expect(html).not.toMatch(/<input[^>]*type="password"[^>]*value=/)
  expect((await userOf(w, login))?.state).toBe('pending_activation')
  expect((await browser.post(link, { password: PASSWORD })).status).toBe(303)
})
test('the published password is taken by the demonstration alone', async () => {
  const { browser, link } = await start()
  expect((await browser.post(link, { password: 'demonstration-2026' })).status).toBe(422)
})
test('a link works once; used, old, replaced or made up, the page says the same and offers a new one', async () => {
  const { w, browser, link } = await start()
  await browser.post(paths.newAccount, { ...ines, login: 'second@guichet.test' })
  const replaced = url(paths.activation, { token: await tokenMailed(w, 'activation') })
  await browser.post(paths.newAccount, { ...ines, login: 'second@guichet.test' })
  const old = url(paths.activation, { token: await tokenMailed(w, 'activation') })
  expect((await openBrowser(w).get(old)).status).toBe(200)
  await browser.post(link, { password: PASSWORD })
  expect((await openBrowser(w).get(link)).status).toBe(404)
  expect(await w.db.selectFrom('mail_link').select('kind').execute()).toHaveLength(1)
  pass(w, 60)
  for (const dead of [link, replaced, old, url(paths.activation, { token: 'made-up' })]) {
    for (const answer of [await openBrowser(w).get(dead), await openBrowser(w).post(dead, { password: PASSWORD })]) {
      const html = await answer.text()
      expect([answer.status, html]).toEqual([404, expect.stringContaining('Ce lien ne fonctionne plus')])
      expect(html).toContain(`action="${paths.passwordForgotten}"`)
    }
  }
  expect((await userOf(w, 'second@guichet.test'))?.state).toBe('pending_activation')
})
test('a newer link voids the older one at once', async () => {
  const { w, browser, link } = await start()
  await browser.post(paths.newAccount, ines)
  expect((await browser.get(link)).status).toBe(404)
  const newer = url(paths.activation, { token: await tokenMailed(w, 'activation') })
  expect((await browser.get(newer)).status).toBe(200)
})
test('from the page of a dead link a new activation link is asked for', async () => {
  const { w, browser, link } = await start()
  pass(w, 61)
  const answer = await browser.post(paths.passwordForgotten, { login })
  expect(answer.headers.get('location')).toBe(paths.passwordForgottenSent)
  expect((await traces(w.dbs)).mails).toEqual([`activation → ${login}`, `activation → ${login}`])
  const newer = url(paths.activation, { token: await tokenMailed(w, 'activation') })
  expect(newer).not.toBe(link)
  expect((await browser.post(newer, { password: PASSWORD })).status).toBe(303)
})
test('an activation link is no reset link', async () => {
  const { w, browser } = await start()
  const token = await tokenMailed(w, 'activation')
  expect((await browser.get(url(paths.passwordReset, { token }))).status).toBe(404)
  expect((await browser.post(url(paths.passwordReset, { token }), { password: PASSWORD })).status).toBe(404)
  expect((await userOf(w, login))?.state).toBe('pending_activation')
})
test('twice is once: a double click activates once and lands in the same place', async () => {
  const { w, browser, link } = await start()
  const form = { password: PASSWORD, ...once('activate') }
  const first = await browser.post(link, form)
  const second = await browser.post(link, form)
  expect([first, second].map((answer) => answer.headers.get('location'))).toEqual([paths.home, paths.home])
  expect(await sessionsOf(w, (await userOf(w, login)) ?? { id: 0 })).toHaveLength(1)
  // The browser threw the first answer away, and its cookie: it is told to sign in, and how.
  const third = await openBrowser(w).post(link, form)
  expect(third.headers.get('location')).toBe(paths.signIn)
  expect((await traces(w.dbs)).history).toEqual(['account.created', 'account.activated'])
})
test('somebody who is signed in as another person changes over', async () => {
  const { w, link } = await start()
  const browser = openBrowser(w)
  browser.cookies.set('guichet', await w.world.sessions.start(w.alice.id, 'Firefox', w.clock.now))
  await browser.post(link, { password: PASSWORD })
  expect(await (await browser.get(paths.account)).text()).toContain(login)
  expect(await sessionsOf(w, w.alice)).toEqual([])
})
test('the page exists in English', async () => {
  const { browser, link } = await start()
  browser.cookies.set('guichet_language', 'en')
  expect(await (await browser.get(link)).text()).toContain('<h1>Activate my account</h1>')
})
