import { expect, test } from 'vitest'
import { verifyPassword } from '../../src/outside/password.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { openWorld, traces } from '../world.ts'
import { bodyOf, givePassword, isStored, openBrowser, PASSWORD, sessionsOf } from './browser.ts'

const start = async (env: Record<string, string> = {}) => {
  const w = await openWorld({ env })
  await givePassword(w, w.alice)
  return { w, browser: openBrowser(w), alice: { login: w.alice.login, password: PASSWORD } }
}

test('Alice signs in and lands on the home page; the database holds only the hash of her session', async () => {
  const { w, browser, alice } = await start()
  const answer = await browser.post(paths.signIn, { ...alice, login: '  ALICE.Martin@guichet.test ' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.home])
  const id = browser.session() ?? ''
  expect(id).toMatch(/^[\w-]{20,}$/)
  expect(await isStored(w, id)).toBe(true)
  expect(JSON.stringify(await sessionsOf(w, w.alice))).not.toContain(id)
  expect((await browser.get(paths.account)).status).toBe(200)
})
test('she comes back to the page that she wanted, and never to another site', async () => {
  const { browser, alice } = await start()
  const asked = await browser.get(paths.accountSecurity)
  const signIn = asked.headers.get('location') ?? ''
  expect(signIn).toBe(withQuery(paths.signIn, { next: paths.accountSecurity }))
  expect(await (await browser.get(signIn)).text()).toContain(`name="next" value="${paths.accountSecurity}"`)
  const answer = await browser.post(paths.signIn, { ...alice, next: paths.accountSecurity })
  expect(answer.headers.get('location')).toBe(paths.accountSecurity)
  for (const next of ['https://elsewhere.test/', '//elsewhere.test', '/\\elsewhere.test'])
    expect((await browser.post(paths.signIn, { ...alice, next })).headers.get('location')).toBe(paths.home)
})
test('an empty form says what is missing and keeps the login', async () => {
  const { browser } = await start()
  const answer = await browser.post(paths.signIn, { login: 'alice.martin@guichet.test', password: '' })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('Indiquez votre mot de passe.')
  expect(html).toContain('value="alice.martin@guichet.test"')
  expect(html).toContain('<title>Erreur')
  expect((await browser.post(paths.signIn, {})).status).toBe(422)
})
test('a wrong password keeps the login, never the password', async () => {
  const { browser, alice } = await start()
  const answer = await browser.post(paths.signIn, { ...alice, password: 'wrong horse' })
  const html = await answer.text()
  expect(answer.status).toBe(403)
  expect(html).toContain('est faux')
  expect(html).toContain(`value="${alice.login}"`)
  expect(html).not.toContain('wrong horse')
  expect(browser.session()).toBeNull()
})
test('nobody learns whether an account exists: the pages are the same, time after time', async () => {
  const { w, browser } = await start()
  await w.db.updateTable('user').set({ state: 'deactivated' }).where('id', '=', w.bruno.id).execute()
  await givePassword(w, w.bruno)
  await w.db
    .updateTable('user')
    .set({ state: 'pending_activation', password_hash: null })
    .where('id', '=', w.chloe.id)
    .execute()
  await w.db.updateTable('user').set({ kind: 'technical' }).where('id', '=', w.gael.id).execute()
  await givePassword(w, w.gael)
  const tries = [
    { login: w.alice.login, password: 'wrong horse' },
    { login: 'nobody@guichet.test', password: 'wrong horse' },
    { login: w.bruno.login, password: PASSWORD },
    { login: w.chloe.login, password: PASSWORD },
    { login: w.gael.login, password: PASSWORD },
  ]
  for (let round = 1; round <= 6; round++) {
    const answers = []
    for (const typed of tries) {
      const answer = await browser.post(paths.signIn, typed)
      answers.push([answer.status, (await bodyOf(answer)).replaceAll(typed.login, 'LOGIN')])
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size, `round ${round}`).toBe(1)
  }
})
test('an unknown address takes the time of a password check too', async () => {
  const { w, browser } = await start()
  const timed = async (work: () => Promise<unknown>) => {
    // The processor's time, not the clock's: the password check is the work that must be done, however busy the machine.
    const started = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(started)
    return user + system
  }
  const checks = []
  for (let time = 0; time < 3; time++) checks.push(await timed(() => verifyPassword(null, 'wrong horse')))
  const signIn = (login: string) => () => browser.post(paths.signIn, { login, password: 'wrong horse' })
  for (const login of [w.alice.login, w.bruno.login, 'nobody@guichet.test'])
    expect(await timed(signIn(login)), login).toBeGreaterThan(Math.min(...checks) / 2)
})
test('a new sign-in ends the session that the browser had, and gives a new id', async () => {
  const { w, browser, alice } = await start()
  await browser.post(paths.signIn, alice)
  const first = browser.session() ?? ''
  await browser.post(paths.signIn, alice)
  const second = browser.session() ?? ''
  expect(second).not.toBe(first)
  expect([await isStored(w, first), await isStored(w, second)]).toEqual([false, true])
})
test('a session id chosen by somebody else is not taken up', async () => {
  const { browser, alice } = await start()
  browser.cookies.set('guichet', 'chosen-by-somebody-else')
  await browser.post(paths.signIn, alice)
  expect(browser.session()).not.toBe('chosen-by-somebody-else')
})
test('who is signed in is sent on from the sign-in page', async () => {
  const { w } = await start()
  const alice = await w.as(w.alice)
  expect((await alice.get(paths.signIn)).headers.get('location')).toBe(paths.home)
})
test('signing out ends the session in the database and takes the cookie back', async () => {
  const { w, browser, alice } = await start()
  await browser.post(paths.signIn, alice)
  const id = browser.session() ?? ''
  const answer = await browser.post(paths.signOut)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.signIn])
  expect([browser.session(), await isStored(w, id)]).toEqual([null, false])
  expect(await (await browser.get(paths.signIn)).text()).toContain('Vous êtes déconnecté.')
  // The cookie kept elsewhere opens nothing any more.
  browser.cookies.set('guichet', id)
  expect((await browser.get(paths.account)).status).toBe(303)
})
test('signing in and out leaves no history and no mail', async () => {
  const { w, browser, alice } = await start()
  await browser.post(paths.signIn, alice)
  await browser.post(paths.signOut)
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test('over https the cookie is bound to the host and never sent in clear', async () => {
  const { browser, alice } = await start({ PUBLIC_URL: 'https://guichet.test' })
  const cookie = (await browser.post(paths.signIn, alice)).headers
    .getSetCookie()
    .find((line) => line.includes('guichet='))
  expect(cookie).toMatch(/^__Host-guichet=/)
  for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(attribute)
  expect(cookie).not.toContain('Domain')
})
test('a form from another site signs nobody in', async () => {
  const { browser, alice } = await start()
  const answer = await browser.post(paths.signIn, alice, {
    origin: 'https://elsewhere.test',
    'sec-fetch-site': 'cross-site',
  })
  expect([answer.status, browser.session()]).toEqual([403, null])
})
test('the published password of the demonstration opens nothing on a real server', async () => {
  const { w, browser } = await start()
  await givePassword(w, w.alice, 'demonstration-2026')
  const answer = await browser.post(paths.signIn, { login: w.alice.login, password: 'demonstration-2026' })
  expect([answer.status, browser.session()]).toEqual([403, null])
})
