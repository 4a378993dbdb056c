import { expect, test } from 'vitest'
import { changeSpaceRules } from '../../src/subscriptions/setting-matrix.ts'
import { listMatrix } from '../../src/subscriptions/matrix-queries.ts'
import type { SpaceSetting } from '../../src/subscriptions/space-rules.ts'
import type { Space } from '../../src/act.ts'
import { paths } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'

/** The form of a line as the page would send it, with some fields changed. */
async function formOf(w: TestWorld, space: Space, changed: Record<string, string> = {}) {
  const line = (await listMatrix(await w.actOf(w.emma))).find((one) => one.space === space)
  if (!line) throw new Error(`No space ${space}`)
  const fields: Record<string, string> = { space }
  for (const kind of ['public', 'private'] as const) {
    for (const [role, rule] of Object.entries(line.rules[kind])) fields[`${kind}-${role}`] = rule
    if (line.opened[kind]) fields[`opened-${kind}`] = '1'
  }
  return { ...fields, ...changed }
}
const ruleOf = async (w: TestWorld, space: Space, role: 'simple_user' | 'primary_manager' | 'secondary_manager') =>
  (await listMatrix(await w.actOf(w.emma))).find((one) => one.space === space)?.rules.public[role]

test('Emma sees who has which space, and which spaces this version does not have yet', async () => {
  const w = await openWorld()
  const text = await (await (await w.as(w.emma)).get(paths.operatorSpaces)).text()
  expect(text).toContain('Espaces et règles')
  expect(text).toContain('Un changement vaut pour les nouveaux rattachements')
  expect(text).toMatch(/utilisateur simple : Par défaut, en Consultation/)
  expect(text.match(/Pas disponible dans cette version/g)).toHaveLength(7)
  expect(text).toContain(`href="${paths.operatorSpaces}?space=requests_received"`)
  expect(text).not.toContain('space=account')
  expect(text).not.toContain('space=works_invoices')
  expect(await (await (await w.as(w.emma)).get(paths.operator)).text()).toContain(`href="${paths.operatorSpaces}"`)
})

test.each([{}, htmx])(
  'Emma changes a rule: one line in the history, and it holds for who is attached next',
  async (as) => {
    const w = await openWorld()
    const emma = await w.as(w.emma)
    const form = await (await emma.get(`${paths.operatorSpaces}?space=requests_received`, as)).text()
    expect(form).toContain('name="public-simple_user"')
    const fields = await formOf(w, 'requests_received', {
      'public-simple_user': 'on_request',
      once: 'once-once-once-once',
    })
    const [first, again] = [
      await emma.post(paths.operatorSpaces, fields, as),
      await emma.post(paths.operatorSpaces, fields, as),
    ]
    expect([first.status, again.status]).toEqual(as === htmx ? [200, 200] : [303, 303])
    expect(await traces(w.dbs)).toEqual({ history: ['space.rule_changed'], mails: [] })
    const { structure_id } = await w.db.selectFrom('history').select('structure_id').executeTakeFirstOrThrow()
    expect(structure_id).toBeNull()
    const { content } = await w.db.selectFrom('history_detail').select('content').executeTakeFirstOrThrow()
    const { before, after } = JSON.parse(content ?? '') as Record<
      'before' | 'after',
      { rules: string[]; opened: string[] }
    >
    expect(before.rules).toContain('public:simple_user:default_read')
    expect(after.rules).toContain('public:simple_user:on_request')
    expect(after.opened).toEqual(['public'])
    const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
    const next = await addMember(w.dbs, jeanne, { structureId: w.mairie, role: 'simple_user' })
    const held = await w.db.selectFrom('subscription').select(['membership_id', 'space']).execute()
    expect(held.filter((one) => one.membership_id === next).map(({ space }) => space)).not.toContain(
      'requests_received',
    )
    // Chloé, who was attached before, keeps hers.
    const chloe = await w.db
      .selectFrom('membership')
      .select('id')
      .where('user_id', '=', w.chloe.id)
      .executeTakeFirstOrThrow()
    expect(held.filter((one) => one.membership_id === chloe.id).map(({ space }) => space)).toContain(
      'requests_received',
    )
  },
)

