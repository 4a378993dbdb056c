import { expect, test } from 'vitest'
import { remindManagers, sendDailySummaries } from '../../src/memberships/reminding.ts'
import { addPerson, addRequest } from '../people.ts'
import { plansOf } from '../query-plans.ts'
import { addSubscriptionRequest } from '../subscription-requests.ts'
import { openWorld, type TestWorld } from '../world.ts'

const at = (day: string) => new Date(`${day}T07:00:00Z`)
const run = (w: TestWorld, day: string) => ({ db: w.db, actor: null, now: at(day) })
const mails = async (w: TestWorld) =>
  (await w.db.selectFrom('mail').select(['kind', 'to_address', 'data']).orderBy('id').execute()).map((mail) => {
    const data = JSON.parse(mail.data) as {
      total: number
      subscriptions: number
      rows: { requester: string; kind: string }[]
    }
    return [
      mail.kind,
      mail.to_address,
      data.total,
      data.subscriptions,
      data.rows.map(({ requester, kind }) => `${kind} ${requester}`),
    ]
  })

async function open() {
  const w = await openWorld()
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  await addRequest(w.dbs, jeanne, { structureId: w.mairie, at: at('2026-11-11') })
  await addSubscriptionRequest(w.dbs, w.chloe, { structureId: w.mairie, at: at('2026-11-10') })
  await addSubscriptionRequest(w.dbs, w.chloe, {
    structureId: w.mairie,
    spaces: [{ space: 'requests_sent' }],
    at: at('2026-11-21'),
  })
  return w
}
const chooseDaily = (w: TestWorld, id: number) =>
  w.db.updateTable('user').set({ manager_mails: 'daily' }).where('id', '=', id).execute()

test('the daily summary tells both kinds in one mail, the oldest first', async () => {
  const w = await open()
  await chooseDaily(w, w.bruno.id)
  await sendDailySummaries(run(w, '2026-11-23'))
  await sendDailySummaries(run(w, '2026-11-23'))
  expect(await mails(w)).toEqual([
    [
      'requests-summary',
      w.bruno.login,
      3,
      2,
      ['subscription Chloé Bernard', 'membership Jeanne Petit', 'subscription Chloé Bernard'],
    ],
  ])
})
test('what is older than a week is told once more, both kinds in one mail, and never again', async () => {
  const w = await open()
  await remindManagers(run(w, '2026-11-23'))
  await remindManagers(run(w, '2026-11-24'))
  const rows = ['subscription Chloé Bernard', 'membership Jeanne Petit']
  expect(await mails(w)).toEqual([
    ['requests-reminder', w.alice.login, 2, 1, rows],
    ['requests-reminder', w.bruno.login, 2, 1, rows],
  ])
  await remindManagers(run(w, '2026-11-28'))
  expect((await mails(w)).slice(2).map(([, to, total, subscriptions]) => [to, total, subscriptions])).toEqual([
    [w.alice.login, 1, 1],
    [w.bruno.login, 1, 1],
  ])
})
test('Gaël is told of what reaches his service alone, and nobody of their own request', async () => {
  const w = await openWorld()
  await addSubscriptionRequest(w.dbs, w.chloe, { structureId: w.mairie, reached: [w.finances], at: at('2026-11-10') })
  await addSubscriptionRequest(w.dbs, w.bruno, { structureId: w.mairie, at: at('2026-11-10') })
  await remindManagers(run(w, '2026-11-23'))
  expect((await mails(w)).map(([, to, total]) => [to, total])).toEqual([
    [w.alice.login, 2],
    [w.bruno.login, 1],
    [w.gael.login, 1],
  ])
})
test('who lost the manager’s space is told nothing, whatever their role is called', async () => {
  const w = await open()
  await w.db
    .deleteFrom('subscription')
    .where('space', '=', 'manager')
    .where('membership_id', 'in', (eb) => eb.selectFrom('membership').select('id').where('user_id', '=', w.bruno.id))
    .execute()
  await remindManagers(run(w, '2026-11-23'))
  expect((await mails(w)).map(([, to]) => to)).toEqual([w.alice.login])
})
test('the managers to remind come from their subscriptions, not from all the members', async () => {
  const w = await open()
  const plans = await plansOf(w, await w.actOf(w.alice), (act) =>
    expect(remindManagers({ ...act, actor: null, now: at('2026-11-23') })).rejects.toThrow('readonly'),
  )
  const steps = plans.flatMap(({ plan }) => plan)
  expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([])
  expect(steps).toContain('SEARCH manages USING COVERING INDEX subscription_of_structure (structure_id=? AND space=?)')
  expect(steps).toContain('SEARCH subscription_request USING INDEX subscription_request_waiting (created_at<?)')
})
