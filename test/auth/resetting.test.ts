import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { openWorld, traces } from '../world.ts'
import {
  bodyOf,
  givePassword,
  once,
  openBrowser,
  OTHER_PASSWORD,
  pass,
  PASSWORD,
  sessionsOf,
  tokenMailed,
} from './browser.ts'

const start = async () => {
  const w = await openWorld()
  await givePassword(w, w.alice)
  const browser = openBrowser(w)
  const ask = () => browser.post(paths.passwordForgotten, { login: w.alice.login })
  const link = async () => url(paths.passwordReset, { token: await tokenMailed(w, 'password-reset') })
  return { w, browser, ask, link }
}

test('Alice resets her password: other sessions end, she is signed in anew, and is told by mail', async () => {
  const { w, browser, ask, link } = await start()
  const elsewhere = await w.as(w.alice)
  expect((await ask()).headers.get('location')).toBe(paths.passwordForgottenSent)
  expect(await (await browser.get(await link())).text()).toContain('Choisir un nouveau mot de passe')
  const answer = await browser.post(await link(), { password: OTHER_PASSWORD })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.home])
  expect((await elsewhere.get(paths.account)).status).toBe(303)
  expect((await browser.get(paths.account)).status).toBe(200)
  expect(await sessionsOf(w, w.alice)).toHaveLength(1)
  expect(await traces(w.dbs)).toEqual({
    history: ['account.password_changed'],
    mails: [`password-reset → ${w.alice.login}`, `password-changed → ${w.alice.login}`],
  })
  const fresh = openBrowser(w)
  expect((await fresh.post(paths.signIn, { login: w.alice.login, password: PASSWORD })).status).toBe(403)
  expect((await fresh.post(paths.signIn, { login: w.alice.login, password: OTHER_PASSWORD })).status).toBe(303)
})
test('the answer is the same for a known, an unknown and a deactivated address; only the known one is mailed', async () => {
  const { w, browser } = await start()
  await w.db.updateTable('user').set({ state: 'deactivated' }).where('id', '=', w.bruno.id).execute()
  const answers = []
  for (const login of [w.alice.login, 'nobody@guichet.test', w.bruno.login]) {
    const started = performance.now()
    const answer = await browser.post(paths.passwordForgotten, { login })
    answers.push([answer.status, answer.headers.get('location'), await bodyOf(answer)])
    expect(performance.now() - started).toBeGreaterThan(140)
  }
  expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
  expect((await traces(w.dbs)).mails).toEqual([`password-reset → ${w.alice.login}`])
})
test('the mail goes to the login address, not to the contact address', async () => {
  const { w, ask } = await start()
  await w.db.updateTable('user').set({ contact_email: 'elsewhere@guichet.test' }).where('id', '=', w.alice.id).execute()
  await ask()
  expect((await traces(w.dbs)).mails).toEqual([`password-reset → ${w.alice.login}`])
})
test('a wrong address is said to be wrong, and kept', async () => {
  const { browser } = await start()
  const answer = await browser.post(paths.passwordForgotten, { login: 'alice' })
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('value="alice"')])
})
test('asking changes nothing: the old password still opens', async () => {
  const { w, browser, ask } = await start()
  await ask()
  expect((await browser.post(paths.signIn, { login: w.alice.login, password: PASSWORD })).status).toBe(303)
})
test('a link works once, for an hour, and a newer one voids it', async () => {
  const { w, browser, ask, link } = await start()
  await ask()
  const first = await link()
  await ask()
  const second = await link()
  expect((await browser.get(first)).status).toBe(404)
  expect((await browser.post(second, { password: OTHER_PASSWORD })).status).toBe(303)
  expect((await openBrowser(w).post(second, { password: PASSWORD })).status).toBe(404)
  await ask()
  const third = await link()
  pass(w, 60)
  expect((await browser.post(third, { password: PASSWORD })).status).toBe(404)
  expect((await traces(w.dbs)).history).toEqual(['account.password_changed'])
})
test('a password that is easily guessed is refused, and the link still works', async () => {
  const { browser, ask, link } = await start()
  await ask()
  const answer = await browser.post(await link(), { password: 'Alice.Martin2026' })
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('reprend votre nom')])
  expect((await browser.post(await link(), { password: OTHER_PASSWORD })).status).toBe(303)
})
test('twice is once: one history line, one mail, and both land in the same place', async () => {
  const { w, browser, ask, link } = await start()
  await ask()
  const to = await link()
  const form = { password: OTHER_PASSWORD, ...once('reset') }
  for (let time = 0; time < 2; time++) expect((await browser.post(to, form)).headers.get('location')).toBe(paths.home)
  expect(await traces(w.dbs)).toEqual({
    history: ['account.password_changed'],
    mails: [`password-reset → ${w.alice.login}`, `password-changed → ${w.alice.login}`],
  })
})
test('the link of an account erased meanwhile opens nothing', async () => {
  const { w, browser, ask, link } = await start()
  await ask()
  await w.db.updateTable('user').set({ state: 'erased', password_hash: null }).where('id', '=', w.alice.id).execute()
  expect((await browser.get(await link())).status).toBe(404)
  expect((await browser.post(await link(), { password: OTHER_PASSWORD })).status).toBe(404)
})
