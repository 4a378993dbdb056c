import { expect, test } from 'vitest'
import { openWorld, traces } from '../world.ts'
import { addressesOf, heldBy, membershipId } from './space.ts'

const limit = (person: number, access: 'read' | null) =>
  access === null
    ? `delete from subscription where membership_id = ${person} and space in ('invoices_received', 'requests_received')`
    : `update subscription set access = '${access}' where membership_id = ${person} and space in ('invoices_received', 'requests_received')`

test.each([
  { access: 'read', left: ['read'] },
  { access: null, left: [] },
] as const)('Bruno, limited to $access, gets nothing back by opening what is open', async ({ access, left }) => {
  const w = await openWorld()
  w.dbs.sqlite.exec(limit(await membershipId(w, w.bruno), access))
  const bruno = await w.as(w.bruno)
  for (const space of ['invoices_received', 'requests_received'] as const) {
    expect((await bruno.post(addressesOf(w, space).opening, { scope: 'whole', who: 'none' })).status).toBe(303)
    expect(await heldBy(w, w.bruno, space)).toEqual(left)
  }
  expect((await traces(w.dbs)).history).toEqual([])
})

test('Bruno, who may not write there, gets nothing more by narrowing a space nor by widening it again', async () => {
  const w = await openWorld()
  w.dbs.sqlite.exec(limit(await membershipId(w, w.bruno), 'read'))
  const bruno = await w.as(w.bruno)
  const { opening } = addressesOf(w, 'invoices_received')
  await bruno.post(opening, { scope: 'services', services: String(w.marches), who: 'none' })
  expect(await heldBy(w, w.bruno, 'invoices_received')).toEqual(['read:MAR'])
  await bruno.post(opening, { scope: 'whole', who: 'none' })
  expect(await heldBy(w, w.bruno, 'invoices_received')).toEqual(['read:MAR'])
})

test('who opens a space for a service has it there alone, and where they manage', async () => {
  const w = await openWorld()
  const bruno = await membershipId(w, w.bruno)
  w.dbs.sqlite.exec(
    `update subscription set service_id = ${w.finances} where membership_id = ${bruno} and space = 'manager'`,
  )
  const { opening, closing } = addressesOf(w, 'requests_received')
  const alice = await w.as(w.alice)
  await alice.post(closing)
  await alice.post(opening, { scope: 'services', services: String(w.marches), who: 'none' })
  const visitor = await w.as(w.bruno)
  const twice = [String(w.finances), String(w.finances)]
  expect((await visitor.post(opening, { scope: 'services', services: twice, who: 'none' })).status).toBe(303)
  expect(await heldBy(w, w.bruno, 'requests_received')).toEqual(['write:FIN'])
  expect(await heldBy(w, w.alice, 'requests_received')).toEqual(['write:MAR'])
})

test('the platform support that is a simple member gets nothing by opening', async () => {
  const w = await openWorld()
  await w.db.updateTable('user').set({ is_operator: 1 }).where('id', '=', w.chloe.id).execute()
  const chloe = await w.as(w.chloe)
  const { opening, closing } = addressesOf(w, 'invoices_received')
  await (await w.as(w.alice)).post(closing)
  expect((await chloe.post(opening, { scope: 'whole', who: 'none' })).status).toBe(303)
  expect(await heldBy(w, w.chloe, 'invoices_received')).toEqual([])
})

test('a service sent twice is one', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const { opening, closing } = addressesOf(w, 'invoices_received')
  await alice.post(closing)
  const services = [String(w.finances), String(w.finances)]
  expect((await alice.post(opening, { scope: 'services', services, who: 'all' })).status).toBe(303)
  expect(await heldBy(w, w.alice, 'invoices_received')).toEqual(['write:FIN'])
})
