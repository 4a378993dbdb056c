import { expect, test } from 'vitest'
import { registerPublicStructure } from '../../src/admin/registering-structures.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { sampleRegister, SIRETS, unreachableRegister } from '../structures/sample-register.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'

const open = async () => {
  const w = await openWorld({ register: await sampleRegister() })
  const emma = await w.as(w.emma)
  const look = (siret: string) => emma.get(withQuery(paths.operatorNewStructure, { siret }))
  return { w, emma, look }
}
const lastStructure = (w: TestWorld) =>
  w.db.selectFrom('structure').selectAll().where('id', '>', w.elsewhere).executeTakeFirst()
const servicesOf = async (w: TestWorld, structureId: number) =>
  (await w.db.selectFrom('service').selectAll().where('structure_id', '=', structureId).orderBy('id').execute()).map(
    ({ code, name, state }) => `${code} ${name} ${state}`,
  )

test('Emma makes a public structure with its services: inactive until it has its manager', async () => {
  const { w, emma, look } = await open()
  const shown = await (await look(SIRETS.commune)).text()
  expect(shown).toContain('COMMUNE DE NOISY-LE-GRAND')
  expect(shown).not.toContain('n’est pas un organisme public')
  const made = await emma.post(paths.operatorNewStructure, {
    siret: SIRETS.commune,
    services: 'FIN;Finances\r\nMAR;Marchés publics',
  })
  const structure = await lastStructure(w)
  const id = structure?.id ?? 0
  expect([made.status, made.headers.get('location')]).toEqual([303, url(paths.operatorStructure, { id })])
  expect(structure).toMatchObject({
    kind: 'public',
    identifier: SIRETS.commune,
    state: 'inactive',
    primary_membership_id: null,
    legal_category: '7210',
  })
  expect(await servicesOf(w, id)).toEqual(['FIN Finances open', 'MAR Marchés publics open'])
  expect(await traces(w.dbs)).toEqual({ history: ['structure.created', 'structure.services_added'], mails: [] })
  const page = await (await emma.get(url(paths.operatorStructure, { id }))).text()
  expect(page).toContain('Aucun\u00a0: la structure est inactive')
})

test('services can wait', async () => {
  const { w, emma } = await open()
  expect((await emma.post(paths.operatorNewStructure, { siret: SIRETS.commune })).status).toBe(303)
  expect((await traces(w.dbs)).history).toEqual(['structure.created'])
})

test('wrong lines are named one by one, and what was typed is kept', async () => {
  const { w, emma } = await open()
  const services = 'FIN;Finances\nMarchés\n;Sans code'
  const answer = await emma.post(paths.operatorNewStructure, { siret: SIRETS.commune, services })
  const text = await answer.text()
  expect(answer.status).toBe(422)
  expect(text).toContain('Ligne 2')
  expect(text).toContain('Ligne 3')
  expect(text).toContain('2 informations sont à corriger')
  expect(text).toContain(`${services}</textarea>`)
  expect(await lastStructure(w)).toBeUndefined()
})

test('five hundred services at most in one go', async () => {
  const { emma } = await open()
  const services = Array.from({ length: 501 }, (_, n) => `S${n};Service ${n}`).join('\n')
  const answer = await emma.post(paths.operatorNewStructure, { siret: SIRETS.commune, services })
  expect([answer.status, (await answer.text()).includes('500 services au plus')]).toEqual([422, true])
})

test('what looks private is told, not forbidden', async () => {
  const { w, emma, look } = await open()
  expect(await (await look(SIRETS.bakery)).text()).toContain('n’est pas un organisme public')
  expect((await emma.post(paths.operatorNewStructure, { siret: SIRETS.bakery })).status).toBe(303)
  expect(await lastStructure(w)).toMatchObject({ kind: 'public', legal_category: '5710' })
})

test('of a person who is not disclosed the name has to be typed', async () => {
  const { w, emma } = await open()
  const missing = await emma.post(paths.operatorNewStructure, { siret: SIRETS.undisclosed, services: 'A;B' })
  const text = await missing.text()
  expect(missing.status).toBe(422)
  expect(text).toContain('href="#name"')
  expect(text).toContain('A;B</textarea>')
  await emma.post(paths.operatorNewStructure, { siret: SIRETS.undisclosed, name: 'Chez Jo' })
  expect(await lastStructure(w)).toMatchObject({ name: 'Chez Jo', address: '' })
})

test.each([
  ['', 422, 'Écrivez le SIRET'],
  ['123', 422, 'Ce n’est pas un SIRET'],
  ['73282932000082', 409, 'pas dans la base SIRENE'],
  [SIRETS.closed, 409, 'fermé dans la base SIRENE'],
  [SIRETS.unknown, 409, 'existe déjà'],
])('looking “%s” up answers %i', async (siret, status, sentence) => {
  const { emma } = await open()
  for (const answer of [
    await emma.get(`${paths.operatorNewStructure}?siret=${siret}`),
    await emma.post(paths.operatorNewStructure, { siret }),
  ])
    expect([answer.status, (await answer.text()).includes(sentence)]).toEqual([status, true])
})

