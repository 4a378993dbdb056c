import { expect, test } from 'vitest'
import { appointPrimary } from '../../src/admin/appointing-primary.ts'
import { openUsualSpaces } from '../../src/subscriptions/defaults.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { NOW } from '../moment.ts'
import { addMember, addPerson } from '../people.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'

/** An inactive public structure with one service and no manager. */
async function open() {
  const w = await openWorld()
  const row = {
    kind: 'public' as const,
    identifier_kind: 'SIRET' as const,
    identifier: '21930051400011',
    name: 'COMMUNE DE NOISY',
    name_folded: 'commune de noisy',
    legal_category: '7210',
    state: 'inactive' as const,
    primary_membership_id: null,
    successor_id: null,
    created_at: NOW.toISOString(),
  }
  const { id } = await w.db.insertInto('structure').values(row).returning('id').executeTakeFirstOrThrow()
  await openUsualSpaces({ db: w.db, actor: null, now: NOW }, id)
  const service = await w.db
    .insertInto('service')
    .values({ structure_id: id, code: 'FIN', name: 'Finances', name_folded: 'finances' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const [page, primary] = [url(paths.operatorStructure, { id }), url(paths.operatorPrimary, { id })]
  return { w, id, service: service.id, page, primary, emma: await w.as(w.emma) }
}
const structureOf = (w: TestWorld, id: number) =>
  w.db
    .selectFrom('structure')
    .leftJoin('membership', 'membership.id', 'structure.primary_membership_id')
    .select([
      'state',
      'successor_id',
      'user_id',
      'role',
      'whole_structure',
      'witness_service_id',
      'starts_on',
      'ends_on',
    ])
    .where('structure.id', '=', id)
    .executeTakeFirstOrThrow()

test('Emma names Nadia: the structure is active, Nadia is told and manages it at her next request', async () => {
  const { w, id, page, primary, emma } = await open()
  expect(await (await emma.get(page)).text()).toContain('Nommer le gestionnaire principal')
  const answer = await emma.post(primary, { login: ` ${w.nadia.login.toUpperCase()} ` })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, page])
  expect(await structureOf(w, id)).toMatchObject({
    state: 'active',
    user_id: w.nadia.id,
    role: 'primary_manager',
    whole_structure: 1,
    starts_on: '2026-11-23',
  })
  expect(await traces(w.dbs)).toEqual({
    history: ['structure.primary_appointed'],
    mails: [`primary-appointed → ${w.nadia.login}`],
  })
  const mail = await w.db.selectFrom('mail').select('data').executeTakeFirstOrThrow()
  expect(JSON.parse(mail.data)).toEqual({
    structure: 'COMMUNE DE NOISY',
    identifier: '21930051400011',
    by: w.emma.name,
  })
  expect(await (await (await w.as(w.nadia)).get(paths.structureSearch)).text()).toContain(`href="${paths.manager}"`)
  const shown = await (await emma.get(page)).text()
  expect(shown).toContain(w.nadia.name)
  expect(shown).not.toContain('Nommer et activer')
})

test('whoever has some services already keeps the one membership, widened, from its own start', async () => {
  const { w, id, service, primary, emma } = await open()
  await addMember(w.dbs, w.nadia, { structureId: id, role: 'simple_user', services: [service] })
  await w.db.updateTable('membership').set({ ends_on: '2027-01-01' }).where('structure_id', '=', id).execute()
  expect((await emma.post(primary, { login: w.nadia.login })).status).toBe(303)
  expect(await structureOf(w, id)).toMatchObject({
    role: 'primary_manager',
    whole_structure: 1,
    witness_service_id: null,
    starts_on: '2026-01-01',
    ends_on: null,
  })
  const left = await w.db.selectFrom('membership_service').selectAll().where('structure_id', '=', id).execute()
  expect(left).toEqual([])
})

test('an ended membership starts anew', async () => {
  const { w, id, primary, emma } = await open()
  await addMember(w.dbs, w.nadia, { structureId: id, role: 'simple_user' })
  await w.db.updateTable('membership').set({ ends_on: '2026-02-01' }).where('structure_id', '=', id).execute()
  await emma.post(primary, { login: w.nadia.login })
  expect(await structureOf(w, id)).toMatchObject({ starts_on: '2026-11-23', ends_on: null })
})

