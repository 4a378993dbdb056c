import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { openWorld, traces } from '../world.ts'
import { addressesOf, heldBy, membershipId, onRequest, requestsOf } from './space.ts'

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

test.each([
  { had: 'read', left: ['read'] },
  { had: null, left: [] },
] as const)(
  'Bruno, who held $had, closes and opens again: it is asked for him and Alice decides',
  async ({ had, left }) => {
    const w = await openWorld()
    w.dbs.sqlite.exec(limit(await membershipId(w, w.bruno), had))
    expect(await heldBy(w, w.bruno, 'invoices_received')).toEqual(left)
    const bruno = await w.as(w.bruno)
    const { opening, closing, list } = addressesOf(w, 'invoices_received')
    await bruno.post(closing)
    expect(await (await bruno.get(opening)).text()).toContain('il est demandé pour vous')
    const before = (await traces(w.dbs)).mails.length
    const answer = await bruno.post(opening, { scope: 'whole', who: 'none' })
    const [notice = ''] = answer.headers.getSetCookie()
    const next = await bruno.get(list, { cookie: `${bruno.cookie}; ${notice.split(';')[0] ?? ''}` })
    expect(await next.text()).toMatch(/Demandes d’abonnement émises\s: 1/)
    expect(await heldBy(w, w.bruno, 'invoices_received')).toEqual([])
    const [request] = await requestsOf(w, w.bruno)
    expect(request).toMatchObject({
      state: 'pending',
      origin: 'structure',
      spaces: [['invoices_received', 'write', null]],
    })
    const { history, mails } = await traces(w.dbs)
    expect(history.slice(-2)).toEqual(['space.opened', 'subscription_request.sent'])
    expect(mails.slice(before)).toContain(`subscription-request-arrived → ${w.alice.login}`)
    // Not his to decide; and opening again while it waits makes no second one.
    const decision = url(paths.subscriptionRequestApproval, { id: request?.id ?? 0 })
    expect((await bruno.post(decision)).status).toBe(403)
    await bruno.post(closing)
    await bruno.post(opening, { scope: 'whole', who: 'none' })
    const waiting = (await requestsOf(w, w.bruno)).filter(({ state }) => state === 'pending')
    expect(waiting).toHaveLength(1)
    const alice = await w.as(w.alice)
    const again = url(paths.subscriptionRequestApproval, { id: waiting[0]?.id ?? 0 })
    expect((await alice.post(again)).status).toBe(303)
    // Nothing ticked: she limits it to Consultation.
    expect(await heldBy(w, w.bruno, 'invoices_received')).toEqual(['read'])
  },
)

test('Alice, primary manager, has what she opens at once; a space that is no role’s own is nobody’s by opening', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const { opening, closing } = addressesOf(w, 'invoices_received')
  await alice.post(closing)
  expect(await (await alice.get(opening)).text()).toContain('vous l’avez dès l’ouverture')
  await alice.post(opening, { scope: 'whole', who: 'none' })
  expect(await heldBy(w, w.alice, 'invoices_received')).toEqual(['write'])
  await onRequest(w, 'invoices_received')
  const bruno = await w.as(w.bruno)
  await bruno.post(closing)
  await bruno.post(opening, { scope: 'whole', who: 'none' })
  expect([await heldBy(w, w.bruno, 'invoices_received'), await requestsOf(w, w.bruno)]).toEqual([[], []])
})

test('who opens a space for a service is asked for there alone, and where they manage', async () => {
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
  expect(await requestsOf(w, w.bruno)).toMatchObject([
    { state: 'pending', whole: 0, spaces: [['requests_received', 'write', w.finances]], services: [w.finances] },
  ])
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
