import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { openWorld, traces } from '../world.ts'
import { membershipOf } from './request.ts'

const typed = {
  civility: 'madame',
  lastName: 'Nouvelle',
  firstName: 'Zoé',
  login: 'Zoe.Nouvelle@mairie.test',
  contactEmail: '',
  phone: '01 23 45 67 89',
  language: 'fr',
  role: 'simple_user',
  whole: '1',
  startsOn: '2026-11-23',
  endsOn: '',
  comment: '',
}

async function open() {
  const w = await openWorld()
  return { w, account: url(paths.newMemberAccount, { id: w.mairie }) }
}

test('Alice makes an account and attaches it in one go', async () => {
  const { w, account } = await open()
  const alice = await w.as(w.alice)
  const page = await (await alice.get(`${account}?lastName=Nouvelle&login=zoe.nouvelle%40mairie.test`)).text()
  expect(page).toContain('value="Nouvelle"')
  expect(page).toContain('Créer un nouvel utilisateur')
  const answer = await alice.post(account, typed)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, url(paths.members, { id: w.mairie })])
  const user = await w.db
    .selectFrom('user')
    .selectAll()
    .where('login', '=', 'zoe.nouvelle@mairie.test')
    .executeTakeFirstOrThrow()
  expect([user.state, user.contact_email, user.civility]).toEqual([
    'pending_activation',
    'zoe.nouvelle@mairie.test',
    'madame',
  ])
  expect(await membershipOf(w, user.id)).toMatchObject({ role: 'simple_user', whole: 1 })
  expect(await traces(w.dbs)).toEqual({
    history: ['account.created', 'membership.attached'],
    mails: ['activation → zoe.nouvelle@mairie.test', 'membership-attached → zoe.nouvelle@mairie.test'],
  })
  const mail = await w.db.selectFrom('mail').select('data').where('kind', '=', 'activation').executeTakeFirstOrThrow()
  expect(mail.data).toContain('Alice Martin')
})
test('a login that is taken is said at the field, with the way to look for it; nothing is made', async () => {
  const { w, account } = await open()
  const answer = await (await w.as(w.alice)).post(account, { ...typed, login: w.nadia.login })
  const html = await answer.text()
  expect(answer.status).toBe(409)
  expect(html).toContain('Cette adresse a déjà un compte')
  expect(html).toContain(url(paths.memberSearch, { id: w.mairie }) + '?login=nadia.haddad%40guichet.test')
  expect(html).toContain('value="Nouvelle"')
  expect((await traces(w.dbs)).history).toEqual([])
})
test.each([
  [{ lastName: ' ' }, 'Indiquez le nom'],
  [{ login: 'zoe' }, 'Cette adresse n’est pas complète'],
  [{ contactEmail: 'zoe' }, 'Cette adresse n’est pas complète'],
  [{ startsOn: '2026-11-01' }, 'commence aujourd’hui ou plus tard'],
  [{ whole: '' }, 'Cochez au moins un service'],
])('bad input %j keeps what was typed and makes nothing', async (wrong, says) => {
  const { w, account } = await open()
  const answer = await (await w.as(w.alice)).post(account, { ...typed, ...wrong })
  const html = await answer.text()
  expect([answer.status, html.includes('value="Zoé"')]).toEqual([422, true])
  expect(html).toContain(says)
  const users = await w.db.selectFrom('user').select('id').where('first_name', '=', 'Zoé').execute()
  expect(users).toEqual([])
})
test('Gaël’s new colleague is of his service, or there is no account either', async () => {
  const { w, account } = await open()
  const gael = await w.as(w.gael)
  expect((await gael.post(account, typed)).status).toBe(403)
  expect((await traces(w.dbs)).history).toEqual([])
  expect((await gael.post(account, { ...typed, whole: '', service: String(w.finances) })).status).toBe(303)
})
test('sent twice it makes one account', async () => {
  const { w, account } = await open()
  const alice = await w.as(w.alice)
  const sent = { ...typed, once: 'token-of-the-account' }
  const answers = [await alice.post(account, sent), await alice.post(account, sent)]
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await traces(w.dbs)).mails).toHaveLength(2)
})
test('strangers find no such page', async () => {
  const { w, account } = await open()
  for (const person of [w.farid, w.chloe, w.emma]) {
    const visitor = await w.as(person)
    expect([(await visitor.get(account)).status, (await visitor.post(account, typed)).status]).toEqual([404, 404])
  }
})
test('nobody’s mailbox is filled, and nobody tries addresses without end', async () => {
  const { w, account } = await open()
  const alice = await w.as(w.alice)
  const answers = []
  for (let time = 0; time < 6; time++) answers.push((await alice.post(account, typed)).status)
  expect(answers).toEqual([303, 409, 409, 409, 409, 429])
  const others = []
  for (let time = 0; time < 60; time++)
    others.push((await alice.post(account, { ...typed, login: `n${time}@mairie.test` })).status)
  expect(others.filter((status) => status === 303).length).toBeLessThanOrEqual(50)
  expect(others.at(-1)).toBe(429)
})
test.each(['Allez sur http://ailleurs.test', 'WWW.ailleurs.test'])(
  'the name %j is refused with words',
  async (name) => {
    const { w, account } = await open()
    const answer = await (await w.as(w.alice)).post(account, { ...typed, firstName: name })
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Un nom ne contient pas')])
    expect((await (await w.as(null)).post(paths.newAccount, { ...typed, lastName: name })).status).toBe(422)
    expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
  },
)
