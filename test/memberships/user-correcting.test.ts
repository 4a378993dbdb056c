import { expect, test } from 'vitest'
import { inviteToActivate } from '../../src/accounts/creating.ts'
import { paths, url } from '../../src/urls.ts'
import { sha256 } from '../../src/values/random.ts'
import { addMember, addPerson } from '../people.ts'
import type { Person } from '../moment.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'

const good = {
  civility: 'madame',
  lastName: 'Bernard-Roux',
  firstName: 'Chloé',
  contactEmail: 'chloe@contact.test',
  phone: '01 23 45 67 89',
  language: 'fr',
}
const accountOf = (w: TestWorld, { id }: { id: number }) =>
  w.db.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** Hugo, attached by Alice, has not activated his account: his address has a typing error. */
async function withHugo(w: TestWorld, services: number[] = []) {
  const hugo = await addPerson(w.dbs, { first: 'Hugo', last: 'Petit' })
  await w.db
    .updateTable('user')
    .set({ state: 'pending_activation', password_hash: null })
    .where('id', '=', hugo.id)
    .execute()
  await addMember(w.dbs, hugo, { structureId: w.mairie, role: 'simple_user', services })
  await inviteToActivate(
    { ...(await w.actOf(w.alice)), now: new Date('2026-11-20T09:00:00.000Z') },
    await accountOf(w, hugo),
  )
  return hugo
}
const hugoFields = (hugo: Person, change: Record<string, string> = {}) => ({
  ...good,
  lastName: 'Petit',
  firstName: 'Hugo',
  civility: '',
  phone: '',
  contactEmail: hugo.login,
  login: hugo.login,
  ...change,
})