test('a register that does not answer is neither yes nor no', async () => {
  const w = await openWorld({ register: unreachableRegister() })
  const answer = await (await w.as(w.emma)).get(withQuery(paths.operatorNewStructure, { siret: SIRETS.commune }))
  const text = await answer.text()
  expect(answer.status).toBe(503)
  expect(text).toContain('ne répond pas')
  expect(text).toContain('Réessayer')
})

test('sent twice it is made once', async () => {
  const { w, emma } = await open()
  const fields = { siret: SIRETS.commune, services: 'A;B', once: 'once-once-once-once' }
  const [first, again] = [
    await emma.post(paths.operatorNewStructure, fields),
    await emma.post(paths.operatorNewStructure, fields),
  ]
  expect([again.status, again.headers.get('location')]).toEqual([303, first.headers.get('location')])
  expect((await traces(w.dbs)).history).toHaveLength(2)
})

test.each(['alice', 'bruno', 'chloe', 'farid', 'nadia'] as const)('for %s these pages do not exist', async (who) => {
  const { w } = await open()
  const visitor = await w.as(w[who])
  const one = url(paths.operatorStructure, { id: w.mairie })
  const answers = [
    await visitor.get(paths.operatorStructures),
    await visitor.get(paths.operatorNewStructure),
    await visitor.get(one),
    await visitor.post(paths.operatorNewStructure, { siret: SIRETS.commune }),
    await visitor.post(url(paths.operatorServices, { id: w.mairie }), { services: 'A;B' }),
    await visitor.post(url(paths.operatorPrimary, { id: w.mairie }), { login: w.nadia.login }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})

test('the command refuses on its own, whatever page called it', async () => {
  const w = await openWorld()
  const lookup = await (await sampleRegister()).find(SIRETS.commune)
  const result = await registerPublicStructure(await w.actOf(w.alice), { lookup, name: '', services: [] })
  expect(result).toEqual({ ok: false, refusal: 'not-allowed' })
})

test('the list has a search, a state filter and pages, all in the address', async () => {
  const { w, emma } = await open()
  await emma.post(paths.operatorNewStructure, { siret: SIRETS.commune })
  const list = async (query: Record<string, string>) =>
    (await emma.get(withQuery(paths.operatorStructures, query))).text()
  const id = (await lastStructure(w))?.id ?? 0
  const link = `href="${url(paths.operatorStructure, { id })}"`
  expect(await list({})).toContain(link)
  expect(await list({ state: 'inactive' })).toContain(link)
  expect(await list({ state: 'inactive' })).not.toContain('Ørsted')
  expect(await list({ state: 'active' })).not.toContain(link)
  expect(await list({ q: 'noisy' })).toContain(link)
  expect(await list({ q: 'noisy', state: 'active' })).not.toContain(link)
  expect(await list({ q: 'introuvable' })).toContain('Aucune structure ne correspond')
  expect(await list({ page: '7' })).toContain('Cette page est vide')
  expect(await list({ state: 'nonsense' })).toContain('Ørsted')
})

test('services are added to a structure, none when one code is taken', async () => {
  const { w, emma } = await open()
  const add = url(paths.operatorServices, { id: w.mairie })
  const taken = await emma.post(add, { services: 'NEU;Neuf\nfin;Finances encore' })
  const text = await taken.text()
  expect(taken.status).toBe(409)
  expect(text).toMatch(/Codes déjà pris\s: fin/)
  expect(text).toContain('NEU;Neuf\nfin;Finances encore</textarea>')
  const none = await emma.post(add, { services: ' \n ' })
  expect([none.status, (await none.text()).includes('Écrivez au moins un service')]).toEqual([422, true])
  expect((await traces(w.dbs)).history).toEqual([])
  const done = await emma.post(add, { services: 'NEU;Neuf\nDEU;Deux', once: 'once-once-once-once' })
  expect([done.status, done.headers.get('location')]).toEqual([303, url(paths.operatorStructure, { id: w.mairie })])
  expect((await emma.post(add, { services: 'NEU;Neuf\nDEU;Deux', once: 'once-once-once-once' })).status).toBe(303)
  expect((await servicesOf(w, w.mairie)).slice(-2)).toEqual(['NEU Neuf open', 'DEU Deux open'])
  expect((await traces(w.dbs)).history).toEqual(['structure.services_added'])
  expect((await emma.post(url(paths.operatorServices, { id: 4242 }), { services: 'A;B' })).status).toBe(404)
})
