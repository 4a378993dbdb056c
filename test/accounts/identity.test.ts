import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { openWorld, traces } from '../world.ts'
import { once, openBrowser, userOf } from '../auth/browser.ts'

const typed = {
  civility: 'madame',
  lastName: 'Martin-Œuvrard',
  firstName: 'Alice',
  contactEmail: 'Alice@Contact.test',
  phone: '',
  language: 'en',
  managerMails: 'daily',
}

test('Alice sees what is kept about her, with the parts of "Mon compte"', async () => {
  const w = await openWorld()
  const html = await (await (await w.as(w.alice)).get(paths.account)).text()
  expect(html).toContain('<h1>Mon compte</h1>')
  expect(html).toMatch(/<title>Mes données – Mon compte – Guichet/)
  for (const href of [paths.account, paths.ownMemberships, paths.accountSecurity, paths.accountData])
    expect(html).toContain(`href="${href}"`)
  for (const value of ['Martin', 'Alice', w.alice.login]) expect(html).toContain(`value="${value}"`)
  expect(html).toMatch(/value="at_once" checked/)
})
test('she changes it: a history line with what was and what is, and the page says so in her new language', async () => {
  const w = await openWorld()
  const browser = openBrowser(w)
  browser.cookies.set('guichet', await w.world.sessions.start(w.alice.id, 'Firefox', w.clock.now))
  const answer = await browser.post(paths.accountIdentity, typed)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.account])
  expect(await (await browser.get(paths.account)).text()).toContain('Your data are saved.')
  expect(await userOf(w, w.alice.login)).toMatchObject({
    civility: 'madame',
    last_name: 'Martin-Œuvrard',
    name_folded: 'martin oeuvrard alice',
    contact_email: 'alice@contact.test',
    phone: null,
    language: 'en',
    manager_mails: 'daily',
  })
  expect(await traces(w.dbs)).toEqual({ history: ['account.identity_changed'], mails: [] })
  const line = await w.db.selectFrom('history_detail').select('content').executeTakeFirstOrThrow()
  expect(JSON.parse(line.content ?? '')).toMatchObject({
    before: { last_name: 'Martin', language: 'fr' },
    after: { last_name: 'Martin-Œuvrard', language: 'en' },
  })
  expect(line.content).not.toContain('first_name')
})
test('her pending request follows her new name', async () => {
  const w = await openWorld()
  await w.db
    .insertInto('membership_request')
    .values({
      user_id: w.alice.id,
      requester_folded: 'martin alice',
      structure_id: w.elsewhere,
      whole_structure: 1,
      created_at: w.clock.now.toISOString(),
      corrects_id: null,
      decided_at: null,
      decided_by_id: null,
      role_given: null,
      reason: null,
      reminded_at: null,
    })
    .execute()
  await (await w.as(w.alice)).post(paths.accountIdentity, typed)
  const row = await w.db.selectFrom('membership_request').select('requester_folded').executeTakeFirst()
  expect(row?.requester_folded).toBe('martin oeuvrard alice')
})
test('the login is not changed here, nor anything that the form does not show', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  await alice.post(paths.accountIdentity, {
    ...typed,
    login: 'else@guichet.test',
    is_operator: '1',
    isOperator: '1',
    state: 'x',
  })
  expect(await userOf(w, w.alice.login)).toMatchObject({ is_operator: 0, state: 'active' })
})
test('saving the same again writes nothing', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  await alice.post(paths.accountIdentity, typed)
  expect((await alice.post(paths.accountIdentity, typed)).status).toBe(303)
  expect((await traces(w.dbs)).history).toHaveLength(1)
})
test('twice is once', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  await alice.post(paths.accountIdentity, { ...typed, ...once('identity') })
  await alice.post(paths.accountIdentity, { ...typed, lastName: 'Autre' })
  await alice.post(paths.accountIdentity, { ...typed, ...once('identity') })
  expect((await userOf(w, w.alice.login))?.last_name).toBe('Autre')
  expect((await traces(w.dbs)).history).toHaveLength(2)
})
test('a wrong form keeps what was typed', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const answer = await alice.post(paths.accountIdentity, {
    ...typed,
    lastName: '',
    contactEmail: 'alice',
    managerMails: 'never',
  })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  for (const words of ['Indiquez votre nom.', 'n’est pas complète', 'Choisissez une des réponses', 'value="alice"'])
    expect(html).toContain(words)
  expect(html).toMatch(/<option value="madame" selected/)
  expect((await traces(w.dbs)).history).toEqual([])
})
test('who is not signed in is sent to sign in', async () => {
  const w = await openWorld()
  const visitor = await w.as(null)
  expect((await visitor.get(paths.account)).headers.get('location')).toContain(paths.signIn)
  expect((await visitor.post(paths.accountIdentity, typed)).headers.get('location')).toBe(paths.signIn)
})
