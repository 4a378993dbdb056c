import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'
import { membershipOf } from './request.ts'

type Cast = 'alice' | 'bruno' | 'chloe' | 'gael'
const at = (w: TestWorld, who: Cast) => ({ id: w.mairie, user: w[who].id })
const page = (w: TestWorld, who: Cast) => url(paths.member, at(w, who))
const removal = (w: TestWorld, who: Cast) => url(paths.memberRemoval, at(w, who))
const typed = { role: 'simple_user', whole: '1', endsOn: '', comment: '' }
const heldBy = async (w: TestWorld, userId: number) =>
  (
    await w.db
      .selectFrom('subscription')
      .innerJoin('membership', 'membership.id', 'subscription.membership_id')
      .select('space')
      .where('user_id', '=', userId)
      .execute()
  ).map(({ space }) => space)
const detail = async (w: TestWorld) => {
  const row = await w.db.selectFrom('history_detail').select('content').orderBy('history_id', 'desc').executeTakeFirst()
  return JSON.parse(row?.content ?? '{}') as { before: unknown; after: unknown; comment: string | null }
}

test('Alice makes Chloé a secondary manager of one service until a day: rights follow, one line, one mail', async () => {
  const { alice, w } = await open()
  expect(await (await alice.get(page(w, 'chloe'))).text()).toContain('<h1>Rattachement de Chloé Bernard</h1>')
  const answer = await alice.post(page(w, 'chloe'), {
    role: 'secondary_manager',
    service: String(w.finances),
    endsOn: '2026-12-31',
    comment: 'Remplace Gaël',
    back: `${url(paths.members, { id: w.mairie })}?page=2`,
  })
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    `${url(paths.members, { id: w.mairie })}?page=2`,
  ])
  expect(await membershipOf(w, w.chloe.id)).toMatchObject({
    role: 'secondary_manager',
    whole: 0,
    services: [w.finances],
  })
  expect(await heldBy(w, w.chloe.id)).toContain('manager')
  expect(await traces(w.dbs)).toEqual({
    history: ['membership.changed'],
    mails: [`membership-changed → ${w.chloe.login}`],
  })
  expect(await detail(w)).toMatchObject({
    before: { role: 'simple_user', services: null, endsOn: null },
    after: { role: 'secondary_manager', services: ['Finances'], endsOn: '2026-12-31' },
    comment: 'Remplace Gaël',
  })
  expect((await (await w.as(w.chloe)).get(paths.manager)).status).toBe(200)
})
test('what is left as it was changes nothing and mails nobody', async () => {
  const { alice, w } = await open()
  expect((await alice.post(page(w, 'chloe'), typed)).status).toBe(303)
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test('a secondary manager who becomes a simple user manages nothing at the next request', async () => {
  const { alice, w } = await open()
  const bruno = await w.as(w.bruno)
  await alice.post(page(w, 'bruno'), typed)
  expect((await bruno.get(paths.manager)).status).toBe(404)
  expect(await heldBy(w, w.bruno.id)).not.toContain('manager')
})
test.each(['role', 'end'] as const)('Bruno, secondary manager, does not change the %s of another one', async (what) => {
  const { w } = await open()
  const change = what === 'role' ? typed : { ...typed, role: 'secondary_manager', endsOn: '2026-11-23' }
  const answer = await (await w.as(w.bruno)).post(page(w, 'gael'), change)
  expect([answer.status, (await membershipOf(w, w.gael.id))?.role]).toEqual([403, 'secondary_manager'])
})
test('nobody changes their own membership, nor the primary manager’s', async () => {
  const { alice, w } = await open()
  const bruno = await w.as(w.bruno)
  expect((await bruno.post(page(w, 'bruno'), typed)).status).toBe(403)
  expect((await bruno.post(page(w, 'alice'), typed)).status).toBe(409)
  expect((await alice.post(page(w, 'alice'), typed)).status).toBe(409)
  const html = await (await alice.get(page(w, 'alice'))).text()
  expect(html).toContain(paths.ownTransfer)
  expect(html).not.toContain('Enregistrer')
})
test.each([
  [{ whole: '' }, 422, 'Cochez au moins un service'],
  [{ endsOn: '2026-11-22' }, 422, 'La date de fin est déjà passée'],
  [{ endsOn: '31/02/2027' }, 422, 'Cette date n’existe pas'],
  [{ role: 'primary_manager' }, 422, 'Choisissez un rôle'],
  [{ comment: 'x'.repeat(2001) }, 422, '2 000 caractères au plus'],
])('bad input %j keeps what was typed', async (wrong, status, says) => {
  const { alice, w } = await open()
  const answer = await alice.post(page(w, 'chloe'), { ...typed, comment: 'Gardez-moi', ...wrong })
  const html = await answer.text()
  expect([answer.status, html.includes(says)]).toEqual([status, true])
  if (!('comment' in wrong)) expect(html).toContain('Gardez-moi')
  expect((await traces(w.dbs)).history).toEqual([])
})
test('Gaël changes the part of a member that is his, and no more', async () => {
  const { w } = await open()
  const lea = await addPerson(w.dbs, { first: 'Léa', last: 'Roux' })
  await addMember(w.dbs, lea, { structureId: w.mairie, role: 'simple_user', services: [w.finances, w.marches] })
  const gael = await w.as(w.gael)
  const to = url(paths.member, { id: w.mairie, user: lea.id })
  const html = await (await gael.get(to)).text()
  expect(html).toContain('Il garde aussi les services que vous ne gérez pas : Marchés publics')
  expect(html).not.toContain('name="endsOn"')
  expect((await gael.post(to, { role: 'secondary_manager', service: String(w.finances) })).status).toBe(403)
  expect((await gael.post(to, { role: 'simple_user', whole: '1' })).status).toBe(403)
  expect((await gael.post(to, { role: 'simple_user', endsOn: '2026-11-23' })).status).toBe(303)
  expect((await membershipOf(w, lea.id))?.services).toEqual([w.marches])
  expect(await w.db.selectFrom('membership').select('ends_on').where('user_id', '=', lea.id).execute()).toEqual([
    { ends_on: null },
  ])
  expect((await gael.get(to)).status).toBe(404)
})
test('narrowed to a service, a member keeps nothing of the others', async () => {
  const { alice, w } = await open()
  const { id } = await w.db
    .selectFrom('membership')
    .select('id')
    .where('user_id', '=', w.chloe.id)
    .executeTakeFirstOrThrow()
  const row = { membership_id: id, structure_id: w.mairie, space: 'invoices_issued' as const, access: 'write' as const }
  await w.db
    .insertInto('subscription')
    .values([
      { ...row, service_id: w.finances, created_at: 'x' },
      { ...row, service_id: w.marches, created_at: 'x' },
    ])
    .execute()
  await alice.post(page(w, 'chloe'), { ...typed, whole: '', service: String(w.finances) })
  const left = await w.db.selectFrom('subscription').select('service_id').where('service_id', 'is not', null).execute()
  expect(left).toEqual([{ service_id: w.finances }])
})
test('Alice removes Chloé’s membership: what ends is said first, then two lines and one mail', async () => {
  const { alice, w } = await open()
  const asked = await (await alice.get(removal(w, 'chloe'))).text()
  expect(asked).toContain('Supprimer le rattachement de Chloé Bernard')
  expect(asked).toMatch(/utilisateur simple \(Toute la structure\).*abonnements à \d espaces/s)
  const answer = await alice.post(removal(w, 'chloe'), { comment: 'Départ' })
  expect(answer.status).toBe(303)
  expect(await membershipOf(w, w.chloe.id)).toBeUndefined()
  expect(await traces(w.dbs)).toEqual({
    history: ['subscription.disabled', 'membership.removed'],
    mails: [`membership-removed → ${w.chloe.login}`],
  })
})
test('the confirmation is the dialog for htmx', async () => {
  const { alice, w } = await open()
  expect(await (await alice.get(removal(w, 'chloe'), htmx)).text()).toContain('id="dialog-title"')
})
test('removing twice with one form is once, and lands on the first one’s result', async () => {
  const { alice, w } = await open()
  const sent = { comment: '', once: 'token-of-the-removal' }
  const answers = [await alice.post(removal(w, 'chloe'), sent), await alice.post(removal(w, 'chloe'), sent)]
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await traces(w.dbs)).mails).toHaveLength(1)
})
test('a primary manager is replaced, not removed: the page says how', async () => {
  const { alice, w } = await open()
  expect((await (await w.as(w.bruno)).post(removal(w, 'alice'), { comment: '' })).status).toBe(409)
  const html = await (await alice.get(removal(w, 'alice'))).text()
  expect(html).toContain('il se remplace')
  expect(html).toContain(paths.ownTransfer)
  expect(html).not.toContain('<textarea')
})
test('who may not know of a member finds no such page', async () => {
  const { w } = await open()
  for (const person of [w.farid, w.chloe, w.emma, w.nadia]) {
    const visitor = await w.as(person)
    for (const path of [page(w, 'bruno'), removal(w, 'bruno')])
      expect([(await visitor.get(path)).status, (await visitor.post(path, typed)).status]).toEqual([404, 404])
  }
  const gael = await w.as(w.gael)
  expect([(await gael.get(page(w, 'chloe'))).status, (await gael.post(removal(w, 'chloe'))).status]).toEqual([404, 404])
  expect((await (await w.as(w.alice)).get(url(paths.member, { id: w.mairie, user: w.farid.id }))).status).toBe(404)
  expect((await traces(w.dbs)).history).toEqual([])
})

async function open() {
  const w = await openWorld()
  return { w, alice: await w.as(w.alice) }
}
