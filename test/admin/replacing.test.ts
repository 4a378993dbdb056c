import { expect, test } from 'vitest'
import { replacePrimary } from '../../src/admin/appointing-primary.ts'
import { flagPigp } from '../../src/admin/flagging-pigp.ts'
import { paths, url } from '../../src/urls.ts'
import { addPerson } from '../people.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'

const start = async () => {
  const w = await openWorld()
  const [page, replacement, pigp] = [paths.operatorStructure, paths.operatorReplacement, paths.operatorPigp].map(
    (path) => url(path, { id: w.mairie }),
  )
  return { w, emma: await w.as(w.emma), page: page ?? '', replacement: replacement ?? '', pigp: pigp ?? '' }
}
const rolesOf = async (w: TestWorld) => {
  const rows = await w.db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['first_name', 'role'])
    .where('structure_id', '=', w.mairie)
    .execute()
  return Object.fromEntries(rows.map(({ first_name, role }) => [first_name, role]))
}

test('Alice is gone: Emma names Bruno with a reason; both are told, nobody else', async () => {
  const { w, emma, page, replacement } = await start()
  expect(await (await emma.get(page)).text()).toContain(`href="${replacement}"`)
  expect(await (await emma.get(replacement)).text()).toContain(w.alice.login)
  const answer = await emma.post(replacement, {
    login: w.bruno.login,
    reason: 'Mme Martin a quitté la commune.',
    isGone: '1',
  })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, page])
  expect(await rolesOf(w)).toMatchObject({ Alice: 'simple_user', Bruno: 'primary_manager' })
  expect(await traces(w.dbs)).toEqual({
    history: ['structure.primary_replaced', 'membership.changed'],
    mails: [
      `primary-transferred-to → ${w.bruno.login}`,
      `primary-transferred-from → ${w.alice.login}`,
      // Bruno was the other manager of the whole: now he is alone.
      `single-manager → ${w.bruno.login}`,
    ],
  })
  const mail = await w.db.selectFrom('mail').select('data').executeTakeFirstOrThrow()
  expect(JSON.parse(mail.data)).toMatchObject({ by: w.emma.name, reason: 'Mme Martin a quitté la commune.' })
  const line = await w.db.selectFrom('history_detail').select('content').executeTakeFirstOrThrow()
  expect(JSON.parse(line.content ?? '')).toMatchObject({ comment: 'Mme Martin a quitté la commune.' })
})

test.each<[string, string, number, string]>([
  ['', 'Parti', 422, 'Écrivez une adresse complète'],
  ['bruno.leroy@guichet.test', '  ', 422, 'Écrivez le motif'],
  ['nobody@nulle.part', 'Parti', 409, 'Aucune personne n’a de compte'],
  ['gone.one@guichet.test', 'Parti', 409, 'Ce compte n’est pas actif'],
  ['alice.martin@guichet.test', 'Parti', 409, 'déjà le gestionnaire principal'],
  ['emma.faure@guichet.test', 'Parti', 403, 'Personne ne se nomme soi-même'],
])('“%s”, “%s” is answered in words and kept', async (...[login, reason, status, sentence]) => {
  const { w, emma, replacement } = await start()
  await addPerson(w.dbs, { first: 'Gone', last: 'One', state: 'deactivated' })
  const answer = await emma.post(replacement, { login, reason, isGone: '1' })
  const text = await answer.text()
  expect([answer.status, text.includes(sentence)]).toEqual([status, true])
  if (login) expect(text).toContain(`value="${login}"`)
  if (reason.trim()) expect(text).toContain(`>${reason}</textarea>`)
  expect(await rolesOf(w)).toMatchObject({ Alice: 'primary_manager' })
  expect((await traces(w.dbs)).mails).toEqual([])
})

test('an inactive structure needs none, and the same form twice is once', async () => {
  const { w, emma, replacement } = await start()
  const fields = { login: w.bruno.login, reason: 'Parti', isGone: '1', once: 'once-once-once-once' }
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.mairie).execute()
  expect((await emma.post(replacement, fields)).status).toBe(409)
  await w.db.updateTable('structure').set({ state: 'active' }).where('id', '=', w.mairie).execute()
  for (let time = 0; time < 2; time++) expect((await emma.post(replacement, fields)).status).toBe(303)
  expect((await traces(w.dbs)).history).toHaveLength(2)
})

test('nobody but the platform support', async () => {
  const { w, replacement, pigp } = await start()
  for (const person of [w.alice, w.bruno, w.chloe, w.farid]) {
    const visitor = await w.as(person)
    for (const path of [replacement, pigp])
      expect((await visitor.post(path, { login: w.bruno.login, reason: 'Parti' })).status).toBe(404)
    const act = await w.actOf(person)
    expect(await replacePrimary(act, w.mairie, { login: w.bruno.login, reason: 'Parti' })).toMatchObject({ ok: false })
    expect(await flagPigp(act, w.mairie, true)).toEqual({ ok: false, refusal: 'not-allowed' })
  }
})

test('Emma says that the Mairie goes through the PIGP, and takes it back; a private structure never does', async () => {
  const { w, emma, page, pigp } = await start()
  const flagged = async () =>
    (await w.db.selectFrom('structure').select('is_pigp').where('id', '=', w.mairie).executeTakeFirst())?.is_pigp
  expect((await emma.post(pigp, { isPigp: '1' })).headers.get('location')).toBe(page)
  expect(await flagged()).toBe(1)
  expect(await (await emma.get(page)).text()).toMatch(/name="isPigp" value="1" checked/)
  await emma.post(pigp, { isPigp: '1' })
  await emma.post(pigp)
  expect(await flagged()).toBe(0)
  expect((await traces(w.dbs)).history).toEqual(['structure.parameters_changed', 'structure.parameters_changed'])
  await emma.post(url(paths.operatorPigp, { id: w.elsewhere }), { isPigp: '1' })
  const firm = w.db.selectFrom('structure').select('is_pigp').where('id', '=', w.elsewhere)
  expect(await firm.executeTakeFirst()).toEqual({ is_pigp: 0 })
  const html = await (await emma.get(url(paths.operatorStructure, { id: w.elsewhere }))).text()
  expect(html).not.toContain('isPigp')
})

test('nothing is done before Emma says that Alice is gone; she reads when Alice was last there', async () => {
  const { w, emma, replacement } = await start()
  expect(await (await emma.get(replacement)).text()).toContain('Aucune session connue')
  await w.as(w.alice)
  const page = await (await emma.get(replacement)).text()
  expect(page).not.toContain('Aucune session connue')
  expect(page).toContain('État de son compte')
  const answer = await emma.post(replacement, { login: w.bruno.login, reason: 'Parti' })
  expect([answer.status, (await answer.text()).includes('Cochez la case')]).toEqual([422, true])
  expect(await rolesOf(w)).toMatchObject({ Alice: 'primary_manager' })
})
