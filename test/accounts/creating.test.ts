import { expect, test } from 'vitest'
import { createAccount } from '../../src/accounts/creating.ts'
import { paths, url } from '../../src/urls.ts'
import { NOW } from '../moment.ts'
import { addMember } from '../people.ts'
import { openWorld, traces } from '../world.ts'
import { bodyOf, once, openBrowser, pass, tokenMailed, userOf } from '../auth/browser.ts'

const ines = {
  civility: 'madame',
  lastName: "  D'Étang   Noir ",
  firstName: 'Inès',
  login: ' Ines.Noir@Guichet.test',
  phone: '01 23 45 67 89',
  language: 'fr',
}
const login = 'ines.noir@guichet.test'
const start = async () => {
  const w = await openWorld()
  return { w, browser: openBrowser(w) }
}

test('Inès creates an account: it waits for its activation, and the mail is on its way', async () => {
  const { w, browser } = await start()
  const answer = await browser.post(paths.newAccount, ines)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.newAccountSent])
  expect(await (await browser.get(paths.newAccountSent)).text()).toContain('Consultez votre messagerie')
  expect(await userOf(w, login)).toMatchObject({
    state: 'pending_activation',
    kind: 'person',
    civility: 'madame',
    last_name: "D'Étang Noir",
    first_name: 'Inès',
    name_folded: 'd etang noir ines',
    contact_email: login,
    phone: '01 23 45 67 89',
    password_hash: null,
    is_operator: 0,
  })
  expect(await traces(w.dbs)).toEqual({ history: ['account.created'], mails: [`activation → ${login}`] })
})
test('the link is kept as a hash only, for an hour', async () => {
  const { w, browser } = await start()
  await browser.post(paths.newAccount, ines)
  const token = await tokenMailed(w, 'activation')
  const links = await w.db.selectFrom('mail_link').selectAll().execute()
  expect(links).toHaveLength(1)
  expect(links[0]?.expires_at).toBe(new Date(NOW.getTime() + 3_600_000).toISOString())
  expect(JSON.stringify(links)).not.toContain(token)
})
test('no other contact address is taken from somebody who has not signed in', async () => {
  const { w, browser } = await start()
  const html = await (await browser.get(paths.newAccount)).text()
  expect(html).not.toContain('name="contactEmail"')
  expect(html).toContain('une autre adresse de contact')
  await browser.post(paths.newAccount, { ...ines, contactEmail: 'contact@guichet.test' })
  expect((await userOf(w, login))?.contact_email).toBe(login)
})
test('a file in the place of a text is refused, and not drawn', async () => {
  const { w } = await start()
  const body = new FormData()
  for (const [name, value] of Object.entries(ines)) body.set(name, value)
  body.set('lastName', new File(['x'], 'x.txt'))
  const headers = { host: 'guichet.test', origin: w.config.publicUrl }
  const answer = await w.app.request(w.config.publicUrl + paths.newAccount, { method: 'POST', body, headers })
  const html = await answer.text()
  expect([answer.status, html]).toEqual([422, expect.stringContaining('Indiquez votre nom.')])
  expect(html).not.toContain('[object')
  expect(html).toContain('value="Inès"')
})
test('a wrong form keeps what was typed and says what is wrong, field by field', async () => {
  const { w, browser } = await start()
  const answer = await browser.post(paths.newAccount, {
    ...ines,
    lastName: ' ',
    login: 'ines',
    phone: 'abc',
  })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  for (const words of [
    'Indiquez votre nom.',
    'n’est pas complète',
    'numéro n’est pas valable',
    '3 informations',
    'Erreur',
  ])
    expect(html).toContain(words)
  for (const typed of ['value="ines"', 'value="Inès"', 'value="abc"']) expect(html).toContain(typed)
  expect(html).toContain('<a href="#login">')
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
  expect((await browser.post(paths.newAccount, {})).status).toBe(422)
})
test('the answer is the same whether the address is known, waiting or unknown; only the mails differ', async () => {
  const { w, browser } = await start()
  await browser.post(paths.newAccount, ines)
  const answers = []
  for (const typed of [w.alice.login, login, 'nobody@guichet.test']) {
    const started = performance.now()
    const answer = await browser.post(paths.newAccount, { ...ines, login: typed })
    answers.push([answer.status, answer.headers.get('location'), await bodyOf(answer)])
    // Each case waits for the same moment, which is longer than any of them takes.
    expect(performance.now() - started).toBeGreaterThan(140)
  }
  expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
  expect((await traces(w.dbs)).mails).toEqual([
    `activation → ${login}`,
    `already-registered → ${w.alice.login}`,
    `activation → ${login}`,
    'activation → nobody@guichet.test',
  ])
})
test('asking again for an account that waits sends a new link and changes nothing else', async () => {
  const { w, browser } = await start()
  await browser.post(paths.newAccount, ines)
  await browser.post(paths.newAccount, ines)
  expect(await w.db.selectFrom('mail_link').selectAll().execute()).toHaveLength(1)
  expect((await traces(w.dbs)).history).toEqual(['account.created'])
})
test('whoever registers another’s address first gets nothing: what was typed last counts, mails go to that address', async () => {
  const { w, browser } = await start()
  const invented = { lastName: 'Faux', firstName: 'Nom', phone: '0600000000', language: 'en', login }
  await openBrowser(w).post(paths.newAccount, { ...invented, contactEmail: 'attacker@guichet.test' })
  // As an account made before this rule may be.
  await w.db.updateTable('user').set({ contact_email: 'attacker@guichet.test' }).where('login', '=', login).execute()
  await browser.post(paths.newAccount, ines)
  expect(await userOf(w, login)).toMatchObject({
    state: 'pending_activation',
    civility: 'madame',
    last_name: "D'Étang Noir",
    first_name: 'Inès',
    name_folded: 'd etang noir ines',
    contact_email: login,
    phone: '01 23 45 67 89',
    language: 'fr',
  })
  expect(await traces(w.dbs)).toEqual({
    history: ['account.created', 'account.identity_changed'],
    mails: [`activation → ${login}`, `activation → ${login}`],
  })
  const link = url(paths.activation, { token: await tokenMailed(w, 'activation') })
  expect(await (await browser.get(link)).text()).toContain('<dt>Compte de</dt><dd>Inès D&#39;Étang Noir</dd>')
})
test('an operator’s account that waits is not rewritten by a stranger', async () => {
  const { w, browser } = await start()
  const omar = { civility: null, lastName: 'Diallo', firstName: 'Omar', contactEmail: login, phone: null, login }
  await createAccount({ db: w.db, actor: null, now: NOW }, { ...omar, language: 'fr', isOperator: true })
  await browser.post(paths.newAccount, ines)
  expect(await userOf(w, login)).toMatchObject({ first_name: 'Omar', is_operator: 1 })
  expect(await traces(w.dbs)).toEqual({
    history: ['account.created'],
    mails: [`activation → ${login}`, `activation → ${login}`],
  })
})
test('the address of a technical user makes no second account', async () => {
  const { w, browser } = await start()
  await w.db.updateTable('user').set({ kind: 'technical' }).where('id', '=', w.gael.id).execute()
  expect((await browser.post(paths.newAccount, { ...ines, login: w.gael.login })).status).toBe(303)
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test('twice is once: the same form sent again makes one account and one mail', async () => {
  const { w, browser } = await start()
  for (let time = 0; time < 2; time++)
    expect((await browser.post(paths.newAccount, { ...ines, ...once('ines') })).headers.get('location')).toBe(
      paths.newAccountSent,
    )
  expect((await traces(w.dbs)).mails).toHaveLength(1)
})
test('nobody’s mailbox is filled: five mails an hour for one address, known or not', async () => {
  const { w, browser } = await start()
  for (const typed of [w.alice.login, 'nobody@guichet.test']) {
    for (let time = 0; time < 5; time++)
      expect((await browser.post(paths.newAccount, { ...ines, login: typed })).status).toBe(303)
    const sixth = await browser.post(paths.newAccount, { ...ines, login: typed })
    expect([sixth.status, Number(sixth.headers.get('retry-after'))]).toEqual([
      429,
      expect.toSatisfy((n: number) => n > 0),
    ])
    // The same count holds for the other way to have a mail sent.
    expect((await browser.post(paths.passwordForgotten, { login: typed })).status).toBe(429)
  }
})
test('a name cannot start another line of a mail', async () => {
  const { w, browser } = await start()
  await browser.post(paths.newAccount, { ...ines, firstName: 'Inès\r\nBcc: all@guichet.test' })
  expect((await userOf(w, login))?.first_name).toBe('Inès Bcc: all@guichet.test')
  expect((await browser.post(paths.newAccount, { ...ines, login: 'a@b.test\r\nBcc: x@y.test' })).status).toBe(422)
})
test('an account made by a manager names them in the mail; a login taken is refused', async () => {
  const w = await openWorld()
  const act = await w.actOf(w.alice)
  const input = {
    civility: null,
    lastName: 'Noir',
    firstName: 'Inès',
    contactEmail: login,
    phone: null,
    language: 'fr',
    login,
  } as const
  expect(await createAccount(act, input)).toMatchObject({ ok: true })
  const mail = await w.db.selectFrom('mail').select('data').executeTakeFirstOrThrow()
  expect(JSON.parse(mail.data)).toMatchObject({ createdBy: 'Alice Martin', minutes: 60, login })
  expect(await createAccount(act, input)).toEqual({ ok: false, refusal: 'login-taken' })
  pass(w, 1)
  expect((await traces(w.dbs)).history).toEqual(['account.created'])
})
test('the page exists in English, with its own title', async () => {
  const { browser } = await start()
  browser.cookies.set('guichet_language', 'en')
  const html = await (await browser.get(paths.newAccount)).text()
  expect(html).toContain('<h1>Create an account</h1>')
  expect(html).toContain('<option value="en" selected="">')
})
test('the account of a member that waits is not rewritten by a stranger: the link is sent again', async () => {
  const { w, browser } = await start()
  await browser.post(paths.newAccount, ines)
  const user = await userOf(w, login)
  const before = await w.db.selectFrom('user').selectAll().where('login', '=', login).executeTakeFirstOrThrow()
  const member = { id: user?.id ?? 0, login, name: 'Inès', folded: 'ines' }
  await addMember(w.dbs, member, { structureId: w.mairie, role: 'secondary_manager' })
  await openBrowser(w).post(paths.newAccount, { ...ines, lastName: 'Martin', firstName: 'Alice', language: 'en' })
  expect(await w.db.selectFrom('user').selectAll().where('login', '=', login).executeTakeFirst()).toEqual(before)
  expect((await traces(w.dbs)).mails).toEqual([`activation → ${login}`, `activation → ${login}`])
})
