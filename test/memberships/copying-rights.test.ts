import { expect, test } from 'vitest'
import { paths, withQuery } from '../../src/urls.ts'
import { addMember, addPerson, addStructure } from '../people.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'
import { membershipOf } from './request.ts'

async function open() {
  const w = await openWorld()
  return { w, alice: await w.as(w.alice) }
}
const plan = (from: string, to: string) => withQuery(paths.rightsCopy, { from, to })
const printOf = (html: string): string => /name="fingerprint" value="([^"]+)"/.exec(html)?.[1] ?? ''
const spacesOf = async (w: TestWorld, userId: number) =>
  (
    await w.db
      .selectFrom('subscription')
      .innerJoin('membership', 'membership.id', 'subscription.membership_id')
      .select(['space', 'access'])
      .where('user_id', '=', userId)
      .orderBy('subscription.id')
      .execute()
  ).map(({ space, access }) => `${space}:${access}`)

test('Nadia gets just what Chloé has: shown first, then a line per structure and one mail', async () => {
  const { w, alice } = await open()
  const school = await addStructure(w.dbs, {
    name: 'Caisse des écoles',
    identifier: '26930051100010',
    kind: 'public',
    primary: w.alice,
  })
  await addMember(w.dbs, w.chloe, { structureId: school, role: 'secondary_manager' })
  await w.db.deleteFrom('subscription').where('space', '=', 'invoices_issued').execute()
  const html = await (await alice.get(plan(w.chloe.login, w.nadia.login))).text()
  expect(html).toContain('<h1>Droits de Chloé Bernard vers Nadia Haddad</h1>')
  expect(html).toMatch(/Caisse des écoles.*gestionnaire secondaire, Toute la structure/s)
  expect(html).toMatch(/Commune de Noisy-le-Grand.*utilisateur simple.*Sollicitations reçues \(Consultation\)/s)
  expect(await membershipOf(w, w.nadia.id)).toBeUndefined()
  const answer = await alice.post(paths.rightsCopy, {
    from: w.chloe.login,
    to: w.nadia.login,
    fingerprint: printOf(html),
  })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.manager])
  expect((await spacesOf(w, w.nadia.id)).toSorted()).toEqual((await spacesOf(w, w.chloe.id)).toSorted())
  expect(await membershipOf(w, w.nadia.id)).toMatchObject({ role: 'simple_user', whole: 1, starts: '2026-11-23' })
  expect(await traces(w.dbs)).toEqual({
    history: ['membership.rights_copied', 'membership.rights_copied'],
    mails: [`rights-copied → ${w.nadia.login}`],
  })
})
test('a primary manager’s rights are copied as a secondary manager’s, and it is said', async () => {
  const { w } = await open()
  const bruno = await w.as(w.bruno)
  const html = await (await bruno.get(plan(w.alice.login, w.nadia.login))).text()
  expect(html).toContain('Le rôle de gestionnaire principal ne se copie pas')
  const sent = { from: w.alice.login, to: w.nadia.login, fingerprint: printOf(html) }
  expect((await bruno.post(paths.rightsCopy, sent)).status).toBe(303)
  expect(await membershipOf(w, w.nadia.id)).toMatchObject({ role: 'secondary_manager', whole: 1 })
  expect(await spacesOf(w, w.nadia.id)).toContain('manager:write')
})
test('what somebody has already is widened, never narrowed, and keeps its last day', async () => {
  const { w, alice } = await open()
  const lea = await addPerson(w.dbs, { first: 'Léa', last: 'Roux' })
  await addMember(w.dbs, lea, { structureId: w.mairie, role: 'secondary_manager', services: [w.marches] })
  await w.db.updateTable('membership').set({ ends_on: '2026-12-31' }).where('user_id', '=', lea.id).execute()
  const html = await (await alice.get(plan(w.chloe.login, lea.login))).text()
  await alice.post(paths.rightsCopy, { from: w.chloe.login, to: lea.login, fingerprint: printOf(html) })
  expect(await membershipOf(w, lea.id)).toMatchObject({ role: 'secondary_manager', whole: 1 })
  expect(await spacesOf(w, lea.id)).toEqual(expect.arrayContaining(['manager:write', 'requests_received:write']))
  const { ends_on } = await w.db
    .selectFrom('membership')
    .select('ends_on')
    .where('user_id', '=', lea.id)
    .executeTakeFirstOrThrow()
  expect(ends_on).toBe('2026-12-31')
})
test('who has it all already gets nothing: no button, and a forged form is refused', async () => {
  const { w, alice } = await open()
  const html = await (await alice.get(plan(w.chloe.login, w.bruno.login))).text()
  expect(html).toContain('La personne a déjà ces droits')
  expect(html).toContain('Il n’y a rien à donner')
  expect(html).not.toContain('name="fingerprint"')
})
test('Gaël copies only what is of his service, and no manager’s role', async () => {
  const { w } = await open()
  const lea = await addPerson(w.dbs, { first: 'Léa', last: 'Roux' })
  await addMember(w.dbs, lea, { structureId: w.mairie, role: 'simple_user', services: [w.finances, w.marches] })
  const gael = await w.as(w.gael)
  expect(await (await gael.get(plan(w.chloe.login, w.nadia.login))).text()).toContain('Aucun membre des structures')
  const html = await (await gael.get(plan(lea.login, w.nadia.login))).text()
  expect(html).toContain('Sans les services fermés ou que vous ne gérez pas')
  await gael.post(paths.rightsCopy, { from: lea.login, to: w.nadia.login, fingerprint: printOf(html) })
  expect(await membershipOf(w, w.nadia.id)).toMatchObject({ role: 'simple_user', whole: 0, services: [w.finances] })
  expect(await (await gael.get(plan(w.gael.login, lea.login))).text()).toContain('Vous ne pouvez pas donner ce rôle')
})
test('what changed since it was shown is shown again, and nothing is given', async () => {
  const { w, alice } = await open()
  const html = await (await alice.get(plan(w.chloe.login, w.nadia.login))).text()
  await w.db.updateTable('subscription').set({ access: 'read' }).where('space', '=', 'invoices_issued').execute()
  const answer = await alice.post(paths.rightsCopy, {
    from: w.chloe.login,
    to: w.nadia.login,
    fingerprint: printOf(html),
  })
  expect([answer.status, (await answer.text()).includes('Ces droits ont changé entre-temps')]).toEqual([409, true])
  expect(await membershipOf(w, w.nadia.id)).toBeUndefined()
})
test.each([
  ['', 'nadia.haddad@guichet.test', 'Indiquez l’adresse de connexion de la personne qui a les droits'],
  ['chloe.bernard@guichet.test', '', 'Indiquez l’adresse de connexion de la personne qui les recevra'],
  ['farid.cherif@guichet.test', 'nadia.haddad@guichet.test', 'Aucun membre des structures'],
  ['nobody@guichet.test', 'nadia.haddad@guichet.test', 'Aucun membre des structures'],
  ['chloe.bernard@guichet.test', 'nobody@guichet.test', 'Aucun compte actif n’a cette adresse'],
  ['chloe.bernard@guichet.test', 'chloe.bernard@guichet.test', 'C’est la même personne'],
  ['chloe.bernard@guichet.test', 'alice.martin@guichet.test', 'Personne ne se donne de droits'],
])('from "%s" to "%s": what is wrong is said, with what was typed', async (from, to, says) => {
  const { alice, w } = await open()
  const html = await (await alice.get(`${paths.rightsCopy}?from=${from}&to=${to}`)).text()
  expect(html).toContain(says)
  if (from) expect(html).toContain(`value="${from}"`)
  const post = await alice.post(paths.rightsCopy, { from, to, fingerprint: 'forged' })
  expect([403, 422]).toContain(post.status)
  expect((await traces(w.dbs)).history).toEqual([])
})
test('sent twice it is done once', async () => {
  const { w, alice } = await open()
  const html = await (await alice.get(plan(w.chloe.login, w.nadia.login))).text()
  const sent = { from: w.chloe.login, to: w.nadia.login, fingerprint: printOf(html), once: 'token-of-the-copying' }
  const answers = [await alice.post(paths.rightsCopy, sent), await alice.post(paths.rightsCopy, sent)]
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await traces(w.dbs)).mails).toHaveLength(1)
})
test('an inactive structure, and a deactivated account, get nothing', async () => {
  const { w, alice } = await open()
  const gone = await addPerson(w.dbs, { first: 'Gone', last: 'Away', state: 'deactivated' })
  expect(await (await alice.get(plan(w.chloe.login, gone.login))).text()).toContain('Aucun compte actif')
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.mairie).execute()
  expect(await (await alice.get(plan(w.chloe.login, w.nadia.login))).text()).toContain('Cette structure est inactive')
})
test('who manages nothing finds no such page', async () => {
  const { w } = await open()
  for (const person of [w.chloe, w.nadia, w.emma]) {
    const visitor = await w.as(person)
    expect([(await visitor.get(paths.rightsCopy)).status, (await visitor.post(paths.rightsCopy)).status]).toEqual([
      404, 404,
    ])
  }
})
