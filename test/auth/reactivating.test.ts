import { expect, test } from 'vitest'
import { sendLinkAgain } from '../../src/auth/changing-password.ts'
import { paths, url } from '../../src/urls.ts'
import { openWorld, traces } from '../world.ts'
import { bodyOf, givePassword, openBrowser, pass, PASSWORD } from './browser.ts'

const DAY = 24 * 60

/** Chloé has deactivated her account. */
const start = async () => {
  const w = await openWorld()
  await givePassword(w, w.chloe)
  const row = { state: 'deactivated', deactivated_at: w.clock.now.toISOString() } as const
  await w.db.updateTable('user').set(row).where('id', '=', w.chloe.id).execute()
  const browser = openBrowser(w)
  return { w, browser, chloe: { login: w.chloe.login, password: PASSWORD } }
}

test('Chloé signs in within 60 days: she is offered her account back, confirms, and is signed in', async () => {
  const { w, browser, chloe } = await start()
  pass(w, 59 * DAY)
  const told = await browser.post(paths.signIn, chloe)
  const text = await told.text()
  expect([told.status, browser.session()]).toEqual([403, null])
  expect(text).toContain('Votre compte est désactivé.')
  expect(text).toContain(`action="${paths.reactivation}"`)
  expect(text).toContain(`value="${w.chloe.login}"`)
  expect(text).not.toContain(PASSWORD)
  const answer = await browser.post(paths.reactivation, chloe)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.home])
  const home = await (await browser.get(paths.home)).text()
  expect(home).toContain('Votre compte est de nouveau actif.')
  const user = w.db.selectFrom('user').select(['state', 'deactivated_at']).where('id', '=', w.chloe.id)
  expect(await user.executeTakeFirst()).toEqual({ state: 'active', deactivated_at: null })
  expect(await traces(w.dbs)).toEqual({
    // One line for the platform, one in the structure that she is attached to.
    history: ['account.reactivated', 'account.reactivated'],
    mails: [`account-reactivated → ${w.chloe.login}`],
  })
  // A second click finds the account active, and simply enters.
  expect((await openBrowser(w).post(paths.reactivation, chloe)).status).toBe(303)
  expect((await traces(w.dbs)).history).toHaveLength(2)
})

test('a wrong password learns nothing: the page is that of any address, time after time, and locks as at the sign-in', async () => {
  const { w, browser } = await start()
  await givePassword(w, w.alice)
  for (const path of [paths.signIn, paths.reactivation])
    for (let round = 1; round <= 3; round++) {
      const answers = []
      for (const login of [w.chloe.login, w.alice.login, 'nobody@guichet.test']) {
        const answer = await browser.post(path, { login, password: 'wrong horse' })
        answers.push([answer.status, (await bodyOf(answer)).replaceAll(login, 'LOGIN')])
      }
      expect(new Set(answers.map((one) => JSON.stringify(one))).size, `${path} ${round}`).toBe(1)
    }
  const locked = await browser.post(paths.reactivation, { login: w.chloe.login, password: PASSWORD })
  expect([locked.status, (await locked.text()).includes('bloquée jusqu’à')]).toEqual([403, true])
})

test('after 60 days the account is as if it were not there, even before the job has erased it', async () => {
  const { w, browser, chloe } = await start()
  pass(w, 60 * DAY)
  for (const path of [paths.signIn, paths.reactivation]) {
    const answer = await browser.post(path, chloe)
    const text = await answer.text()
    expect([answer.status, text.includes('est faux'), text.includes('est désactivé')]).toEqual([403, true, false])
  }
  expect(browser.session()).toBeNull()
})

test('an empty form says what is missing; the page is open to anybody and says nothing of anybody', async () => {
  const { browser } = await start()
  expect((await browser.get(paths.reactivation)).status).toBe(200)
  const answer = await browser.post(paths.reactivation, { login: 'chloe.bernard@guichet.test', password: '' })
  const text = await answer.text()
  expect([answer.status, text.includes('Indiquez votre mot de passe.')]).toEqual([422, true])
  expect(text).toContain('value="chloe.bernard@guichet.test"')
})

test('the right password of a deactivated account does not count against the network', async () => {
  const { w, browser, chloe } = await start()
  for (let time = 0; time < 49; time++) await w.world.limiter.take('sign-in', { points: 50, seconds: 3600 }, 'none')
  for (let time = 0; time < 4; time++) expect((await browser.post(paths.signIn, chloe)).status).toBe(403)
  expect((await browser.post(paths.reactivation, chloe)).status).toBe(303)
})

test('Chloé, who deactivated her account and forgot her password, has both back', async () => {
  const w = await openWorld()
  const at = w.clock.now.toISOString()
  const state = { state: 'deactivated', deactivated_at: at } as const
  await w.db.updateTable('user').set(state).where('id', '=', w.chloe.id).execute()
  const sent = await sendLinkAgain({ db: w.db, actor: null, now: w.clock.now }, w.chloe.login)
  if (!sent.ok || !sent.value) throw new Error('no link')
  const path = url(paths.passwordReset, { token: sent.value.link.token })
  const visitor = await w.as(null)
  const password = 'moulin zinc parchemin girouette'
  const saved = await visitor.post(path, { password })
  expect([saved.status, saved.headers.get('location')]).toEqual([303, paths.reactivation])
  const user = () => w.db.selectFrom('user').select('state').where('id', '=', w.chloe.id).executeTakeFirstOrThrow()
  expect(await user()).toEqual({ state: 'deactivated' })
  expect((await visitor.post(paths.reactivation, { login: w.chloe.login, password })).status).toBe(303)
  expect(await user()).toEqual({ state: 'active' })
})
