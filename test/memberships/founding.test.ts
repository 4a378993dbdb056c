import { expect, test } from 'vitest'
import { verifyHistory } from '../../src/history/verifying.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { openWorld, traces } from '../world.ts'
import { sampleRegister, SIRETS, unreachableRegister } from '../structures/sample-register.ts'

const open = async (env?: Record<string, string>) => {
  const w = await openWorld({ register: await sampleRegister(), ...(env && { env }) })
  const nadia = await w.as(w.nadia)
  const check = (siret: string) => nadia.get(withQuery(paths.newStructureCheck, { siret }))
  const structures = () =>
    w.db.selectFrom('structure').selectAll().where('id', '>', w.elsewhere).orderBy('id').execute()
  return { w, nadia, check, structures }
}

test('Nadia creates her firm: looked up, confirmed, active, with her as primary manager', async () => {
  const { w, nadia, check, structures } = await open()
  const shown = await check('000 100 495 00019')
  expect(shown.status).toBe(200)
  const text = await shown.text()
  expect(text).toContain('BOULANGERIE POUR RIRE')
  expect(text).toContain('000\u00a0100\u00a0495\u00a000019')
  expect(text).toContain('5710 – Société commerciale')
  expect(text).not.toContain('name="name"')
  expect(text).not.toContain('name="isPrivate"')
  const made = await nadia.post(paths.newStructure, { siret: SIRETS.bakery })
  const [structure] = await structures()
  expect([made.status, made.headers.get('location')]).toEqual([303, url(paths.structure, { id: structure?.id ?? 0 })])
  expect(structure).toMatchObject({
    kind: 'private',
    identifier_kind: 'SIRET',
    identifier: SIRETS.bakery,
    name: 'BOULANGERIE POUR RIRE',
    name_folded: 'boulangerie pour rire',
    legal_category: '5710',
    state: 'active',
  })
  const membership = await w.db
    .selectFrom('membership')
    .selectAll()
    .where('id', '=', structure?.primary_membership_id ?? 0)
    .executeTakeFirst()
  expect(membership).toMatchObject({
    user_id: w.nadia.id,
    role: 'primary_manager',
    whole_structure: 1,
    starts_on: '2026-11-23',
    ends_on: null,
  })
  expect(await traces(w.dbs)).toEqual({ history: ['structure.created', 'membership.created'], mails: [] })
  expect((await verifyHistory(w.db)).broken).toBeNull()
})

test('once made, it is found by the search and its maker is its manager at the next request', async () => {
  const { nadia } = await open()
  await nadia.post(paths.newStructure, { siret: SIRETS.bakery })
  const found = await (await nadia.get(withQuery(paths.structureSearch, { q: 'boulanger' }))).text()
  expect(found).toContain('BOULANGERIE POUR RIRE')
  expect(found).toContain(`href="${paths.manager}"`)
})

test.each([
  ['', 422, 'Écrivez le SIRET'],
  ['12345678901234', 422, 'Ce n’est pas un SIRET'],
  ['bonjour', 422, 'Ce n’est pas un SIRET'],
  [SIRETS.unknown.replace('00074', '00082'), 409, 'pas dans la base SIRENE'],
  [SIRETS.closed, 409, 'fermé dans la base SIRENE'],
  [SIRETS.unknown, 409, 'existe déjà'],
])('looking “%s” up answers %i and keeps what was typed', async (siret, status, sentence) => {
  const { check } = await open()
  const answer = await check(siret)
  const text = await answer.text()
  expect([answer.status, text.includes(sentence)]).toEqual([status, true])
  expect(text).toMatch(/<title>Erreur\s: /)
  if (siret) expect(text).toContain(`value="${siret}"`)
})

test('a structure that exists is linked, whatever the register says of it', async () => {
  const { w, check } = await open()
  const text = await (await check(SIRETS.unknown)).text()
  expect(text).toContain(`href="${url(paths.structure, { id: w.elsewhere })}"`)
  expect(text).toContain('Ouvrir la structure Ørsted Conseil')
})

test('when the register does not answer nothing is lost, and trying again is one click', async () => {
  const w = await openWorld({ register: unreachableRegister() })
  const nadia = await w.as(w.nadia)
  for (const answer of [
    await nadia.get(withQuery(paths.newStructureCheck, { siret: SIRETS.bakery })),
    await nadia.post(paths.newStructure, { siret: SIRETS.bakery }),
  ]) {
    const text = await answer.text()
    expect(answer.status).toBe(503)
    expect(text).toContain('ne répond pas')
    expect(text).toContain(`value="${SIRETS.bakery}"`)
    expect(text).toContain('Réessayer')
  }
  expect((await traces(w.dbs)).history).toEqual([])
})

