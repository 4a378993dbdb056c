import { expect, test } from 'vitest'
import { remindManagers, sendDailySummaries } from '../../src/memberships/reminding.ts'
import { plansOf } from '../query-plans.ts'
import { addPerson, addRequest } from '../people.ts'
import { openWorld, type TestWorld } from '../world.ts'

const at = (day: string) => new Date(`${day}T07:00:00Z`)
const run = (w: TestWorld, day: string) => ({ db: w.db, actor: null, now: at(day) })
const mails = async (w: TestWorld) =>
  (await w.db.selectFrom('mail').select(['kind', 'to_address', 'data']).orderBy('id').execute()).map((mail) => ({
    kind: mail.kind,
    to: mail.to_address,
    ...(JSON.parse(mail.data) as { total: number; rows: { requester: string }[] }),
  }))

async function open() {
  const w = await openWorld()
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  const karim = await addPerson(w.dbs, { first: 'Karim', last: 'Benali' })
  await addRequest(w.dbs, jeanne, { structureId: w.mairie, at: at('2026-11-10') })
  await addRequest(w.dbs, karim, { structureId: w.mairie, at: at('2026-11-20') })
  return w
}
const chooseDaily = (w: TestWorld, id: number) =>
  w.db.updateTable('user').set({ manager_mails: 'daily' }).where('id', '=', id).execute()

test('Bruno, who chose a daily summary, gets one mail a day with all that waits; Alice, who did not, none', async () => {
  const w = await open()
  await chooseDaily(w, w.bruno.id)
  await sendDailySummaries(run(w, '2026-11-23'))
  await sendDailySummaries(run(w, '2026-11-23'))
  expect(await mails(w)).toMatchObject([
    {
      kind: 'requests-summary',
      to: w.bruno.login,
      total: 2,
      rows: [{ requester: 'Jeanne Petit' }, { requester: 'Karim Benali' }],
    },
  ])
  await sendDailySummaries(run(w, '2026-11-24'))
  expect(await mails(w)).toHaveLength(2)
})
test('nothing waits, no summary; a simple user, a manager elsewhere or one of services that nobody asks for gets none', async () => {
  const w = await open()
  for (const person of [w.chloe, w.farid, w.gael]) await chooseDaily(w, person.id)
  await sendDailySummaries(run(w, '2026-11-23'))
  expect(await mails(w)).toEqual([])
})
test('Gaël, manager of the finance service alone, is told of what he may decide: requests for that service and no more', async () => {
  const w = await open()
  const ask = async (first: string, services: number[]) => {
    const person = await addPerson(w.dbs, { first, last: 'Roux' })
    await addRequest(w.dbs, person, { structureId: w.mairie, services, at: at('2026-11-12') })
  }
  await ask('Lina', [w.finances])
  await ask('Marc', [w.finances, w.marches])
  await ask('Omar', [w.marches])
  await chooseDaily(w, w.gael.id)
  await sendDailySummaries(run(w, '2026-11-23'))
  await remindManagers(run(w, '2026-11-23'))
  const told = (await mails(w)).filter(({ to }) => to === w.gael.login)
  expect(told.map(({ kind, total, rows }) => [kind, total, rows.map(({ requester }) => requester)])).toEqual([
    ['requests-summary', 1, ['Lina Roux']],
    ['requests-reminder', 1, ['Lina Roux']],
  ])
  // Those of the whole structure are told of all that is old: Jeanne's too.
  expect((await mails(w)).find(({ to }) => to === w.alice.login)?.total).toBe(4)
})
test('nobody is told of their own request', async () => {
  const w = await openWorld()
  await addRequest(w.dbs, w.gael, { structureId: w.mairie, services: [w.marches], at: at('2026-11-10') })
  await addRequest(w.dbs, w.bruno, { structureId: w.mairie, at: at('2026-11-10') })
  await remindManagers(run(w, '2026-11-23'))
  expect((await mails(w)).map(({ to, total }) => [to, total])).toEqual([
    [w.alice.login, 2],
    [w.bruno.login, 1],
  ])
})
test('both jobs find whom to tell, and of what, by indexes', async () => {
  const w = await open()
  await chooseDaily(w, w.bruno.id)
  const act = await w.actOf(w.bruno)
  // The connection of the plans only reads: what a job would write is refused there, after all that it reads.
  const reading = (job: typeof sendDailySummaries) =>
    plansOf(w, act, (act) => expect(job({ ...act, actor: null, now: at('2026-11-23') })).rejects.toThrow('readonly'))
  const plans = [...(await reading(sendDailySummaries)), ...(await reading(remindManagers))]
  const steps = plans.flatMap(({ plan }) => plan)
  expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([])
  expect(steps).toContain('SEARCH user USING INDEX user_told_daily (manager_mails=?)')
  expect(steps).toContain('SEARCH membership_request USING INDEX membership_request_waiting (created_at<?)')
  expect(steps.filter((step) => step.includes('SEARCH request USING'))).not.toEqual([])
})
test('a request older than a week is told once more to its managers, and never again', async () => {
  const w = await open()
  await remindManagers(run(w, '2026-11-23'))
  const told = await mails(w)
  expect(told.map(({ kind, to, total }) => [kind, to, total])).toEqual([
    ['requests-reminder', w.alice.login, 1],
    ['requests-reminder', w.bruno.login, 1],
  ])
  expect(told[0]?.rows.map(({ requester }) => requester)).toEqual(['Jeanne Petit'])
  await remindManagers(run(w, '2026-11-23'))
  await remindManagers(run(w, '2026-11-24'))
  expect(await mails(w)).toHaveLength(2)
  // Karim's is a week old four days later.
  await remindManagers(run(w, '2026-11-27'))
  expect((await mails(w)).slice(2).map(({ rows }) => rows.map(({ requester }) => requester))).toEqual([
    ['Karim Benali'],
    ['Karim Benali'],
  ])
})
test('a manager whose account is deactivated or whose membership has ended is not mailed', async () => {
  const w = await open()
  await w.db.updateTable('membership').set({ ends_on: '2026-11-22' }).where('user_id', '=', w.bruno.id).execute()
  await remindManagers(run(w, '2026-11-23'))
  expect((await mails(w)).map(({ to }) => to)).toEqual([w.alice.login])
})
