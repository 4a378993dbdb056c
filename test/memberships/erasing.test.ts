import { expect, test } from 'vitest'
import { fullName } from '../../src/accounts/rules.ts'
import { verifyHistory } from '../../src/history/verifying.ts'
import { deactivateAccount } from '../../src/memberships/deactivating.ts'
import { refuseRequest, validateRequest } from '../../src/memberships/deciding.ts'
import { eraseAccount, eraseDueAccounts } from '../../src/memberships/erasing.ts'
import { requestMembership } from '../../src/memberships/joining.ts'
import { transferPrimary } from '../../src/memberships/transferring-primary.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { givePassword, openBrowser, PASSWORD, pass } from '../auth/browser.ts'
import { openBulkRun } from '../../src/auth/running-in-bulk.ts'
import { addMember, addPerson } from '../people.ts'
import { openWorld, type TestWorld } from '../world.ts'

const DAY = 24 * 60

/** Every text of the database that holds one of these words, as `table.column`; word indexes as they lie on the disk. */
function whereStill(w: TestWorld, words: string[]): string[] {
  const tables = w.dbs.sqlite
    .prepare<[], { name: string; sql: string }>("select name, sql from sqlite_master where type = 'table'")
    .all()
  const readable = tables.filter(({ sql }) => !/fts5/i.test(sql))
  const holds = (value: unknown) =>
    Buffer.isBuffer(value)
      ? // Words that begin alike share their beginning in a word index.
        words.some((word) => value.includes(word.toLowerCase().slice(3)))
      : typeof value === 'string' && words.some((word) => value.toLowerCase().includes(word.toLowerCase()))
  const found = readable.flatMap(({ name }) =>
    w.dbs.sqlite
      .prepare<[], Record<string, unknown>>(`select * from "${name}"`)
      .all()
      .flatMap((row) => Object.entries(row))
      .filter(([, value]) => holds(value))
      .map(([column]) => `${name}.${column}`),
  )
  return [...new Set(found)]
}

const PRIVATE = [
  'Zélie',
  'Vauquelin',
  'zelie.vauquelin',
  '06 11 22 33 44',
  'Je remplace Paul',
  'à mon contact',
  'bureau 12',
]

/** Somebody who has done something everywhere, and has left. */
async function openLife() {
  const w = await openWorld()
  const zelie = await addPerson(w.dbs, { first: 'Zélie', last: 'Vauquelin' })
  await w.db
    .updateTable('user')
    .set({ phone: '06 11 22 33 44', civility: 'madame', contact_email: 'contact@vauquelin.test' })
    .where('id', '=', zelie.id)
    .execute()
  await givePassword(w, zelie)
  const act = () => w.actOf(zelie)
  const ask = async (structureId: number, services: number[] = []) => {
    const asked = await requestMembership(await act(), structureId, {
      whole: services.length === 0,
      services,
      comment: 'Je remplace Paul',
    })
    if (!asked.ok) throw new Error(asked.refusal)
    return asked.value
  }
  await refuseRequest(await w.actOf(w.alice), await ask(w.mairie), { reason: 'Zélie Vauquelin n’est pas de chez nous' })
  const services = { role: 'simple_user' as const, whole: false, services: [w.finances] }
  await validateRequest(await w.actOf(w.alice), await ask(w.mairie, [w.finances]), services)
  await ask(w.elsewhere)
  // Bruno's request is decided by her while she is primary manager; then she hands back.
  await transferPrimary(await w.actOf(w.alice), w.mairie, zelie.login)
  const nadia = await requestMembership(await w.actOf(w.nadia), w.mairie, { whole: true, services: [], comment: '' })
  await validateRequest(await act(), nadia.ok ? nadia.value : 0, { role: 'simple_user', whole: true, services: [] })
  await transferPrimary(await act(), w.mairie, w.alice.login)
  const browser = openBrowser(w)
  await browser.post(paths.signIn, { login: zelie.login, password: 'wrong horse' })
  await browser.post(paths.signIn, { login: zelie.login, password: PASSWORD })
  await browser.post(url(paths.joining, { id: w.elsewhere }), { scope: 'whole', comment: 'bureau 12' })
  await w.db
    .insertInto('kept_form')
    .values({ id: 'kept', user_id: zelie.id, path: '/', body: '"à mon contact"', at: w.clock.now.toISOString() })
    .execute()
  const account = await w.db.selectFrom('user').selectAll().where('id', '=', zelie.id).executeTakeFirstOrThrow()
  const left = await deactivateAccount(await act(), { checked: account.password_hash ?? '' })
  if (!left.ok) throw new Error(left.refusal)
  await w.db.updateTable('mail').set({ state: 'sent', sent_at: w.clock.now.toISOString() }).execute()
  return { w, zelie, name: fullName(account) }
}
const job = (w: TestWorld) => ({ db: w.db, actor: null, now: w.clock.now })

