import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'
import { giveLightPassword, givePassword, openBrowser, OTHER_PASSWORD, pass, PASSWORD, tokenMailed } from './browser.ts'

const start = async () => {
  const w = await openWorld()
  await giveLightPassword(w, w.alice)
  const browser = openBrowser(w)
  const signIn = (password: string, login = w.alice.login) => browser.post(paths.signIn, { login, password })
  const fail = async (times: number, login?: string) => {
    for (let time = 0; time < times; time++) await signIn('wrong horse', login)
  }
  return { w, browser, signIn, fail }
}
const lockMail = (w: TestWorld) => `account-locked → ${w.alice.login}`

test('five wrong passwords lock for 60 minutes: the page says until when, the right password is refused too', async () => {
  const { w, signIn, fail } = await start()
  await fail(2)
  expect(await (await signIn('wrong horse')).text()).toContain('Il reste 2 essais')
  expect(await (await signIn('wrong horse')).text()).toContain('Il reste un essai')
  const fifth = await signIn('wrong horse')
  expect([fifth.status, await fifth.text()]).toEqual([403, expect.stringContaining('bloquée jusqu’à 11:00')])
  pass(w, 59)
  const right = await signIn(PASSWORD)
  expect([right.status, await right.text()]).toEqual([403, expect.stringContaining('bloquée jusqu’à 11:00')])
  pass(w, 1)
  expect((await signIn(PASSWORD)).status).toBe(303)
})
test('the owner gets one mail per lock', async () => {
  const { w, fail } = await start()
  await fail(8)
  expect((await traces(w.dbs)).mails).toEqual([lockMail(w)])
  pass(w, 61)
  await fail(5)
  expect((await traces(w.dbs)).mails).toEqual([lockMail(w), lockMail(w)])
})
test('an unknown address is locked just the same, and nobody is mailed', async () => {
  const { w, signIn, fail } = await start()
  await fail(4, 'nobody@guichet.test')
  const fifth = await signIn('wrong horse', 'Nobody@guichet.test ')
  expect(await fifth.text()).toContain('bloquée jusqu’à 11:00')
  expect((await traces(w.dbs)).mails).toEqual([])
  expect((await signIn(PASSWORD)).status).toBe(303)
})
test('the login typed is kept as a hash only', async () => {
  const { w, fail } = await start()
  await fail(1, 'a-password-typed-in-the-wrong-field')
  expect(JSON.stringify(await w.db.selectFrom('sign_in_failure').selectAll().execute())).not.toContain('a-password')
})
test('the right password starts the count anew; so does another day', async () => {
  const { w, signIn, fail } = await start()
  await fail(4)
  expect((await signIn(PASSWORD)).status).toBe(303)
  await fail(4)
  expect((await signIn(PASSWORD)).status).toBe(303)
  await fail(4)
  pass(w, 24 * 60)
  await fail(1)
  expect((await signIn(PASSWORD)).status).toBe(303)
})
test('a reset by mail unlocks at once', async () => {
  const { w, browser, signIn, fail } = await start()
  await fail(5)
  await browser.post(paths.passwordForgotten, { login: w.alice.login })
  const token = await tokenMailed(w, 'password-reset')
  await browser.post(url(paths.passwordReset, { token }), { password: OTHER_PASSWORD })
  expect((await signIn(OTHER_PASSWORD)).status).toBe(303)
})
test('a clock that steps back locks nobody out', async () => {
  const { w, signIn, fail } = await start()
  await fail(5)
  pass(w, -24 * 60)
  expect((await signIn(PASSWORD)).status).toBe(303)
})
test('of twenty passwords sent at once, no more than five get an answer, even if one is right', async () => {
  const { w, browser } = await start()
  await givePassword(w, w.alice)
  const guesses = [...Array.from({ length: 19 }, (_, at) => `wrong horse ${at}`), PASSWORD]
  const answers = await Promise.all(
    guesses.map((password) => browser.post(paths.signIn, { login: w.alice.login, password })),
  )
  const pages = await Promise.all(answers.map((answer) => answer.text()))
  expect(pages.filter((page) => page.includes('bloquée')).length).toBeGreaterThanOrEqual(16)
  expect(answers.map(({ status }) => status)).not.toContain(303)
})
test('a network that sends many wrong passwords is slowed, never locked: right ones do not count', async () => {
  const { w, browser, signIn } = await start()
  const fail = (at: number) =>
    browser.post(paths.signIn, { login: `nobody${at}@guichet.test`, password: 'wrong horse' })
  for (let time = 0; time < 4; time++) expect((await signIn(PASSWORD)).status).toBe(303)
  for (let time = 0; time < 48; time++) await w.world.limiter.take('sign-in', { points: 50, seconds: 3600 }, 'none')
  for (let time = 0; time < 2; time++) expect((await fail(time)).status).toBe(403)
  // Fifty were wrong: from here on one attempt every twenty seconds.
  expect((await signIn(PASSWORD)).status).toBe(303)
  const slowed = await signIn(PASSWORD)
  expect(slowed.status).toBe(429)
  const wait = Number(slowed.headers.get('retry-after'))
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(20)
})
