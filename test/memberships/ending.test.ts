import { expect, test } from 'vitest'
import { endDueMemberships } from '../../src/memberships/ending.ts'
import { plansOf } from '../query-plans.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'
import { membershipOf } from './request.ts'

const endsOn = (w: TestWorld, userId: number, ends_on: string) =>
  w.db.updateTable('membership').set({ ends_on }).where('user_id', '=', userId).execute()
const job = (w: TestWorld, at = '2026-11-23T00:05:00+01:00') =>
  endDueMemberships({ db: w.db, actor: null, now: new Date(at) })

test('memberships end after their last day: subscriptions with them, two lines, one mail, by nobody', async () => {
  const w = await openWorld()
  await endsOn(w, w.chloe.id, '2026-11-22')
  await endsOn(w, w.bruno.id, '2026-11-23')
  expect(await job(w)).toBe(1)
  expect(await membershipOf(w, w.chloe.id)).toBeUndefined()
  expect(await membershipOf(w, w.bruno.id)).toBeDefined()
  expect(await traces(w.dbs)).toEqual({
    history: ['subscription.disabled', 'membership.ended'],
    mails: [`membership-removed → ${w.chloe.login}`],
  })
  const actors = await w.db.selectFrom('history').select('actor_id').distinct().execute()
  expect(actors).toEqual([{ actor_id: null }])
})
test('run again it ends nothing more', async () => {
  const w = await openWorld()
  await endsOn(w, w.chloe.id, '2026-11-22')
  expect([await job(w), await job(w)]).toEqual([1, 0])
  expect((await traces(w.dbs)).mails).toHaveLength(1)
})
test('the last day is one of Paris', async () => {
  const w = await openWorld()
  await endsOn(w, w.chloe.id, '2026-11-23')
  expect(await job(w, '2026-11-23T22:59:00Z')).toBe(0)
  expect(await job(w, '2026-11-23T23:01:00Z')).toBe(1)
})
test('one that fails leaves the others alone, is told, and is tried again', async () => {
  const w = await openWorld()
  await endsOn(w, w.bruno.id, '2026-11-20')
  await endsOn(w, w.chloe.id, '2026-11-20')
  w.dbs.sqlite.exec(
    `create trigger broken before delete on membership when old.user_id = ${w.bruno.id} begin select raise(abort, 'broken'); end`,
  )
  await expect(job(w)).rejects.toThrow('1 memberships could not be ended')
  expect([await membershipOf(w, w.chloe.id), (await membershipOf(w, w.bruno.id))?.role]).toEqual([
    undefined,
    'secondary_manager',
  ])
  w.dbs.sqlite.exec('drop trigger broken')
  expect(await job(w)).toBe(1)
})
test('looking for them reads an index, however many members there are', async () => {
  const w = await openWorld()
  const act = { ...(await w.actOf(w.alice)), now: new Date('2026-11-23T00:05:00Z') }
  const [due] = await plansOf(w, act, (act) => endDueMemberships(act))
  expect(due?.plan.join('\n')).toContain('membership_ending')
})
