import { expect, test } from 'vitest'
import { carryOutSubscribing, openSubscribing } from '../../src/memberships/member-subscribing.ts'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'

async function open() {
  const w = await openWorld()
  return { w, alice: await w.as(w.alice), many: url(paths.membersSubscriptions, { id: w.mairie }) }
}
const many = (w: TestWorld) => url(paths.membersSubscriptions, { id: w.mairie })
const one = (w: TestWorld, user: number) => url(paths.memberSubscriptions, { id: w.mairie, user })
const heldBy = async (w: TestWorld, userId: number) =>
  (
    await w.db
      .selectFrom('subscription')
      .innerJoin('membership', 'membership.id', 'subscription.membership_id')
      .innerJoin('space', 'space.code', 'subscription.space')
      .select(['space', 'service_id', 'access'])
      .where('user_id', '=', userId)
      .where('membership.structure_id', '=', w.mairie)
      .orderBy('position')
      .orderBy('service_id')
      .execute()
  ).map(({ space, service_id, access }) => `${space}:${service_id ?? 0}:${access}`)
const USUAL = [
  'requests_sent:0:write',
  'requests_received:0:read',
  'invoices_issued:0:write',
  'invoices_received:0:write',
]

test('Alice gives, limits and withdraws Chloé’s spaces at once: one line, one mail', async () => {
  const { w, alice } = await open()
  expect(await heldBy(w, w.chloe.id)).toEqual(USUAL)
  const html = await (await alice.get(one(w, w.chloe.id))).text()
  expect(html).toContain('<h1>Abonnements de Chloé Bernard</h1>')
  expect(html).toMatch(/value="requests_received:0:read" selected/)
  expect(html).not.toContain('Activités du gestionnaire</th>')
  const answer = await alice.post(one(w, w.chloe.id), {
    held: ['', 'requests_received:0:write', 'invoices_issued:0:read', 'invoices_received:0:write'],
  })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, url(paths.members, { id: w.mairie })])
  expect(await heldBy(w, w.chloe.id)).toEqual([
    'requests_received:0:write',
    'invoices_issued:0:read',
    'invoices_received:0:write',
  ])
  expect(await traces(w.dbs)).toEqual({
    history: ['subscription.changed'],
    mails: [`subscriptions-changed → ${w.chloe.login}`],
  })
})
test('what is left as it was leaves no trace', async () => {
  const { w, alice } = await open()
  expect((await alice.post(one(w, w.chloe.id), { held: USUAL })).status).toBe(303)
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test('a member of services can be given a space for one of them alone', async () => {
  const { w, alice } = await open()
  const lea = await addPerson(w.dbs, { first: 'Léa', last: 'Roux' })
  await addMember(w.dbs, lea, { structureId: w.mairie, role: 'simple_user', services: [w.finances, w.marches] })
  const html = await (await alice.get(one(w, lea.id))).text()
  expect(html).toContain('Pour le service Finances seulement')
  await alice.post(one(w, lea.id), { held: [`requests_received:${w.finances}:write`] })
  expect(await heldBy(w, lea.id)).toEqual([`requests_received:${w.finances}:write`])
  const wrong = await alice.post(one(w, lea.id), { held: [`requests_received:${w.archives}:write`] })
  expect([wrong.status, await heldBy(w, lea.id)]).toEqual([409, [`requests_received:${w.finances}:write`]])
})
test.each([
  ['manager:0:write', 409],
  ['commitments:0:write', 409],
  ['nonsense', 303],
])('a simple user does not get %s', async (held, status) => {
  const { w, alice } = await open()
  expect((await alice.post(one(w, w.chloe.id), { held: [...USUAL, held] })).status).toBe(status)
  expect(await heldBy(w, w.chloe.id)).toEqual(USUAL)
})
test('nobody changes their own, the primary manager keeps theirs, and the pages say why', async () => {
  const { w, alice } = await open()
  expect((await alice.post(one(w, w.alice.id), { held: USUAL })).status).toBe(403)
  expect(await (await alice.get(one(w, w.alice.id))).text()).toContain('Personne ne change ses propres abonnements')
  expect((await (await w.as(w.bruno)).post(one(w, w.alice.id), { held: [] })).status).toBe(409)
  expect((await traces(w.dbs)).history).toEqual([])
})
test('Gaël changes those of his service alone', async () => {
  const { w } = await open()
  const lea = await addPerson(w.dbs, { first: 'Léa', last: 'Roux' })
  await addMember(w.dbs, lea, { structureId: w.mairie, role: 'simple_user', services: [w.finances, w.marches] })
  const gael = await w.as(w.gael)
  expect((await gael.post(one(w, lea.id), { held: [] })).status).toBe(403)
  expect((await gael.get(one(w, w.chloe.id))).status).toBe(404)
  await w.db.deleteFrom('membership_service').where('service_id', '=', w.marches).execute()
  expect((await gael.post(one(w, lea.id), { held: ['requests_received:0:write'] })).status).toBe(303)
  expect(await heldBy(w, lea.id)).toEqual(['requests_received:0:write'])
})
test('one space for several at once: each is told by name, done or why not', async () => {
  const { w, alice, many } = await open()
  const ids = [w.chloe, w.bruno, w.alice].map(({ id }) => String(id))
  const page = await (await alice.get(`${many}?${ids.map((id) => `id=${id}`).join('&')}`)).text()
  expect(page).toContain('<h1>Abonnements de 3 utilisateurs</h1>')
  const answer = await alice.post(many, { id: ids, space: 'requests_received', access: 'read' })
  const html = await (await alice.get(answer.headers.get('location') ?? '')).text()
  expect(html).toContain('2 utilisateurs traités, 1 utilisateur n’a pas changé.')
  expect(html).toMatch(/Alice Martin.*Personne ne change ses propres abonnements/s)
  expect(await heldBy(w, w.bruno.id)).toContain('requests_received:0:read')
  expect(await traces(w.dbs)).toEqual({
    history: ['subscription.changed'],
    mails: [`subscriptions-changed → ${w.bruno.login}`],
  })
})
test('withdrawing takes away what was given for single services too', async () => {
  const { w, alice, many } = await open()
  await alice.post(one(w, w.chloe.id), { held: USUAL })
  const answer = await alice.post(many, { id: String(w.chloe.id), space: 'requests_received', access: 'none' })
  expect([answer.status, (await heldBy(w, w.chloe.id)).length]).toEqual([303, 3])
})
test.each([
  [{ id: [] as string[] }, 'Cochez au moins un utilisateur'],
  [{ space: '' }, 'Choisissez un espace'],
  [{ access: '' }, 'Choisissez ce qu’il faut donner'],
])('bad input %j is said and changes nothing', async (wrong, says) => {
  const { w, alice, many } = await open()
  const sent = { id: [String(w.chloe.id)], space: 'requests_received', access: 'write', ...wrong }
  const answer = await alice.post(many, sent)
  expect([answer.status, (await answer.text()).includes(says)]).toEqual([422, true])
  expect((await traces(w.dbs)).history).toEqual([])
})
test('sent twice it is done once', async () => {
  const { w, alice, many } = await open()
  const sent = { id: String(w.chloe.id), space: 'requests_received', access: 'write', once: 'token-of-the-subscribing' }
  const answers = [await alice.post(many, sent), await alice.post(many, sent)]
  expect(answers[0]?.headers.get('location')).toBe(answers[1]?.headers.get('location'))
  expect((await traces(w.dbs)).mails).toHaveLength(1)
})
test('a run cut short is resumed from its page', async () => {
  const { w, alice } = await open()
  const act = await w.actOf(w.alice)
  const opened = await openSubscribing(act, { structureId: w.mairie, space: 'requests_received', access: 'write' }, [
    w.chloe.id,
  ])
  const run = opened.ok ? opened.value : 0
  const to = url(paths.attachingRun, { id: w.mairie, run })
  expect(await (await alice.get(to)).text()).toContain('1 utilisateur reste à traiter')
  await alice.post(to)
  await carryOutSubscribing(act, run, () => undefined)
  expect(await heldBy(w, w.chloe.id)).toContain('requests_received:0:write')
})
test('an inactive structure gives nothing', async () => {
  const { w, alice } = await open()
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.mairie).execute()
  expect((await alice.post(one(w, w.chloe.id), { held: [] })).status).toBe(409)
  expect(await heldBy(w, w.chloe.id)).toEqual(USUAL)
})
test('strangers and simple users find no such pages', async () => {
  const { w, many } = await open()
  for (const person of [w.farid, w.chloe, w.emma]) {
    const visitor = await w.as(person)
    expect((await visitor.get(one(w, w.bruno.id))).status).toBe(404)
    expect((await visitor.post(one(w, w.bruno.id), { held: [] })).status).toBe(404)
    expect((await visitor.get(many)).status).toBe(404)
    expect((await visitor.post(many, { id: '1', space: 'manager', access: 'write' })).status).toBe(404)
  }
})
test('back and forth fills no mailbox: one mail waits, and after twenty changes in an hour it is enough', async () => {
  const { w, alice } = await open()
  const statuses = []
  for (let time = 0; time < 21; time++) {
    w.clock.now = new Date(w.clock.now.getTime() + 1000)
    const held = time % 2 ? ['', 'requests_sent:0:write'] : ['']
    statuses.push((await alice.post(one(w, w.chloe.id), { held })).status)
  }
  expect(statuses).toEqual([...Array<number>(20).fill(303), 429])
  expect((await traces(w.dbs)).mails).toEqual([`subscriptions-changed → ${w.chloe.login}`])
  expect((await alice.post(many(w), { id: String(w.chloe.id), space: 'invoices_issued', access: 'read' })).status).toBe(
    429,
  )
  const member = url(paths.member, { id: w.mairie, user: w.chloe.id })
  expect((await alice.post(member, { role: 'simple_user', whole: '1', comment: '' })).status).toBe(429)
  expect((await alice.post(one(w, w.gael.id), { held: [''] })).status).not.toBe(429)
})
test('a mail that was tried already is not taken back: it may be on its way', async () => {
  const { w, alice } = await open()
  await alice.post(one(w, w.chloe.id), { held: [''] })
  await w.db.updateTable('mail').set({ attempts: 1 }).execute()
  w.clock.now = new Date(w.clock.now.getTime() + 1000)
  await alice.post(one(w, w.chloe.id), { held: ['', 'requests_sent:0:write'] })
  expect((await traces(w.dbs)).mails).toHaveLength(2)
})