test('sixty days after, nothing of Zélie is left in the database, and the chain of the history holds', async () => {
  const { w, zelie, name } = await openLife()
  expect(whereStill(w, PRIVATE)).toEqual(
    expect.arrayContaining(['user.first_name', 'mail.data', 'user_search_data.block']),
  )
  const before = await verifyHistory(w.db)
  pass(w, 60 * DAY - 1)
  expect(await eraseDueAccounts(job(w))).toEqual({ erased: 0 })
  expect(whereStill(w, [name])).not.toEqual([])
  pass(w, 1)
  expect(await eraseDueAccounts(job(w))).toEqual({ erased: 1 })
  expect(whereStill(w, [...PRIVATE, name])).toEqual([])
  const after = await verifyHistory(w.db)
  expect([before.erased, before.broken, after.broken]).toEqual([0, null, null])
  expect(after.erased).toBeGreaterThan(8)
  expect(after.rows).toBeGreaterThan(before.rows)
  const user = await w.db.selectFrom('user').selectAll().where('id', '=', zelie.id).executeTakeFirstOrThrow()
  expect(user).toMatchObject({ state: 'erased', password_hash: null, first_name: 'Compte', last_name: 'effacé' })
  // Once is enough.
  expect(await eraseDueAccounts(job(w))).toEqual({ erased: 0 })
})

test('what waited is withdrawn, what they held is gone, nobody is written to, others keep theirs', async () => {
  const { w, zelie } = await openLife()
  pass(w, 61 * DAY)
  const mails = await w.db.selectFrom('mail').select('id').where('user_id', '<>', zelie.id).execute()
  await eraseDueAccounts(job(w))
  const states = await w.db.selectFrom('membership_request').select('state').where('user_id', '=', zelie.id).execute()
  expect(states.map(({ state }) => state)).toEqual(['refused', 'validated', 'withdrawn'])
  for (const table of ['membership', 'session', 'mail_link', 'kept_form', 'form_submission', 'mail'] as const)
    expect(await w.db.selectFrom(table).select('user_id').where('user_id', '=', zelie.id).execute(), table).toEqual([])
  expect((await w.db.selectFrom('mail').select('id').execute()).length).toBeLessThanOrEqual(mails.length)
  const held = await w.db.selectFrom('membership').select('id').where('structure_id', '=', w.mairie).execute()
  expect(held).toHaveLength(5)
  expect(w.dbs.sqlite.pragma('foreign_key_check')).toEqual([])
})

test('Alice still reads the lines of the Mairie, told as erased, and searches without finding her', async () => {
  const { w } = await openLife()
  pass(w, 61 * DAY)
  await eraseDueAccounts(job(w))
  w.clock.now = new Date(w.clock.now)
  const alice = await w.as(w.alice)
  const list = await (await alice.get(paths.history)).text()
  expect(list).toContain('Donnée effacée')
  expect(list).not.toContain('Vauquelin')
  const found = await (await alice.get(withQuery(paths.history, { person: 'vauquelin' }))).text()
  expect(found).toContain('Aucune action ne correspond')
  const entry = await w.db
    .selectFrom('history')
    .select('id')
    .where('action', '=', 'structure.primary_transferred')
    .executeTakeFirstOrThrow()
  expect((await alice.get(url(paths.historyEntry, entry))).status).toBe(200)
})

test('the address is free again for a new account', async () => {
  const { w, zelie } = await openLife()
  pass(w, 61 * DAY)
  await eraseDueAccounts(job(w))
  expect((await addPerson(w.dbs, { first: 'Zélie', last: 'Vauquelin' })).login).toBe(zelie.login)
})

