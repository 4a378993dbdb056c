import { expect, test } from 'vitest'
import { refuseSubscriptions, validateSubscriptions } from '../../src/subscriptions/deciding.ts'
import { addMember } from '../people.ts'
import { addSubscriptionRequest, heldBy, openSubscriptionRequest, subscriptionState } from '../subscription-requests.ts'
import { traces } from '../world.ts'

const asAsked = { accesses: new Map(), comment: '' }

test('strangers and simple users find no request, whatever they send', async () => {
  const { w, jeanne, page, approval, refusal } = await openSubscriptionRequest()
  for (const person of [w.farid, w.chloe, w.nadia, w.emma, jeanne]) {
    const visitor = await w.as(person)
    expect((await visitor.get(page)).status).toBe(404)
    expect((await visitor.get(refusal)).status).toBe(404)
    expect((await visitor.post(approval, {})).status).toBe(404)
    expect((await visitor.post(refusal, { reason: 'x' })).status).toBe(404)
  }
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test('Bruno does not decide his own request', async () => {
  const { w } = await openSubscriptionRequest()
  const id = await addSubscriptionRequest(w.dbs, w.bruno, { structureId: w.mairie })
  const act = await w.actOf(w.bruno)
  expect(await validateSubscriptions(act, id, asAsked)).toEqual({ ok: false, refusal: 'own-request' })
  expect(await refuseSubscriptions(act, id, { reason: 'x' })).toEqual({ ok: false, refusal: 'own-request' })
})
test('Gaël decides what is asked for his service alone, and sees no more than that', async () => {
  const { w, id, membershipId } = await openSubscriptionRequest({ services: ['finances'] })
  const act = await w.actOf(w.gael)
  expect((await validateSubscriptions(act, id, asAsked)).ok).toBe(true)
  expect(await heldBy(w, membershipId)).toEqual(['invoices_issued:write', 'requests_received:write'])
  const whole = await addSubscriptionRequest(w.dbs, w.chloe, { structureId: w.mairie })
  expect(await validateSubscriptions(act, whole, asAsked)).toEqual({ ok: false, refusal: 'not-found' })
})
test('a request that reaches another service too is seen by Gaël, and decided by a manager of the whole', async () => {
  const { w, id, page, approval } = await openSubscriptionRequest({ services: ['finances', 'marches'] })
  const gael = await w.as(w.gael)
  const html = await (await gael.get(page)).text()
  expect(html).toContain('Cette demande dépasse les services que vous gérez.')
  expect(html).not.toContain('<button class="main">')
  expect((await gael.post(approval, {})).status).toBe(403)
  expect((await subscriptionState(w, id)).state).toBe('pending')
})
test('what reaches as far as the membership is not Gaël’s to give once the membership was widened', async () => {
  const { w, id, membershipId } = await openSubscriptionRequest({ services: ['finances'] })
  await w.db
    .insertInto('membership_service')
    .values({ membership_id: membershipId, service_id: w.marches, structure_id: w.mairie })
    .execute()
  const act = await w.actOf(w.gael)
  expect(await validateSubscriptions(act, id, asAsked)).toEqual({ ok: false, refusal: 'beyond-your-services' })
  expect((await validateSubscriptions(await w.actOf(w.bruno), id, asAsked)).ok).toBe(true)
})
test('Gaël gives nobody the power of a manager', async () => {
  const { w } = await openSubscriptionRequest()
  const membershipId = await addMember(w.dbs, w.nadia, {
    structureId: w.mairie,
    role: 'secondary_manager',
    services: [w.finances],
  })
  await w.db.deleteFrom('subscription').where('membership_id', '=', membershipId).execute()
  const spaces = [{ space: 'manager' as const }]
  const id = await addSubscriptionRequest(w.dbs, w.nadia, { structureId: w.mairie, spaces, reached: [w.finances] })
  expect(await validateSubscriptions(await w.actOf(w.gael), id, asAsked)).toEqual({
    ok: false,
    refusal: 'beyond-your-services',
  })
  // Of no use without writing: it is not limited, even where its box is not ticked.
  const read = { accesses: new Map([[2, 'read' as const]]), comment: '' }
  expect((await validateSubscriptions(await w.actOf(w.alice), id, read)).ok).toBe(true)
  expect(await heldBy(w, membershipId)).toEqual(['manager:write'])
})
test('a space that was closed meanwhile is not given; the page says which, and refusing stays possible', async () => {
  const { w, page, approval, refusal } = await openSubscriptionRequest()
  await w.db
    .deleteFrom('structure_space')
    .where('structure_id', '=', w.mairie)
    .where('space', '=', 'requests_received')
    .execute()
  const alice = await w.as(w.alice)
  const html = await (await alice.get(page)).text()
  expect(html).toMatch(/Sollicitations reçues<small>⚠ Ne peut pas être ouvert/)
  expect(html).not.toMatch(/Factures émises<small>⚠/)
  expect([html.includes('<button class="main">'), html.includes('Refuser')]).toEqual([false, true])
  const answer = await alice.post(approval, {})
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('n’est plus ouvert')])
  expect((await alice.post(refusal, { reason: 'Espace fermé' })).status).toBe(303)
})
test('a service that was closed, or that the member left, is not given', async () => {
  const { w, jeanne } = await openSubscriptionRequest({ services: ['finances'] })
  await w.db.updateTable('subscription_request').set({ state: 'withdrawn', decided_at: 'x' }).execute()
  const alice = await w.actOf(w.alice)
  const ask = (service: number, reached: number) =>
    addSubscriptionRequest(w.dbs, jeanne, {
      structureId: w.mairie,
      spaces: [{ space: 'invoices_issued', service }],
      reached: [reached],
    })
  const left = await ask(w.marches, w.marches)
  expect(await validateSubscriptions(alice, left, asAsked)).toEqual({ ok: false, refusal: 'service-not-held' })
  const closed = await ask(w.archives, w.archives)
  expect(await validateSubscriptions(alice, closed, asAsked)).toEqual({ ok: false, refusal: 'space-closed' })
})
test('a role that never has the space, an account that is gone, a structure that is inactive, a membership that has ended', async () => {
  const { w, jeanne, id, membershipId } = await openSubscriptionRequest()
  const alice = await w.actOf(w.alice)
  const refusal = async (request: number) => {
    const result = await validateSubscriptions(alice, request, asAsked)
    return result.ok ? 'validated' : result.refusal
  }
  const never = await addSubscriptionRequest(w.dbs, jeanne, { structureId: w.mairie, spaces: [{ space: 'manager' }] })
  expect(await refusal(never)).toBe('never-for-role')
  await w.db.updateTable('membership').set({ ends_on: '2026-11-22' }).where('id', '=', membershipId).execute()
  expect(await refusal(id)).toBe('not-a-member')
  await w.db.updateTable('membership').set({ ends_on: null }).where('id', '=', membershipId).execute()
  await w.db
    .updateTable('user')
    .set({ state: 'deactivated', deactivated_at: 'x' })
    .where('id', '=', jeanne.id)
    .execute()
  expect(await refusal(id)).toBe('requester-inactive')
  await w.db.updateTable('user').set({ state: 'active' }).where('id', '=', jeanne.id).execute()
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.mairie).execute()
  expect(await refusal(id)).toBe('structure-inactive')
  expect((await refuseSubscriptions(alice, id, { reason: 'Structure inactive' })).ok).toBe(true)
  expect(await heldBy(w, membershipId)).toEqual([])
})
