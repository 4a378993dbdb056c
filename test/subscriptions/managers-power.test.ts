import { expect, test } from 'vitest'
import { replacePrimary } from '../../src/admin/appointing-primary.ts'
import type { Held } from '../../src/subscriptions/rules.ts'
import { readCurrentActor } from '../../src/auth/sessions.ts'
import { validateSubscriptions } from '../../src/subscriptions/deciding.ts'
import { setSubscriptions } from '../../src/subscriptions/giving.ts'
import { paths, url } from '../../src/urls.ts'
import { reachOf } from '../../src/values/reach.ts'
import type { Person } from '../moment.ts'
import { addMember, addPerson } from '../people.ts'
import { addSubscriptionRequest } from '../subscription-requests.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'
import { heldBy, membershipId } from './space.ts'

const reach = async (w: TestWorld, person: Person) => {
  const actor = await readCurrentActor(w.db, person.id, w.clock.now)
  return actor && reachOf(actor, w.mairie)
}
const subscriptionsOf = (w: TestWorld, person: Person) =>
  url(paths.memberSubscriptions, { id: w.mairie, user: person.id })
const allOf = async (w: TestWorld, person: Person): Promise<Held[]> => {
  const { memberships } = await w.actOf(person).then(({ actor }) => actor)
  return memberships.find(({ structureId }) => structureId === w.mairie)?.spaces ?? []
}
async function withXavier() {
  const w = await openWorld()
  const xavier = await addPerson(w.dbs, { first: 'Xavier', last: 'Second' })
  await addMember(w.dbs, xavier, { structureId: w.mairie, role: 'secondary_manager' })
  return { w, xavier }
}

test('Bruno takes nothing from Alice, the primary manager: he only adds', async () => {
  const w = await openWorld()
  const bruno = await w.as(w.bruno)
  const before = await allOf(w, w.alice)
  const text = ({ space, access, serviceId }: Held) => `${space}:${serviceId ?? 0}:${access}`
  const lower = (space: string) => before.map((one) => text(one.space === space ? { ...one, access: 'read' } : one))
  for (const held of [
    [`manager:${w.finances}:write`],
    before.filter(({ space }) => space !== 'manager').map(text),
    before.filter(({ space }) => space !== 'invoices_received').map(text),
    lower('invoices_received'),
    [],
  ]) {
    const answer = await bruno.post(subscriptionsOf(w, w.alice), { held })
    expect([answer.status, (await answer.text()).includes('gestionnaire principal')]).toEqual([409, true])
  }
  expect(await allOf(w, w.alice)).toEqual(before)
  expect(await reach(w, w.alice)).toEqual({ whole: true, services: [], role: 'primary_manager' })
  const more = [...before.map(text), `invoices_received:${w.finances}:write`]
  // Named twice, the wider counts.
  expect((await bruno.post(subscriptionsOf(w, w.alice), { held: [...more, 'invoices_received:0:read'] })).status).toBe(
    303,
  )
  expect(await heldBy(w, w.alice, 'invoices_received')).toEqual(['write', 'write:FIN'])
  for (const access of ['none', 'read']) {
    const many = { id: String(w.alice.id), space: 'requests_received', access }
    await bruno.post(url(paths.membersSubscriptions, { id: w.mairie }), many)
  }
  expect(await heldBy(w, w.alice, 'requests_received')).toEqual(['write'])
})

