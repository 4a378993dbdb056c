import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson, addRequest } from '../people.ts'
import { openWorld, type TestWorld } from '../world.ts'

const cardOf = (w: TestWorld) => url(paths.structure, { id: w.mairie })
const textFor = async (w: TestWorld, person: TestWorld['alice'], path = cardOf(w)) =>
  (await (await w.as(person)).get(path)).text()
const joinOf = (w: TestWorld) => `href="${url(paths.joining, { id: w.mairie })}"`

test('Nadia sees the public card: identifier, address, open services, and that she can join', async () => {
  const w = await openWorld()
  const text = await textFor(w, w.nadia)
  expect(text).toContain('<h1>Commune de Noisy-le-Grand</h1>')
  expect(text).toContain('219\u00a0300\u00a0512\u00a000012')
  expect(text).toContain('1 place de la Mairie, 93160 Noisy-le-Grand')
  expect(text).toContain('7210 – Personne morale ou organisme soumis au droit administratif')
  expect(text).toContain('Marchés publics')
  expect(text).not.toContain('Archives')
  expect(text).toContain('Vous n’êtes pas rattaché')
  expect(text).toContain(joinOf(w))
})

test('nobody sees members or requests there', async () => {
  const w = await openWorld()
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  await addRequest(w.dbs, jeanne, { structureId: w.mairie, comment: 'Un secret' })
  for (const person of [w.nadia, w.farid, w.chloe, w.alice, w.emma]) {
    const text = await textFor(w, person)
    expect(text).not.toContain('Jeanne')
    expect(text).not.toContain('Un secret')
    expect(text).not.toMatch(new RegExp(`${w.bruno.name}|${w.bruno.login}`))
  }
})

test('Chloé sees that she belongs to the whole of it and can ask for nothing more', async () => {
  const w = await openWorld()
  const text = await textFor(w, w.chloe)
  expect(text).toContain('utilisateur simple')
  expect(text).toContain('Toute la structure')
  expect(text).not.toContain(joinOf(w))
  expect(text).not.toContain('Ouvrir les activités du gestionnaire')
})

test('Gaël sees his service, may ask for others, and finds the manager area', async () => {
  const w = await openWorld()
  const text = await textFor(w, w.gael)
  expect(text).toContain('gestionnaire secondaire')
  expect(text).toContain('<dd>Finances</dd>')
  expect(text).toContain('Demander d’autres services')
  expect(text).toContain(joinOf(w))
  expect(text).toContain('Ouvrir les activités du gestionnaire')
})

test('a membership that starts later says from when, and gives no manager area yet', async () => {
  const w = await openWorld()
  await addMember(w.dbs, w.nadia, { structureId: w.mairie, role: 'secondary_manager' })
  await w.db.updateTable('membership').set({ starts_on: '2026-12-24' }).where('user_id', '=', w.nadia.id).execute()
  const text = await textFor(w, w.nadia)
  expect(text).toContain('À partir du')
  expect(text).not.toContain('Ouvrir les activités du gestionnaire')
})

test('a membership that has ended is none', async () => {
  const w = await openWorld()
  await w.db.updateTable('membership').set({ ends_on: '2026-11-22' }).where('user_id', '=', w.chloe.id).execute()
  const text = await textFor(w, w.chloe)
  expect(text).toContain('Vous n’êtes pas rattaché')
  expect(text).toContain(joinOf(w))
})

test('Nadia’s pending request is linked instead of a second one', async () => {
  const w = await openWorld()
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.mairie })
  const text = await textFor(w, w.nadia)
  expect(text).toContain(`href="${url(paths.ownRequest, { id })}"`)
  expect(text).not.toContain(joinOf(w))
})

test('an inactive structure says what that means and who takes over', async () => {
  const w = await openWorld()
  await w.db
    .updateTable('structure')
    .set({ state: 'inactive', successor_id: w.elsewhere })
    .where('id', '=', w.mairie)
    .execute()
  const text = await textFor(w, w.nadia)
  expect(text).toContain('Cette structure est inactive')
  expect(text).toContain(`href="${url(paths.structure, { id: w.elsewhere })}">Ørsted Conseil`)
  expect(text).not.toContain(joinOf(w))
})

test('a public structure that has no primary manager yet says so, and whom to ask', async () => {
  const w = await openWorld()
  await w.db
    .updateTable('structure')
    .set({ state: 'inactive', primary_membership_id: null })
    .where('id', '=', w.mairie)
    .execute()
  const text = await textFor(w, w.nadia)
  expect(text).toContain('pas encore de gestionnaire principal')
  expect(text).toContain(`href="${paths.contact}">Contacter le support`)
})

test('of many services the first hundred are shown, with how many there are', async () => {
  const w = await openWorld()
  const rows = Array.from({ length: 150 }, (_, n) => ({
    structure_id: w.mairie,
    code: `S${n}`,
    name: `Service ${n}`,
    name_folded: `service ${n}`,
  }))
  await w.db.insertInto('service').values(rows).execute()
  const text = await textFor(w, w.nadia)
  expect(text).toContain('Les 100 premiers des 152 services ouverts')
  expect(text.match(/<th scope="row">/g)).toHaveLength(100)
})

test('a structure without services is joined as a whole', async () => {
  const w = await openWorld()
  expect(await textFor(w, w.nadia, url(paths.structure, { id: w.elsewhere }))).toContain('on la rejoint en entier')
})

test('Emma finds the support’s page of it; others do not', async () => {
  const w = await openWorld()
  const link = `href="${url(paths.operatorStructure, { id: w.mairie })}"`
  expect(await textFor(w, w.emma)).toContain(link)
  expect(await textFor(w, w.alice)).not.toContain(link)
})

test.each(['999', 'abc', '-1', '1.5'])('structure %s is not there', async (id) => {
  const w = await openWorld()
  expect((await (await w.as(w.nadia)).get(url(paths.structure, { id }))).status).toBe(404)
})

test('who is not signed in is sent to sign in', async () => {
  const w = await openWorld()
  const answer = await (await w.as(null)).get(cardOf(w))
  expect([answer.status, answer.headers.get('location')?.startsWith(paths.signIn)]).toEqual([303, true])
})