test('which structures have a space open by default is changed too; a form without a change leaves no trace', async () => {
  const w = await openWorld()
  const emma = await w.as(w.emma)
  expect((await emma.post(paths.operatorSpaces, await formOf(w, 'invoices_received'))).status).toBe(303)
  expect((await traces(w.dbs)).history).toEqual([])
  await emma.post(paths.operatorSpaces, await formOf(w, 'invoices_received', { 'opened-private': '1' }))
  const space = w.db
    .selectFrom('space')
    .select(['opened_public', 'opened_private'])
    .where('code', '=', 'invoices_received')
  expect(await space.executeTakeFirst()).toEqual({ opened_public: 1, opened_private: 1 })
})

test.each([
  {
    space: 'manager',
    changed: { 'public-primary_manager': 'on_request' },
    status: 409,
    says: 'Le gestionnaire principal a toujours',
  },
  {
    space: 'manager',
    changed: { 'private-simple_user': 'self_service' },
    status: 409,
    says: 'Un utilisateur simple n’a jamais',
  },
  {
    space: 'manager',
    changed: { 'public-secondary_manager': 'self_service' },
    status: 409,
    says: 'personne ne se les donne seul',
  },
  { space: 'manager', changed: { 'opened-public': '' }, status: 409, says: 'ouvert à toutes les structures' },
  {
    space: 'works_invoices',
    changed: { 'public-simple_user': 'never' },
    status: 409,
    says: 'pas disponible dans cette version',
  },
  { space: 'account', changed: {}, status: 422, says: 'Choisissez une des règles proposées' },
  {
    space: 'requests_sent',
    changed: { 'public-simple_user': 'always' },
    status: 422,
    says: 'Choisissez une des règles proposées',
  },
  { space: 'requests_sent', changed: { space: 'nothing' }, status: 422, says: 'Choisissez un espace' },
] as const)('$space with $changed is refused with words', async ({ space, changed, status, says }) => {
  const w = await openWorld()
  const before = await listMatrix(await w.actOf(w.emma))
  const answer = await (await w.as(w.emma)).post(paths.operatorSpaces, await formOf(w, space, { ...changed }))
  const text = await answer.text()
  expect([answer.status, text.includes(says)]).toEqual([status, true])
  expect(text).toMatch(/<title>Erreur\s: /)
  expect(await listMatrix(await w.actOf(w.emma))).toEqual(before)
  expect((await traces(w.dbs)).history).toEqual([])
})

test('a refused form keeps what was chosen', async () => {
  const w = await openWorld()
  const fields = await formOf(w, 'manager', { 'public-simple_user': 'on_request', 'public-secondary_manager': 'never' })
  const text = await (await (await w.as(w.emma)).post(paths.operatorSpaces, fields)).text()
  const select = text.slice(text.indexOf('name="public-secondary_manager"')).split('</select>')[0]
  expect(select).toMatch(/<option value="never" selected="">/)
})

test('nobody but the platform support knows the page, and the command asks by itself', async () => {
  const w = await openWorld()
  for (const person of [w.alice, w.chloe, w.farid]) {
    const visitor = await w.as(person)
    expect((await visitor.get(paths.operatorSpaces)).status).toBe(404)
    expect((await visitor.post(paths.operatorSpaces, await formOf(w, 'manager'))).status).toBe(404)
  }
  const setting = (await listMatrix(await w.actOf(w.emma)))[2] as SpaceSetting
  const refused = await changeSpaceRules(await w.actOf(w.alice), 'requests_sent', {
    ...setting,
    opened: { public: false, private: false },
  })
  expect(refused).toEqual({ ok: false, refusal: 'not-found' })
  expect(await ruleOf(w, 'requests_sent', 'simple_user')).toBe('default_write')
})

test('in English the page and its refusals are English', async () => {
  const w = await openWorld()
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.emma.id).execute()
  const emma = await w.as(w.emma)
  expect(await (await emma.get(paths.operatorSpaces)).text()).toContain('Not available in this version')
  const fields = await formOf(w, 'manager', { 'public-primary_manager': 'never' })
  expect(await (await emma.post(paths.operatorSpaces, fields)).text()).toContain('nobody would manage the entity')
})