test('Alice changes Chloé’s name and phone: one line in the town hall’s history, one mail that names what changed', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const to = url(paths.user, w.chloe)
  const page = await (await alice.get(`${to}?back=/manager/users?last%3Dber`)).text()
  expect(page).toMatch(/<h1>Modifier Chloé Bernard<\/h1>.*value="Bernard"/s)
  expect(page).not.toContain('name="login"')
  const answer = await alice.post(to, { ...good, back: '/manager/users?last=ber', once: 'a-token-of-twenty-letters' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/manager/users?last=ber'])
  await alice.post(to, { ...good, back: '/manager/users?last=ber', once: 'a-token-of-twenty-letters' })
  expect(await accountOf(w, w.chloe)).toMatchObject({
    last_name: 'Bernard-Roux',
    name_folded: 'bernard roux chloe',
    phone: good.phone,
  })
  expect(await traces(w.dbs)).toEqual({
    history: ['account.identity_changed'],
    mails: [`account-changed-by-manager → ${w.chloe.login}`],
  })
  const line = await w.db.selectFrom('history').selectAll().executeTakeFirstOrThrow()
  expect([line.structure_id, line.person_id, line.actor_id]).toEqual([w.mairie, w.chloe.id, w.alice.id])
  const { data } = await w.db.selectFrom('mail').select('data').executeTakeFirstOrThrow()
  expect(JSON.parse(data)).toEqual({
    login: w.chloe.login,
    by: 'Alice Martin',
    fields: ['civility', 'lastName', 'contactEmail', 'phone'],
  })
})
test('nothing changed: no line, no mail', async () => {
  const w = await openWorld()
  const same = { ...good, civility: '', lastName: 'Bernard', contactEmail: w.chloe.login, phone: '' }
  const answer = await (await w.as(w.alice)).post(url(paths.user, w.chloe), same)
  expect(answer.status).toBe(303)
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test('what Alice typed wrong comes back with what is wrong, by htmx too', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  for (const headers of [{}, htmx]) {
    const answer = await alice.post(url(paths.user, w.chloe), { ...good, lastName: ' ', phone: 'abc' }, headers)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toMatch(/id="error-summary".*value="chloe@contact.test".*value="abc"/s)
  }
  expect((await accountOf(w, w.chloe)).last_name).toBe('Bernard')
})
test('the login of an active account does not change, whatever is posted', async () => {
  const w = await openWorld()
  const answer = await (await w.as(w.alice)).post(url(paths.user, w.chloe), { ...good, login: 'evil@guichet.test' })
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('ne change pas')])
  expect(await accountOf(w, w.chloe)).toMatchObject({ login: w.chloe.login, last_name: 'Bernard' })
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test('the wrong login of Hugo, who has not activated his account, is corrected: the old link is dead, a new one leaves', async () => {
  const w = await openWorld()
  const hugo = await withHugo(w)
  const before = await w.db.selectFrom('mail_link').selectAll().executeTakeFirstOrThrow()
  const alice = await w.as(w.alice)
  expect(await (await alice.get(url(paths.user, hugo))).text()).toContain('name="login"')
  const answer = await alice.post(url(paths.user, hugo), hugoFields(hugo, { login: ' Hugo.PETIT@mairie.test ' }))
  expect(answer.status).toBe(303)
  expect(await accountOf(w, hugo)).toMatchObject({
    login: 'hugo.petit@mairie.test',
    contact_email: 'hugo.petit@mairie.test',
  })
  const links = await w.db.selectFrom('mail_link').selectAll().execute()
  expect(links).toHaveLength(1)
  expect(links[0]?.token_hash).not.toBe(before.token_hash)
  expect(await traces(w.dbs)).toEqual({
    history: ['account.identity_changed', 'account.login_corrected'],
    mails: [
      `activation → ${hugo.login}`,
      'activation → hugo.petit@mairie.test',
      'account-changed-by-manager → hugo.petit@mairie.test',
    ],
  })
  const { data } = await w.db
    .selectFrom('mail')
    .select('data')
    .where('to_address', '=', 'hugo.petit@mairie.test')
    .executeTakeFirstOrThrow()
  const { secret } = JSON.parse(data) as { secret: string }
  expect(links[0]?.token_hash).toBe(sha256(secret))
})
test('an address that another account has is refused in words beside the field, and nothing is saved', async () => {
  const w = await openWorld()
  const hugo = await withHugo(w)
  const fields = hugoFields(hugo, { login: w.nadia.login, lastName: 'Grand' })
  const answer = await (await w.as(w.alice)).post(url(paths.user, hugo), fields)
  const html = await answer.text()
  expect(answer.status).toBe(409)
  expect(html).toMatch(/id="error-summary".*href="#login".*déjà celle d’un autre compte.*value="Grand"/s)
  expect(await accountOf(w, hugo)).toMatchObject({ login: hugo.login, last_name: 'Petit' })
  expect((await traces(w.dbs)).history).toEqual([])
})
test('nobody takes over rights by correcting a login: not those of another structure, nor those of a manager', async () => {
  const w = await openWorld()
  const hugo = await withHugo(w)
  const { id } = await w.db
    .selectFrom('membership')
    .select('id')
    .where('user_id', '=', hugo.id)
    .executeTakeFirstOrThrow()
  const fields = hugoFields(hugo, { login: 'mine@guichet.test' })
  const correct = async (by: Person) => (await (await w.as(by)).post(url(paths.user, hugo), fields)).status
  await w.db.updateTable('membership').set({ role: 'secondary_manager' }).where('id', '=', id).execute()
  expect(await correct(w.bruno)).toBe(403)
  await w.db.updateTable('membership').set({ role: 'simple_user' }).where('id', '=', id).execute()
  await addMember(w.dbs, hugo, { structureId: w.elsewhere, role: 'simple_user' })
  expect(await correct(w.alice)).toBe(403)
  expect((await accountOf(w, hugo)).login).toBe(hugo.login)
  expect(await (await (await w.as(w.alice)).get(url(paths.user, hugo))).text()).not.toContain('name="login"')
  await w.db.deleteFrom('membership').where('user_id', '=', hugo.id).where('structure_id', '=', w.elsewhere).execute()
  expect(await correct(w.bruno)).toBe(303)
})
test('Gaël changes the data of simple users of his service alone', async () => {
  const w = await openWorld()
  const hugo = await withHugo(w, [w.finances])
  const lea = await addPerson(w.dbs, { first: 'Léa', last: 'Roux' })
  await addMember(w.dbs, lea, { structureId: w.mairie, role: 'simple_user', services: [w.finances, w.marches] })
  const gael = await w.as(w.gael)
  expect((await gael.post(url(paths.user, hugo), hugoFields(hugo, { login: 'hugo@mairie.test' }))).status).toBe(303)
  const answer = await gael.post(url(paths.user, lea), good)
  expect([answer.status, await answer.text()]).toEqual([
    403,
    expect.stringContaining('des droits que vous ne gérez pas'),
  ])
  expect((await gael.post(url(paths.user, w.chloe), good)).status).toBe(404)
  expect((await gael.get(url(paths.user, w.bruno))).status).toBe(404)
})
test('one common structure is not enough: who is attached elsewhere too, or is no lower than the actor, corrects their own data', async () => {
  const w = await openWorld()
  const addresses = async (by: Person, of: Person) => {
    const visitor = await w.as(by)
    const shown = await (await visitor.get(url(paths.user, of))).text()
    const { status } = await visitor.post(url(paths.user, of), good)
    return [shown.includes('dans « Mon compte »') && !shown.includes('name="contactEmail"'), status]
  }
  await addMember(w.dbs, w.farid, { structureId: w.mairie, role: 'simple_user' })
  expect(await addresses(w.alice, w.farid)).toEqual([true, 403])
  expect(await addresses(w.bruno, w.alice)).toEqual([true, 403])
  expect(await addresses(w.bruno, w.gael)).toEqual([true, 403])
  await addMember(w.dbs, w.chloe, { structureId: w.elsewhere, role: 'simple_user' })
  expect(await addresses(w.alice, w.chloe)).toEqual([true, 403])
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
  expect(await accountOf(w, w.farid)).toMatchObject({ contact_email: w.farid.login, last_name: 'Cherif' })
  expect(await addresses(w.alice, w.bruno)).toEqual([false, 303])
})
test('oneself, the platform support, a deactivated account and a technical user are not changed here', async () => {
  const w = await openWorld()
  await addMember(w.dbs, w.emma, { structureId: w.mairie, role: 'simple_user' })
  const alice = await w.as(w.alice)
  const tryOn = async (person: Person) => {
    const shown = await (await alice.get(url(paths.user, person))).text()
    const { status } = await alice.post(url(paths.user, person), good)
    return [shown.includes('Vous ne pouvez pas modifier ces données'), status]
  }
  expect(await tryOn(w.alice)).toEqual([true, 403])
  expect(await tryOn(w.emma)).toEqual([true, 403])
  await w.db.updateTable('user').set({ state: 'deactivated' }).where('id', '=', w.bruno.id).execute()
  expect(await tryOn(w.bruno)).toEqual([true, 409])
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test('a stranger, a simple user and the platform support find nobody', async () => {
  const w = await openWorld()
  for (const person of [w.farid, w.chloe, w.nadia, w.emma]) {
    const visitor = await w.as(person)
    expect((await visitor.get(url(paths.user, w.chloe))).status).toBe(404)
    expect((await visitor.post(url(paths.user, w.chloe), good)).status).toBe(404)
    expect((await visitor.post(url(paths.user, w.chloe), {})).status).toBe(404)
  }
})