test('activated, the structure has no successor any more', async () => {
  const { w, id, primary, emma } = await open()
  await w.db.updateTable('structure').set({ successor_id: w.mairie }).where('id', '=', id).execute()
  await emma.post(primary, { login: w.nadia.login })
  expect(await structureOf(w, id)).toMatchObject({ state: 'active', successor_id: null })
})

test.each([
  ['', 422, 'Écrivez une adresse complète'],
  ['nadia', 422, 'Écrivez une adresse complète'],
  ['personne@nulle.part', 409, 'Aucune personne n’a de compte'],
  ['gone.one@guichet.test', 409, 'Ce compte n’est pas actif'],
])('“%s” is answered in words and kept', async (login, status, sentence) => {
  const { w, id, primary, emma } = await open()
  await addPerson(w.dbs, { first: 'Gone', last: 'One', state: 'deactivated' })
  const answer = await emma.post(primary, { login })
  const text = await answer.text()
  expect([answer.status, text.includes(sentence)]).toEqual([status, true])
  if (login) expect(text).toContain(`value="${login}"`)
  expect(await structureOf(w, id)).toMatchObject({ state: 'inactive', user_id: null })
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})

test('a machine account is nobody to name', async () => {
  const { w, primary, emma } = await open()
  await w.db.updateTable('user').set({ kind: 'technical' }).where('id', '=', w.farid.id).execute()
  expect((await emma.post(primary, { login: w.farid.login })).status).toBe(409)
})

test('a structure that has its primary manager keeps them', async () => {
  const { w, emma } = await open()
  const answer = await emma.post(url(paths.operatorPrimary, { id: w.mairie }), { login: w.nadia.login })
  expect([answer.status, (await answer.text()).includes('déjà un gestionnaire principal')]).toEqual([409, true])
  expect(await structureOf(w, w.mairie)).toMatchObject({ user_id: w.alice.id })
})

test('two at once name one, and the same form twice is once', async () => {
  const { w, primary, emma } = await open()
  const fields = { login: w.nadia.login, once: 'once-once-once-once' }
  const answers = await Promise.all([emma.post(primary, fields), emma.post(primary, { login: w.farid.login })])
  expect(answers.map(({ status }) => status)).toEqual([303, 409])
  expect((await emma.post(primary, fields)).status).toBe(303)
  const left = await traces(w.dbs)
  expect([left.history.length, left.mails.length]).toEqual([1, 1])
})

test('with htmx the panel is swapped, wrong or right', async () => {
  const { w, primary, emma } = await open()
  const wrong = await emma.post(primary, { login: 'x' }, htmx)
  const text = await wrong.text()
  expect([wrong.status, text.startsWith('<section id="operator-structure-panel"')]).toEqual([422, true])
  expect(text).toContain('id="error-summary"')
  const right = await (await emma.post(primary, { login: w.nadia.login }, htmx)).text()
  expect(right).toMatch(/^<section id="operator-structure-panel"/)
  expect(right).toContain('La structure est active')
})

test('the command refuses on its own, and a structure that is not there is not there', async () => {
  const { w, id, emma } = await open()
  const refusalFor = async (person: TestWorld['alice'], structureId: number) => {
    const result = await appointPrimary(await w.actOf(person), structureId, w.nadia.login)
    return result.ok ? 'done' : result.refusal
  }
  expect(await refusalFor(w.alice, id)).toBe('not-allowed')
  expect(await refusalFor(w.emma, 4242)).toBe('not-found')
  expect((await emma.get(url(paths.operatorStructure, { id: 4242 }))).status).toBe(404)
})

test('what Emma named is found by its state', async () => {
  const { w, id, primary, emma } = await open()
  await emma.post(primary, { login: w.nadia.login })
  const text = await (await emma.get(withQuery(paths.operatorStructures, { state: 'active', q: 'noisy' }))).text()
  expect(text).toContain(`href="${url(paths.operatorStructure, { id })}"`)
})

test('Emma does not name herself, though another member of the support may', async () => {
  const { w, id, primary, emma } = await open()
  const answer = await emma.post(primary, { login: w.emma.login })
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('Personne ne se nomme soi-même')])
  expect((await structureOf(w, id)).state).toBe('inactive')
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
  const colleague = await addPerson(w.dbs, { first: 'Hugo', last: 'Petit', isOperator: true })
  expect((await appointPrimary(await w.actOf(colleague), id, w.emma.login)).ok).toBe(true)
})
