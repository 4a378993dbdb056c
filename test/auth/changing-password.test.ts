import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { openWorld, traces } from '../world.ts'
import { givePassword, isStored, once, openBrowser, OTHER_PASSWORD, PASSWORD, sessionsOf } from './browser.ts'

const start = async () => {
  const w = await openWorld()
  await givePassword(w, w.alice)
  const browser = openBrowser(w)
  await browser.post(paths.signIn, { login: w.alice.login, password: PASSWORD })
  const change = (currentPassword: string, password: string, more: Record<string, string> = {}) =>
    browser.post(paths.accountPassword, { currentPassword, password, ...more })
  return { w, browser, change }
}

test('Alice changes her password: a new session id, the other sessions end, a history line and a mail', async () => {
  const { w, browser, change } = await start()
  const elsewhere = await w.as(w.alice)
  const before = browser.session() ?? ''
  const answer = await change(PASSWORD, OTHER_PASSWORD)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.accountSecurity])
  const after = browser.session() ?? ''
  expect([after === before, await isStored(w, before), await isStored(w, after)]).toEqual([false, false, true])
  expect(await sessionsOf(w, w.alice)).toHaveLength(1)
  expect((await elsewhere.get(paths.account)).status).toBe(303)
  expect(await (await browser.get(paths.accountSecurity)).text()).toContain('nouveau mot de passe est enregistré')
  expect(await traces(w.dbs)).toEqual({
    history: ['account.password_changed'],
    mails: [`password-changed → ${w.alice.login}`],
  })
})
test.each([
  ['', OTHER_PASSWORD, 'Indiquez votre mot de passe actuel.'],
  [PASSWORD, '', 'Indiquez votre mot de passe.'],
  ['wrong horse', OTHER_PASSWORD, 'Ce n’est pas votre mot de passe actuel.'],
  [PASSWORD, PASSWORD, 'le même que l’ancien'],
  [PASSWORD, 'motdepasse2026', 'trop facile à deviner'],
  [PASSWORD, 'Martin-Alice-1', 'reprend votre nom'],
  [PASSWORD, 'court', 'au moins 12 caractères'],
])('with "%s" and "%s" nothing changes: %s', async (current, password, words) => {
  const { w, browser, change } = await start()
  const answer = await change(current, password)
  const html = await answer.text()
  expect([answer.status, html]).toEqual([422, expect.stringContaining(words)])
  expect(html).toContain('<title>Erreur')
  expect(html).not.toContain('wrong horse')
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
  expect((await browser.get(paths.account)).status).toBe(200)
})
test('who found her session open cannot guess the password on and on', async () => {
  const { change } = await start()
  for (let time = 0; time < 10; time++) expect((await change('wrong horse', OTHER_PASSWORD)).status).toBe(422)
  expect((await change(PASSWORD, OTHER_PASSWORD)).status).toBe(429)
})
test('twice is once: a double click changes it once', async () => {
  const { w, browser, change } = await start()
  const form = once('change')
  const both = await Promise.all([change(PASSWORD, OTHER_PASSWORD, form), change(PASSWORD, OTHER_PASSWORD, form)])
  expect(both.map((answer) => answer.headers.get('location'))).toEqual([paths.accountSecurity, paths.accountSecurity])
  expect(await traces(w.dbs)).toEqual({
    history: ['account.password_changed'],
    mails: [`password-changed → ${w.alice.login}`],
  })
  expect((await browser.get(paths.accountSecurity)).status).toBe(200)
})
test('the page asks for the present password, and says which login it goes with', async () => {
  const { w, browser } = await start()
  const html = await (await browser.get(paths.accountSecurity)).text()
  expect(html).toContain('<h1>Mon compte</h1>')
  expect(html).toMatch(/<title>Sécurité – Mon compte – Guichet/)
  expect(html).toContain('autocomplete="current-password"')
  expect(html).toContain(`autocomplete="username" value="${w.alice.login}"`)
})
test('nobody gets there without signing in', async () => {
  const { w } = await start()
  const answer = await openBrowser(w).post(paths.accountPassword, {
    currentPassword: PASSWORD,
    password: OTHER_PASSWORD,
  })
  expect([answer.status, answer.headers.get('location')?.startsWith(paths.signIn)]).toEqual([303, true])
  expect((await traces(w.dbs)).history).toEqual([])
})
