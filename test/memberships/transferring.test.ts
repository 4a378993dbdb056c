import { expect, test } from 'vitest'
import { transferPrimary } from '../../src/memberships/transferring-primary.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'

const start = async () => {
  const w = await openWorld()
  return { w, alice: await w.as(w.alice) }
}
const primaryOf = async (w: TestWorld, structureId: number): Promise<number> => {
  const row = await w.db
    .selectFrom('structure')
    .innerJoin('membership', 'membership.id', 'structure.primary_membership_id')
    .select('user_id')
    .where('structure.id', '=', structureId)
    .executeTakeFirstOrThrow()
  return row.user_id
}
const membershipOf = (w: TestWorld, person: { id: number }, structureId: number) =>
  w.db
    .selectFrom('membership')
    .select(['id', 'role', 'whole_structure', 'starts_on', 'ends_on'])
    .where('user_id', '=', person.id)
    .where('structure_id', '=', structureId)
    .executeTakeFirst()
const spacesOf = async (w: TestWorld, person: { id: number }) => {
  const { memberships } = (await w.actOf(person as TestWorld['alice'])).actor
  return memberships.flatMap(({ spaces }) => spaces.map(({ space, access }) => `${space}:${access}`))
}
const step = (w: TestWorld, more: Record<string, string> = {}) =>
  withQuery(paths.ownTransfer, { structure: w.mairie, ...more })

test('Alice ticks the Mairie, finds Bruno, is told what will happen, and hands over', async () => {
  const { w, alice } = await start()
  const mine = await (await alice.get(paths.ownMemberships)).text()
  expect(mine).toContain(`action="${paths.ownTransfer}"`)
  expect(mine).toContain(`value="${w.mairie}" name="structure"`)
  for (const button of ['Valider', 'Supprimer le rattachement']) expect(mine).toContain(`<button>${button}</button>`)
  const asked = await (await alice.get(step(w))).text()
  expect(asked).toContain('Désigner le gestionnaire principal')
  expect(asked).toContain('Rechercher un utilisateur')
  const found = await (await alice.get(step(w, { q: 'lero' }))).text()
  expect(found).toContain(w.bruno.login)
  expect(found).toContain(`login=${encodeURIComponent(w.bruno.login)}`)
  const confirm = await (await alice.get(step(w, { login: w.bruno.login }))).text()
  expect(confirm).toContain(
    'Bruno Leroy devient gestionnaire principal. Vous restez rattaché comme utilisateur simple.',
  )
  const answer = await alice.post(paths.ownTransfer, { structure: String(w.mairie), login: w.bruno.login })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.ownMemberships])
  expect(await primaryOf(w, w.mairie)).toBe(w.bruno.id)
  expect(await membershipOf(w, w.alice, w.mairie)).toMatchObject({ role: 'simple_user', whole_structure: 1 })
  expect(await traces(w.dbs)).toEqual({
    history: ['structure.primary_transferred', 'membership.changed'],
    mails: [
      `primary-transferred-to → ${w.bruno.login}`,
      `primary-transferred-from → ${w.alice.login}`,
      // Bruno was the other manager of the whole: now he is alone.
      `single-manager → ${w.bruno.login}`,
    ],
  })
  expect(await spacesOf(w, w.alice)).toEqual(
    expect.arrayContaining(['requests_sent:write', 'requests_received:read', 'invoices_received:write']),
  )
  expect(await spacesOf(w, w.alice)).not.toContain('manager:write')
  expect(await spacesOf(w, w.bruno)).toContain('manager:write')
  // Rights follow at the next request.
  expect((await alice.get(paths.manager)).status).toBe(404)
  expect((await (await w.as(w.bruno)).get(paths.manager)).status).toBe(200)
})

test('somebody who is not attached yet is attached to the whole structure from today', async () => {
  const { w, alice } = await start()
  await alice.post(paths.ownTransfer, { structure: String(w.mairie), login: ` ${w.nadia.login.toUpperCase()} ` })
  expect(await membershipOf(w, w.nadia, w.mairie)).toMatchObject({
    role: 'primary_manager',
    whole_structure: 1,
    starts_on: '2026-11-23',
    ends_on: null,
  })
  expect(await spacesOf(w, w.nadia)).toContain('manager:write')
})

test('Gaël, of one service, who would have begun later and ended, has the whole from today on and without end', async () => {
  const { w, alice } = await start()
  const dates = { starts_on: '2026-12-24', ends_on: '2026-12-31' }
  await w.db.updateTable('membership').set(dates).where('user_id', '=', w.gael.id).execute()
  await alice.post(paths.ownTransfer, { structure: String(w.mairie), login: w.gael.login })
  expect(await membershipOf(w, w.gael, w.mairie)).toMatchObject({
    role: 'primary_manager',
    whole_structure: 1,
    starts_on: '2026-11-23',
    ends_on: null,
  })
  const services = w.db.selectFrom('membership_service').selectAll().where('structure_id', '=', w.mairie)
  expect(await services.execute()).toEqual([])
})

