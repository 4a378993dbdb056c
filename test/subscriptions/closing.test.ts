import { expect, test } from 'vitest'
import { insertSubscriptions } from '../../src/subscriptions/giving.ts'
import { makeRequest } from '../../src/subscriptions/requesting.ts'
import { findMember } from '../../src/subscriptions/queries.ts'
import { readActor } from '../../src/auth/sessions.ts'
import type { Held } from '../../src/subscriptions/rules.ts'
import { holdsSpace } from '../../src/values/reach.ts'
import type { Person } from '../moment.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'
import { addressesOf, heldBy, openedFor, requestsOf, takeAway } from './space.ts'

async function ask(w: TestWorld, person: Person, spaces: Held[]) {
  const act = await w.actOf(person)
  const member = await findMember(act, { userId: person.id, structureId: w.mairie })
  if (!member) throw new Error('No member')
  return makeRequest(act, member, { spaces, comment: '', correctsId: null, origin: 'member' })
}
const all = (space: Held['space']): Held => ({ space, access: 'write', serviceId: null })

test.each([{}, htmx])('Alice is told what will end, and closes the space', async (as) => {
  const w = await openWorld()
  await takeAway(w, w.chloe, 'invoices_issued')
  await ask(w, w.chloe, [all('invoices_issued')])
  const alice = await w.as(w.alice)
  const { closing, list } = addressesOf(w, 'invoices_issued')
  const confirm = await (await alice.get(closing, as)).text()
  expect(confirm).toContain('3 membres perdront leur abonnement')
  expect(confirm).toContain('1 demande en attente')
  const fields = { once: 'once-once-once-once' }
  const [first, again] = [await alice.post(closing, fields, as), await alice.post(closing, fields, as)]
  expect([first.status, again.status]).toEqual(as === htmx ? [200, 200] : [303, 303])
  if (as === htmx) expect(await first.text()).toContain('id="structure-spaces-panel"')
  else expect(first.headers.get('location')).toBe(list)
  expect(await openedFor(w, 'invoices_issued')).toEqual([])
  for (const person of [w.alice, w.bruno, w.gael]) expect(await heldBy(w, person, 'invoices_issued')).toEqual([])
  expect(await requestsOf(w, w.chloe)).toMatchObject([{ state: 'withdrawn' }])
  expect(await traces(w.dbs)).toEqual({
    history: [
      'subscription_request.sent',
      'space.closed',
      'subscription.disabled',
      'subscription.disabled',
      'subscription.disabled',
      'subscription_request.withdrawn',
    ],
    mails: [w.alice, w.bruno, w.gael, w.chloe].map(({ login }) => `space-closed → ${login}`),
  })
  const detail = await w.db
    .selectFrom('history_detail')
    .innerJoin('history', 'history.id', 'history_id')
    .select('content')
    .where('action', '=', 'subscription.disabled')
    .executeTakeFirstOrThrow()
  expect(JSON.parse(detail.content ?? '')).toMatchObject({
    personName: 'Alice Martin',
    before: { spaces: ['invoices_issued:write'] },
  })
})

test('rights follow at the next request', async () => {
  const w = await openWorld()
  const actor = async () => {
    const user = await w.db.selectFrom('user').selectAll().where('id', '=', w.bruno.id).executeTakeFirstOrThrow()
    return readActor(w.db, user, w.clock.now)
  }
  expect(holdsSpace(await actor(), 'requests_received')).toBe(true)
  await (await w.as(w.alice)).post(addressesOf(w, 'requests_received').closing)
  expect(holdsSpace(await actor(), 'requests_received')).toBe(false)
})

test('a request that asks for more waits on for the rest, and reaches only that', async () => {
  const w = await openWorld()
  await takeAway(w, w.bruno, 'invoices_issued')
  await takeAway(w, w.bruno, 'invoices_received')
  const { id } = await ask(w, w.bruno, [
    all('invoices_issued'),
    { space: 'invoices_received', access: 'read', serviceId: w.finances },
  ])
  expect(await requestsOf(w, w.bruno)).toMatchObject([{ whole: 1, services: [w.finances] }])
  await (await w.as(w.alice)).post(addressesOf(w, 'invoices_issued').closing)
  expect(await requestsOf(w, w.bruno)).toMatchObject([
    { id, state: 'pending', whole: 0, spaces: [['invoices_received', 'read', w.finances]], services: [w.finances] },
  ])
  const found = await w.db.selectFrom('subscription_request_search').select('rowid').where('rowid', '=', id).execute()
  expect(found).toHaveLength(1)
})

test('closing twice is refused: it is closed already', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const { closing } = addressesOf(w, 'invoices_issued')
  expect((await alice.post(closing)).status).toBe(303)
  const again = await alice.post(closing)
  expect([again.status, (await again.text()).includes('déjà fermé')]).toEqual([409, true])
})

test('Bruno, who loses a subscription and a request to one closing, has one mail that says both', async () => {
  const w = await openWorld()
  await takeAway(w, w.bruno, 'invoices_issued')
  await ask(w, w.bruno, [all('invoices_issued')])
  const member = await findMember(await w.actOf(w.bruno), { userId: w.bruno.id, structureId: w.mairie })
  if (!member) throw new Error('No member')
  await insertSubscriptions(await w.actOf(w.bruno), member, [
    { space: 'invoices_issued', access: 'write', serviceId: w.finances },
  ])
  const alice = await w.as(w.alice)
  const { opening, closing } = addressesOf(w, 'invoices_issued')
  // Narrowed to the service that he holds it for: only the request for the whole is taken back.
  await alice.post(opening, { scope: 'services', services: String(w.finances), who: 'none' })
  w.clock.now = new Date(w.clock.now.getTime() + 60_000)
  await alice.post(closing)
  const mails = await w.db
    .selectFrom('mail')
    .select(['data', 'language', 'to_address'])
    .where('user_id', '=', w.bruno.id)
    .where('kind', '=', 'space-closed')
    .orderBy('id')
    .execute()
  expect(mails.map(({ data }) => JSON.parse(data) as unknown)).toMatchObject([
    { space: 'invoices_issued', open: ['Finances'], subscription: false, request: true },
    { space: 'invoices_issued', open: [], subscription: true, request: false },
  ])
})
