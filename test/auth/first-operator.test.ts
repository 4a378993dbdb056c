import { expect, test } from 'vitest'
import { createAccount } from '../../src/accounts/creating.ts'
import { makeFirstOperatorLink } from '../../src/accounts/first-operator.ts'
import { paths, url } from '../../src/urls.ts'
import { openWorld, traces } from '../world.ts'
import { once, openBrowser, PASSWORD, pass, tokenMailed, userOf } from './browser.ts'

const omar = { lastName: 'Diallo', firstName: 'Omar', login: 'omar.diallo@guichet.test', password: PASSWORD }

/** A database without an operator: Emma is none here. */
const start = async () => {
  const w = await openWorld()
  await w.db.updateTable('user').set({ is_operator: 0 }).where('id', '=', w.emma.id).execute()
  const link = async () => (await makeFirstOperatorLink(w.db, w.clock.now)) ?? ''
  return { w, browser: openBrowser(w), link }
}

test('Omar opens the link of the console and becomes the operator, signed in', async () => {
  const { w, browser, link } = await start()
  const to = await link()
  expect(await (await browser.get(to)).text()).toContain('Créer le premier compte du support')
  const answer = await browser.post(to, omar)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.home])
  expect(await userOf(w, omar.login)).toMatchObject({
    state: 'active',
    is_operator: 1,
    first_name: 'Omar',
    language: 'fr',
  })
  expect((await browser.get(paths.account)).status).toBe(200)
  expect(await traces(w.dbs)).toEqual({ history: ['account.made_operator'], mails: [] })
})
test('the link is good for seven days; a restart prints a new one', async () => {
  const { w, browser, link } = await start()
  const to = await link()
  pass(w, 7 * 24 * 60 - 1)
  expect((await browser.get(to)).status).toBe(200)
  pass(w, 1)
  expect((await browser.get(to)).status).toBe(404)
  expect((await browser.post(to, omar)).status).toBe(404)
  expect((await browser.get(await link())).status).toBe(200)
})
test('an operator appointed elsewhere closes it', async () => {
  const { w, browser, link } = await start()
  const to = await link()
  await w.db.updateTable('user').set({ is_operator: 1 }).where('id', '=', w.emma.id).execute()
  expect((await browser.get(to)).status).toBe(404)
  expect((await browser.post(to, omar)).status).toBe(404)
  expect(await makeFirstOperatorLink(w.db, w.clock.now)).toBeNull()
  expect(await userOf(w, omar.login)).toBeUndefined()
})
test('an operator’s account made or activated takes the link away for good, whatever becomes of the account', async () => {
  const { w, browser, link } = await start()
  const person = { ...omar, civility: null, contactEmail: omar.login, phone: null, language: 'fr' } as const
  const links = async () => (await w.db.selectFrom('mail_link').select('kind').execute()).map(({ kind }) => kind)
  await link()
  const made = await createAccount({ db: w.db, actor: null, now: w.clock.now }, { ...person, isOperator: true })
  expect(await links()).toEqual(['activation'])
  const printed = await link()
  const token = made.ok ? made.value.link.token : ''
  expect((await browser.post(url(paths.activation, { token }), { password: PASSWORD })).status).toBe(303)
  expect(await links()).toEqual([])
  await w.db.updateTable('user').set({ state: 'deactivated' }).where('login', '=', omar.login).execute()
  expect((await openBrowser(w).get(printed)).status).toBe(404)
})
test('an account that is no operator’s leaves it open', async () => {
  const { w, browser, link } = await start()
  const to = await link()
  await browser.post(paths.newAccount, { ...omar, language: 'fr' })
  const activation = url(paths.activation, { token: await tokenMailed(w, 'activation') })
  expect((await browser.post(activation, { password: PASSWORD })).status).toBe(303)
  expect((await openBrowser(w).get(to)).status).toBe(200)
})
test('it works once; made up or replaced by a newer one, it opens nothing', async () => {
  const { w, browser, link } = await start()
  const older = await link()
  const newer = await link()
  for (const dead of [older, url(paths.firstOperator, { token: 'made-up' })]) {
    expect((await browser.get(dead)).status).toBe(404)
    expect((await browser.post(dead, omar)).status).toBe(404)
    expect((await browser.post(dead, {})).status).toBe(404)
  }
  expect((await browser.post(newer, omar)).status).toBe(303)
  const again = await openBrowser(w).post(newer, { ...omar, login: 'second@guichet.test' })
  expect([again.status, await again.text()]).toEqual([404, expect.stringContaining('Ce lien ne fonctionne plus')])
})
test('a wrong form keeps what was typed, never the password', async () => {
  const { w, browser, link } = await start()
  const to = await link()
  const wrong = await browser.post(to, { ...omar, lastName: '', login: 'omar' })
  const html = await wrong.text()
  expect([wrong.status, html]).toEqual([422, expect.stringContaining('Indiquez votre nom.')])
  expect(html).toContain('value="omar"')
  expect(html).not.toContain(PASSWORD)
  const easy = await browser.post(to, { ...omar, password: 'omar.diallo-2026' })
  expect([easy.status, await easy.text()]).toEqual([422, expect.stringContaining('reprend votre nom')])
  const taken = await browser.post(to, { ...omar, login: w.alice.login })
  expect([taken.status, await taken.text()]).toEqual([422, expect.stringContaining('Un compte existe déjà')])
  // None of these used the link up.
  expect((await browser.post(to, omar)).status).toBe(303)
})
test('twice is once: a double click makes one operator', async () => {
  const { w, browser, link } = await start()
  const to = await link()
  const form = { ...omar, ...once('operator') }
  for (let time = 0; time < 2; time++) expect((await browser.post(to, form)).headers.get('location')).toBe(paths.home)
  expect((await traces(w.dbs)).history).toEqual(['account.made_operator'])
})
test('two people with the same link: one becomes the operator', async () => {
  const { w, link } = await start()
  const to = await link()
  const answers = await Promise.all(
    ['one@guichet.test', 'two@guichet.test'].map((login) => openBrowser(w).post(to, { ...omar, login })),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 404])
})