test.each([
  ['', 422, 'Indiquez l’adresse de connexion'],
  ['bruno', 422, 'Écrivez une adresse complète'],
  ['personne@nulle.part', 409, 'Aucune personne n’a de compte'],
  ['gone.one@guichet.test', 409, 'Ce compte n’est pas actif'],
  ['farid.cherif@guichet.test', 409, 'Aucune personne n’a de compte'],
  ['alice.martin@guichet.test', 409, 'déjà le gestionnaire principal'],
])('“%s” is answered in words and kept, asked and posted', async (login, status, sentence) => {
  const { w, alice } = await start()
  await addPerson(w.dbs, { first: 'Gone', last: 'One', state: 'deactivated' })
  await w.db.updateTable('user').set({ kind: 'technical' }).where('id', '=', w.farid.id).execute()
  const posted = await alice.post(paths.ownTransfer, { structure: String(w.mairie), login })
  const asked = login ? await alice.get(step(w, { login })) : await alice.get(`${step(w)}&login=`)
  for (const answer of [asked, posted]) {
    const text = await answer.text()
    expect([answer.status, text.includes(sentence)]).toEqual([status, true])
    if (login) expect(text).toContain(`value="${login}"`)
  }
  expect(await primaryOf(w, w.mairie)).toBe(w.alice.id)
  expect((await traces(w.dbs)).mails).toEqual([])
})

test('who is not the primary manager hands nothing over, and a stranger finds nothing', async () => {
  const { w } = await start()
  const fields = { structure: String(w.mairie), login: w.nadia.login }
  for (const person of [w.bruno, w.gael, w.chloe]) {
    const answer = await (await w.as(person)).post(paths.ownTransfer, fields)
    expect([answer.status, (await answer.text()).includes('lui seul transmet ce rôle')]).toEqual([409, true])
  }
  for (const person of [w.farid, w.emma]) {
    const stranger = await w.as(person)
    expect((await stranger.post(paths.ownTransfer, fields)).status).toBe(404)
    expect((await stranger.get(step(w))).status).toBe(404)
  }
  expect(await primaryOf(w, w.mairie)).toBe(w.alice.id)
  const result = await transferPrimary(await w.actOf(w.farid), w.mairie, w.nadia.login)
  expect(result).toEqual({ ok: false, refusal: 'not-found' })
})

test('a structure that passes through the PIGP may be handed over all the same by who stays', async () => {
  const { w, alice } = await start()
  await w.db.updateTable('structure').set({ is_pigp: 1 }).where('id', '=', w.mairie).execute()
  await alice.post(paths.ownTransfer, { structure: String(w.mairie), login: w.bruno.login })
  expect(await primaryOf(w, w.mairie)).toBe(w.bruno.id)
})

test('several at once: what can be is done, the others are told by name, and nothing typed is lost', async () => {
  const { w } = await start()
  await addMember(w.dbs, w.farid, { structureId: w.mairie, role: 'simple_user' })
  const farid = await w.as(w.farid)
  const fields = { structure: [String(w.elsewhere), String(w.mairie)], login: w.nadia.login }
  const answer = await farid.post(paths.ownTransfer, fields)
  const text = await answer.text()
  expect(answer.status).toBe(409)
  expect(text).toContain('1 structure a été transmise.')
  expect(text).toMatch(/Commune de Noisy-le-Grand\s:/)
  expect(await primaryOf(w, w.elsewhere)).toBe(w.nadia.id)
  expect(await primaryOf(w, w.mairie)).toBe(w.alice.id)
})

test('the same form sent twice is once; one handed back and forth is told each time', async () => {
  const { w, alice } = await start()
  const fields = { structure: String(w.mairie), login: w.bruno.login, once: 'once-once-once-once' }
  for (let time = 0; time < 2; time++) expect((await alice.post(paths.ownTransfer, fields)).status).toBe(303)
  expect((await traces(w.dbs)).history).toHaveLength(2)
  w.clock.now = new Date(w.clock.now.getTime() + 60_000)
  const bruno = await w.as(w.bruno)
  await bruno.post(paths.ownTransfer, { structure: String(w.mairie), login: w.alice.login })
  expect(await primaryOf(w, w.mairie)).toBe(w.alice.id)
  expect((await traces(w.dbs)).mails.filter((mail) => mail.startsWith('primary'))).toHaveLength(4)
})

test('nothing ticked: the structures that she is primary manager of are offered; of none, that is said', async () => {
  const { w, alice } = await start()
  const text = await (await alice.get(paths.ownTransfer)).text()
  expect(text).toContain('Cochez les structures')
  expect(text).toContain('Commune de Noisy-le-Grand')
  expect((await alice.post(paths.ownTransfer, { login: w.bruno.login })).status).toBe(422)
  const chloe = await w.as(w.chloe)
  expect(await (await chloe.get(paths.ownTransfer)).text()).toContain('d’aucune structure')
})

test('the search finds active people of the structure alone, whatever was typed', async () => {
  const { w, alice } = await start()
  await w.db.updateTable('user').set({ state: 'deactivated' }).where('id', '=', w.chloe.id).execute()
  const found = async (q: string) => (await alice.get(step(w, { q }))).text()
  expect(await found('guichet.test')).toContain(w.bruno.login)
  for (const q of ['cherif', 'chloé', 'martin', '"*', 'zzz OR leroy']) {
    const text = await found(q)
    for (const { login } of [w.farid, w.chloe, w.bruno]) expect(text).not.toContain(login)
  }
  expect(await found('ouvrard')).not.toContain(w.gael.login)
  expect(await found('œuvrard')).toContain(w.gael.login)
})

test('in English too', async () => {
  const { w, alice } = await start()
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.alice.id).execute()
  const text = await (await alice.get(step(w, { login: w.bruno.login }))).text()
  expect(text).toContain('Bruno Leroy becomes primary manager. You stay attached as a simple user.')
})