test('each structure’s history tells once that the account was erased, and the platform’s does too', async () => {
  const { w, zelie } = await openLife()
  // Attached elsewhere too, and still so when the sixty days are over.
  await addMember(w.dbs, zelie, { structureId: w.elsewhere, role: 'simple_user' })
  const attached = w.db.selectFrom('membership').select('structure_id').where('user_id', '=', zelie.id)
  expect(new Set((await attached.execute()).map((one) => one.structure_id))).toEqual(new Set([w.mairie, w.elsewhere]))
  pass(w, 61 * DAY)
  await eraseDueAccounts(job(w))
  const lines = await w.db
    .selectFrom('history')
    .select(['structure_id', 'subject', 'person_id', 'actor_id'])
    .where('action', '=', 'account.erased')
    .orderBy('id')
    .execute()
  const line = { subject: `user/${zelie.id}`, person_id: zelie.id, actor_id: null }
  expect(lines).toEqual([null, w.mairie, w.elsewhere].map((structure_id) => ({ structure_id, ...line })))
  for (const [manager, structure] of [
    [w.alice, w.mairie],
    [w.farid, w.elsewhere],
  ] as const) {
    const page = await (await w.as(manager)).get(withQuery(paths.history, { structure }))
    const html = await page.text()
    expect(html.match(/Effacement du compte/g)?.length).toBeGreaterThanOrEqual(1)
    expect(html).toContain('Compte effacé')
  }
})

test('nobody is erased who is active, not yet due, or in charge of a structure', async () => {
  const { w, zelie } = await openLife()
  const refusalOf = async (id: number) => {
    const result = await eraseAccount(job(w), id)
    return result.ok ? 'done' : result.refusal
  }
  expect(await refusalOf(w.chloe.id)).toBe('not-due')
  expect(await refusalOf(zelie.id)).toBe('not-due')
  expect(await refusalOf(4242)).toBe('not-due')
  // Only a hand in the database can bring this about.
  const row = { state: 'deactivated', deactivated_at: '2026-01-01T00:00:00.000Z' } as const
  await w.db.updateTable('user').set(row).where('id', '=', w.farid.id).execute()
  expect(await refusalOf(w.farid.id)).toBe('still-primary')
  expect(await eraseDueAccounts(job(w))).toEqual({ erased: 0 })
})

test('somebody of almost the same name keeps what is theirs', async () => {
  const { w } = await openLife()
  const other = await addPerson(w.dbs, { first: 'Zélie', last: 'Vauquelin-Roy' })
  await addMember(w.dbs, other, { structureId: w.mairie, role: 'simple_user' })
  await requestMembership(await w.actOf(other), w.elsewhere, { whole: true, services: [], comment: 'Bonjour' })
  await w.db.updateTable('mail').set({ state: 'sent', sent_at: w.clock.now.toISOString() }).execute()
  pass(w, 61 * DAY)
  await eraseDueAccounts(job(w))
  const mails = await w.db.selectFrom('mail').select('data').where('kind', '=', 'request-arrived').execute()
  expect(mails.some(({ data }) => data.includes('Zélie Vauquelin-Roy'))).toBe(true)
})

test('of two people of one name, the other keeps mails, lines and results; the erased one’s requests are told nowhere', async () => {
  const { w, zelie } = await openLife()
  const { id } = await addPerson(w.dbs, { first: 'Autre', last: 'Zélie' })
  const name = { first_name: 'Zélie', last_name: 'Vauquelin', name_folded: 'vauquelin zelie' }
  await w.db.updateTable('user').set(name).where('id', '=', id).execute()
  const homonym = { id, login: 'autre.zelie@guichet.test', name: 'Zélie Vauquelin', folded: name.name_folded }
  await requestMembership(await w.actOf(homonym), w.elsewhere, { whole: true, services: [], comment: 'Bonjour' })
  await w.db.updateTable('mail').set({ state: 'sent', sent_at: w.clock.now.toISOString() }).execute()
  const run = await openBulkRun(await w.actOf(w.alice), {
    kind: 'members.attach',
    input: {},
    items: [{ id, label: 'Zélie Vauquelin' }],
  })
  pass(w, 61 * DAY)
  expect(await eraseDueAccounts(job(w))).toEqual({ erased: 1 })
  const requests = async (userId: number) =>
    (await w.db.selectFrom('membership_request').select('id').where('user_id', '=', userId).execute()).map(
      (one) => one.id,
    )
  const mails = await w.db.selectFrom('mail').select('data').where('kind', '=', 'request-arrived').execute()
  const told = new Set(mails.map(({ data }) => (JSON.parse(data) as { requestId: number }).requestId))
  expect((await requests(id)).every((one) => told.has(one))).toBe(true)
  expect((await requests(zelie.id)).some((one) => told.has(one))).toBe(false)
  const item = w.db.selectFrom('bulk_run_item').select('label').where('run_id', '=', run)
  expect(await item.executeTakeFirst()).toEqual({ label: 'Zélie Vauquelin' })
})
