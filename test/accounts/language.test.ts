import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { openWorld, traces } from '../world.ts'
import { openBrowser, userOf } from '../auth/browser.ts'

test('a visitor changes the language and comes back to the same page', async () => {
  const w = await openWorld()
  const browser = openBrowser(w)
  expect(await (await browser.get(paths.signIn)).text()).toContain('<html lang="fr">')
  const answer = await browser.post(paths.language, { language: 'en', back: paths.signIn })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.signIn])
  expect(await (await browser.get(paths.signIn)).text()).toContain('<html lang="en">')
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test('Alice’s choice is kept in her account, once in the history', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  for (let time = 0; time < 2; time++) await alice.post(paths.language, { language: 'en', back: paths.account })
  expect((await userOf(w, w.alice.login))?.language).toBe('en')
  expect(await (await alice.get(paths.account)).text()).toContain('<html lang="en">')
  expect((await traces(w.dbs)).history).toEqual(['account.identity_changed'])
})
test('it never leads to another site, and takes no other language', async () => {
  const w = await openWorld()
  const browser = openBrowser(w)
  for (const back of ['https://elsewhere.test', '//elsewhere.test', '/\\elsewhere.test', ''])
    expect((await browser.post(paths.language, { language: 'en', back })).headers.get('location')).toBe(paths.home)
  const alice = await w.as(w.alice)
  expect((await alice.post(paths.language, { language: 'de', back: paths.account })).status).toBe(303)
  expect((await userOf(w, w.alice.login))?.language).toBe('fr')
})