test('the database itself keeps the primary manager’s power over the whole, until the role has gone to another', async () => {
  const w = await openWorld()
  const alice = await membershipId(w, w.alice)
  const run = (change: string) => () => w.dbs.sqlite.exec(change)
  const hers = `membership_id = ${alice} and space = 'manager'`
  const kept = 'a primary manager manages the whole structure'
  expect(run(`delete from subscription where ${hers}`)).toThrow(kept)
  expect(run(`update subscription set service_id = ${w.finances} where ${hers}`)).toThrow(kept)
  expect(run(`update subscription set access = 'read' where ${hers}`)).toThrow(kept)
  expect(run(`update subscription set space = 'tic_refunds' where ${hers}`)).toThrow(kept)
  run(`update subscription set access = 'write' where ${hers}`)()
  expect(run(`delete from membership where id = ${alice}`)).toThrow('FOREIGN KEY')
  // What is no primary manager’s goes.
  run(`delete from subscription where membership_id = ${await membershipId(w, w.bruno)} and space = 'manager'`)()
  // Bruno had a membership that ended, and is handed the structure with what it left behind.
  const bruno = await membershipId(w, w.bruno)
  run(`insert into subscription (membership_id, structure_id, space, access, created_at)
    values (${bruno}, ${w.mairie}, 'manager', 'write', '2026-01-01')`)()
  await w.db
    .updateTable('membership')
    .set({ starts_on: '2026-01-01', ends_on: '2026-11-01' })
    .where('id', '=', bruno)
    .execute()
  const replaced = await replacePrimary(await w.actOf(w.emma), w.mairie, { login: w.bruno.login, reason: 'Partie' })
  expect(replaced.ok).toBe(true)
  expect(await reach(w, w.bruno)).toEqual({ whole: true, services: [], role: 'primary_manager' })
  expect(await heldBy(w, w.alice, 'manager')).toEqual([])
})

test('Bruno changes nothing of another secondary manager’s; Alice does', async () => {
  const { w, xavier } = await withXavier()
  const bruno = await w.as(w.bruno)
  const before = await allOf(w, xavier)
  const answer = await bruno.post(subscriptionsOf(w, xavier), { held: ['requests_sent:0:write'] })
  expect([answer.status, (await answer.text()).includes('Seul le gestionnaire principal')]).toEqual([403, true])
  expect(await (await bruno.get(subscriptionsOf(w, xavier))).text()).not.toContain('<select')
  const many = { id: [String(xavier.id), String(w.chloe.id)], space: 'requests_received', access: 'none' }
  const run = await bruno.post(url(paths.membersSubscriptions, { id: w.mairie }), many)
  const result = await (await bruno.get(run.headers.get('location') ?? '')).text()
  expect(result).toContain('Seul le gestionnaire principal change les abonnements d’un gestionnaire secondaire')
  expect(await allOf(w, xavier)).toEqual(before)
  expect(await heldBy(w, w.chloe, 'requests_received')).toEqual([])
  const alice = await w.as(w.alice)
  expect((await alice.post(subscriptionsOf(w, xavier), { held: ['requests_sent:0:write'] })).status).toBe(303)
  expect(await reach(w, xavier)).toBeNull()
})

test('a secondary manager’s request is Bruno’s to decide, but for the manager’s space, which Alice gives', async () => {
  const { w, xavier } = await withXavier()
  const mine = await membershipId(w, xavier)
  await w.db.deleteFrom('subscription').where('membership_id', '=', mine).execute()
  const asks = (space: Held['space']) =>
    addSubscriptionRequest(w.dbs, xavier, { structureId: w.mairie, spaces: [{ space }] })
  const [plain, power] = [await asks('requests_received'), await asks('manager')]
  const decide = async (person: Person, id: number) =>
    validateSubscriptions(await w.actOf(person), id, { accesses: new Map(), comment: '' })
  expect((await decide(w.bruno, plain)).ok).toBe(true)
  expect(await decide(w.bruno, power)).toEqual({ ok: false, refusal: 'role-beyond-you' })
  expect((await traces(w.dbs)).history).toHaveLength(1)
  const page = await (await w.as(w.bruno)).get(url(paths.subscriptionRequest, { id: power }))
  expect(await page.text()).toContain('Seul le gestionnaire principal de la structure donne l’espace')
  expect((await decide(w.alice, power)).ok).toBe(true)
  expect(await reach(w, xavier)).toMatchObject({ whole: true })
})

test('an own membership takes no subscriptions from its own member', async () => {
  const w = await openWorld()
  const wanted: Held[] = [{ space: 'manager', access: 'write', serviceId: null }]
  for (const person of [w.alice, w.bruno, w.gael, w.chloe]) {
    const set = await setSubscriptions(await w.actOf(person), await membershipId(w, person), wanted)
    expect(set.ok).toBe(false)
  }
})
