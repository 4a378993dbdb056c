import { expect, test } from 'vitest'
import { attachUser } from '../../src/memberships/attaching.ts'
import { changeMember } from '../../src/memberships/changing-member.ts'
import { copyRights, planCopy } from '../../src/memberships/copying-rights.ts'
import type { Grant } from '../../src/memberships/rules.ts'
import { addRequest } from '../people.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'

const attachment = { startsOn: '2026-11-23', endsOn: null, comment: '' }
const whole: Grant = { role: 'simple_user', whole: true, services: [] }
const requestOf = (w: TestWorld, id: number) =>
  w.db.selectFrom('membership_request').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const some = (services: number[]): Grant => ({ role: 'simple_user', whole: false, services })

test('Alice attaches Nadia, who had asked: her request is validated by Alice, with one more line and no more mail', async () => {
  const w = await openWorld()
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.mairie })
  const act = await w.actOf(w.alice)
  const grant: Grant = { ...whole, role: 'secondary_manager' }
  expect((await attachUser(act, w.mairie, { ...attachment, grant, who: { userId: w.nadia.id } })).ok).toBe(true)
  expect(await requestOf(w, id)).toMatchObject({
    state: 'validated',
    role_given: 'secondary_manager',
    decided_by_id: w.alice.id,
    decided_at: act.now.toISOString(),
  })
  const { history, mails } = await traces(w.dbs)
  expect(history).toEqual(['membership.attached', 'membership_request.validated'])
  expect(mails).toHaveLength(1)
})
test('a part of what Nadia asked for leaves her request; all of it by a change answers it', async () => {
  const w = await openWorld()
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.mairie, services: [w.finances, w.marches] })
  const act = await w.actOf(w.alice)
  await attachUser(act, w.mairie, { ...attachment, grant: some([w.finances]), who: { userId: w.nadia.id } })
  expect((await requestOf(w, id)).state).toBe('pending')
  const on = { structureId: w.mairie, userId: w.nadia.id }
  await changeMember(act, on, { ...some([w.finances, w.marches]), endsOn: null, comment: '' })
  expect(await requestOf(w, id)).toMatchObject({ state: 'validated', role_given: 'simple_user' })
  expect((await traces(w.dbs)).history).toEqual([
    'membership.attached',
    'membership.changed',
    'membership_request.validated',
  ])
})
test('a request for the whole is not answered by all services', async () => {
  const w = await openWorld()
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.mairie })
  const grant = some([w.finances, w.marches])
  await attachUser(await w.actOf(w.alice), w.mairie, { ...attachment, grant, who: { userId: w.nadia.id } })
  expect((await requestOf(w, id)).state).toBe('pending')
})
test('Gaël, of one service, answers a request for that service', async () => {
  const w = await openWorld()
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.mairie, services: [w.finances] })
  const act = await w.actOf(w.gael)
  await attachUser(act, w.mairie, { ...attachment, grant: some([w.finances]), who: { userId: w.nadia.id } })
  expect(await requestOf(w, id)).toMatchObject({ state: 'validated', decided_by_id: w.gael.id })
})
test('Chloé’s rights copied to Nadia answer Nadia’s request', async () => {
  const w = await openWorld()
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.mairie, services: [w.finances] })
  const act = await w.actOf(w.alice)
  const plan = await planCopy(act, { from: w.chloe.login, to: w.nadia.login })
  if (!plan.ok) throw new Error(plan.refusal)
  const { fingerprint } = plan.value
  expect((await copyRights(act, { from: w.chloe.login, to: w.nadia.login, fingerprint })).ok).toBe(true)
  expect(await requestOf(w, id)).toMatchObject({ state: 'validated', role_given: 'simple_user' })
  expect((await traces(w.dbs)).mails).toHaveLength(1)
})
test('a request to another structure stays', async () => {
  const w = await openWorld()
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.elsewhere })
  const act = await w.actOf(w.alice)
  await attachUser(act, w.mairie, { ...attachment, grant: whole, who: { userId: w.nadia.id } })
  expect((await requestOf(w, id)).state).toBe('pending')
})
