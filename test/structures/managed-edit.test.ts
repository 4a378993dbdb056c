import { expect, test } from 'vitest'
import { paths, url, withQuery } from '../../src/urls.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'

const edit = (w: TestWorld, id = w.mairie) => withQuery(url(paths.managedStructureEdit, { id }), { mandate: 'none' })
const at = (w: TestWorld, id = w.mairie) => url(paths.managedStructure, { id })
const kept = (w: TestWorld, id = w.mairie) =>
  w.db.selectFrom('structure').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const lastDetail = async (w: TestWorld) => {
  const { content } = await w.db
    .selectFrom('history_detail')
    .select('content')
    .orderBy('history_id', 'desc')
    .executeTakeFirstOrThrow()
  return JSON.parse(content ?? '') as Record<string, unknown>
}

test('Alice changes the contact of the Mairie, and the history keeps only what changed', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const form = await (await alice.get(edit(w))).text()
  expect(form).toContain('Adresse électronique de contact')
  expect(form).not.toContain('PACAGE')
  const answer = await alice.post(edit(w), { contactEmail: ' Finances@Noisy.test ', phone: '' })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(at(w))
  expect(await kept(w)).toMatchObject({ contact_email: 'finances@noisy.test', phone: '', pacage: '' })
  expect((await traces(w.dbs)).history).toEqual(['structure.identity_changed'])
  expect(await lastDetail(w)).toMatchObject({
    before: { contactEmail: '' },
    after: { contactEmail: 'finances@noisy.test' },
  })
})

test('Farid keeps the numbers of his private firm; a public structure has none', async () => {
  const w = await openWorld()
  const numbers = {
    pacage: '012 345 678',
    socialRegime: 'Régime général',
    vatNumber: 'fr 40 303265045',
    connection: 'API',
  }
  expect((await (await w.as(w.farid)).post(edit(w, w.elsewhere), numbers)).status).toBe(303)
  expect(await kept(w, w.elsewhere)).toMatchObject({
    pacage: '012345678',
    social_regime: 'Régime général',
    vat_number: 'FR40303265045',
    connection_note: 'API',
  })
  await (await w.as(w.alice)).post(edit(w), numbers)
  expect(await kept(w)).toMatchObject({ pacage: '', vat_number: '' })
})

test('bad input is told field by field and stays typed', async () => {
  const w = await openWorld()
  const typed = {
    contactEmail: 'nobody',
    phone: 'demandez Alice',
    pacage: '12',
    vatNumber: '??',
    connection: 'À suivre',
  }
  const answer = await (await w.as(w.farid)).post(edit(w, w.elsewhere), typed)
  const html = await answer.text()
  expect(answer.status).toBe(422)
  for (const text of Object.values(typed)) expect(html).toContain(text)
  expect(html).toContain('4 informations sont à corriger')
  expect(html).toContain('Un numéro PACAGE a 9 chiffres.')
  expect((await traces(w.dbs)).history).toEqual([])
})

test('the same form sent twice, or without a change, leaves one line', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const fields = { contactEmail: 'a@noisy.test', once: 'form-of-alice-number-one' }
  await alice.post(edit(w), fields)
  await alice.post(edit(w), fields)
  await alice.post(edit(w), { contactEmail: 'a@noisy.test', once: 'form-of-alice-number-two' })
  expect((await traces(w.dbs)).history).toEqual(['structure.identity_changed'])
})

test('strangers and simple users find no page; a manager of services alone is told who may', async () => {
  const w = await openWorld()
  for (const person of [w.farid, w.chloe, w.nadia]) {
    const visitor = await w.as(person)
    for (const path of [paths.managedStructureEdit, paths.managedParameters, paths.managedStructureRegister]) {
      expect((await visitor.get(url(path, { id: w.mairie }))).status).toBe(404)
      expect((await visitor.post(url(path, { id: w.mairie }), { contactEmail: '?' })).status).toBe(404)
    }
  }
  const gael = await w.as(w.gael)
  const answer = await gael.post(edit(w), { contactEmail: 'g@noisy.test' })
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('adressez-vous au gestionnaire principal')
  expect((await gael.get(edit(w))).status).toBe(403)
  expect(await kept(w)).toMatchObject({ contact_email: '' })
})

test('an inactive structure is changed by the platform support alone', async () => {
  const w = await openWorld()
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.mairie).execute()
  const alice = await w.as(w.alice)
  expect((await alice.get(edit(w))).status).toBe(409)
  expect((await alice.post(edit(w), { contactEmail: 'a@noisy.test' })).status).toBe(409)
  expect((await (await w.as(w.emma)).post(edit(w), { contactEmail: 'emma@noisy.test' })).status).toBe(303)
  expect(await kept(w)).toMatchObject({ contact_email: 'emma@noisy.test' })
})

test('without a mandate in force the warning comes at every modification, and is not remembered', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  for (const path of [paths.managedStructureEdit, paths.managedParameters]) {
    const here = url(path, { id: w.mairie })
    for (const _ of ['first', 'second']) {
      const html = await (await alice.get(here)).text()
      expect(html).toContain('Souscrire à un mandat de facturation')
      expect(html).toContain('Continuer sans mandat de facturation')
      expect(html).toContain('demandes de remboursement TIC, le mandat de facturation n’est pas obligatoire')
      expect(html).toContain(`href="${here}?mandate=none"`)
      const after = await (await alice.get(`${here}?mandate=none`)).text()
      expect(after).not.toContain('Continuer sans mandat')
    }
  }
})

test('an English reader finds the same page in English', async () => {
  const w = await openWorld()
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.alice.id).execute()
  const html = await (await (await w.as(w.alice)).get(edit(w))).text()
  expect(html).toContain('Edit the entity')
  expect(html).toContain('Update from the SIRENE register')
})