test('what looks public is warned of, and created only when the box is ticked', async () => {
  const { nadia, check, structures } = await open()
  const shown = await (await check(SIRETS.commune)).text()
  expect(shown).toContain('créées par le support de la plateforme')
  expect(shown).toContain('name="isPrivate"')
  const refused = await nadia.post(paths.newStructure, { siret: SIRETS.commune })
  expect([refused.status, (await refused.text()).includes('role="alert"')]).toEqual([409, true])
  expect(await structures()).toEqual([])
  expect((await nadia.post(paths.newStructure, { siret: SIRETS.commune, isPrivate: '1' })).status).toBe(303)
  expect(await structures()).toMatchObject([{ kind: 'private', legal_category: '7210' }])
})

test('of a person who is not disclosed no datum is shown, and the name has to be typed', async () => {
  const { nadia, check, structures } = await open()
  const shown = await (await check(SIRETS.undisclosed)).text()
  expect(shown).toContain('name="name"')
  expect(shown).toContain('Non communiquée')
  const missing = await nadia.post(paths.newStructure, { siret: SIRETS.undisclosed, name: '  ' })
  const text = await missing.text()
  expect(missing.status).toBe(422)
  expect(text).toContain('href="#name"')
  const long = await nadia.post(paths.newStructure, { siret: SIRETS.undisclosed, name: 'x'.repeat(201) })
  expect([long.status, (await long.text()).includes(`value="${'x'.repeat(201)}"`)]).toEqual([422, true])
  expect(await structures()).toEqual([])
  expect((await nadia.post(paths.newStructure, { siret: SIRETS.undisclosed, name: ' Chez <Jo> ' })).status).toBe(303)
  expect(await structures()).toMatchObject([{ name: 'Chez <Jo>', address: '', postcode: '', city: '' }])
})

test('a name typed for an establishment that has one is not taken', async () => {
  const { nadia, structures } = await open()
  await nadia.post(paths.newStructure, { siret: SIRETS.bakery, name: 'Autre chose' })
  expect(await structures()).toMatchObject([{ name: 'BOULANGERIE POUR RIRE' }])
})

test('the same form sent twice makes one structure and lands on it twice', async () => {
  const { w, nadia, structures } = await open()
  const fields = { siret: SIRETS.bakery, once: 'once-once-once-once' }
  const first = await nadia.post(paths.newStructure, fields)
  const again = await nadia.post(paths.newStructure, fields)
  expect([again.status, again.headers.get('location')]).toEqual([303, first.headers.get('location')])
  expect(await structures()).toHaveLength(1)
  expect((await traces(w.dbs)).history).toHaveLength(2)
})

test('Farid, a moment later with another form, is told that it exists', async () => {
  const { w, nadia, structures } = await open()
  await nadia.post(paths.newStructure, { siret: SIRETS.bakery })
  const late = await (await w.as(w.farid)).post(paths.newStructure, { siret: SIRETS.bakery })
  expect([late.status, (await late.text()).includes('existe déjà')]).toEqual([409, true])
  expect(await structures()).toHaveLength(1)
})

test('a SIRET that fails the check sum is taken only by an instance for tests', async () => {
  const wrong = '73282932000075'
  expect((await (await open()).check(wrong)).status).toBe(422)
  expect((await (await open({ TEST_SIRETS: '1' })).check(wrong)).status).toBe(409)
})

test('a forged form without a SIRET is answered in words', async () => {
  const { nadia } = await open()
  expect((await nadia.post(paths.newStructure, {})).status).toBe(422)
})

test('going back to change the SIRET keeps it in the field', async () => {
  const { nadia } = await open()
  const text = await (await nadia.get(withQuery(paths.newStructure, { siret: SIRETS.bakery }))).text()
  expect(text).toContain(`value="${SIRETS.bakery}"`)
})

test.each([paths.newStructure, paths.newStructureCheck])('%s is for who is signed in', async (path) => {
  const { w } = await open()
  const answer = await (await w.as(null)).get(path)
  expect([answer.status, answer.headers.get('location')?.startsWith(paths.signIn)]).toEqual([303, true])
})

test('in English it works in English', async () => {
  const { w, nadia, check } = await open()
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.nadia.id).execute()
  expect(await (await check(SIRETS.closed)).text()).toContain('closed in the SIRENE register')
  expect(await (await nadia.get(paths.newStructure)).text()).toContain('Create a private entity')
})
