import fc from 'fast-check'
import { expect, test } from 'vitest'
import { warnOfExpiringSecrets } from '../../src/memberships/technical-expiry.ts'
import { createTechnicalUser } from '../../src/memberships/technical-creating.ts'
import { resetTechnicalSecret } from '../../src/memberships/technical-resetting.ts'
import { dueWarning, type Warning, WARNINGS } from '../../src/memberships/technical-rules.ts'
import { addPerson, addStructure } from '../people.ts'
import { plansOf } from '../query-plans.ts'
import { openWorld, type TestWorld } from '../world.ts'

const DAY = 86_400_000

async function opened() {
  const w = await openWorld()
  const act = await w.actOf(w.alice)
  await createTechnicalUser(act, w.mairie, 'api@editeur.test')
  const end = w.clock.now.getTime() + 424 * DAY
  /** The job as it runs so many days before the end. */
  const run = (daysBefore: number) =>
    warnOfExpiringSecrets({ db: w.db, actor: null, now: new Date(end - daysBefore * DAY) })
  return { w, act, end, run, warnings: () => warningsOf(w) }
}

async function warningsOf(w: TestWorld) {
  const mails = await w.db
    .selectFrom('mail')
    .select(['to_address', 'data', 'event_key'])
    .where('kind', '=', 'technical-secret-expiring')
    .orderBy('id')
    .execute()
  return mails.map(({ to_address, data, event_key }) => {
    const [, days] = /\/(\d+)\/\d+$/.exec(event_key) ?? []
    return { to: to_address, days: Number(days), hasExpired: (JSON.parse(data) as { hasExpired: boolean }).hasExpired }
  })
}

test('the primary manager is told 60, 30 and 7 days before, and when it has expired: each once', async () => {
  const { w, run, warnings } = await opened()
  for (let before = 70; before >= -10; before--) await run(before)
  const told = await warnings()
  expect(told.map(({ days }) => days)).toEqual([60, 30, 7, 0])
  expect(told.map(({ hasExpired }) => hasExpired)).toEqual([false, false, false, true])
  expect(new Set(told.map(({ to }) => to))).toEqual(new Set([w.alice.login]))
})

test('the days are those of France: the warning goes on the day, whatever the hour', async () => {
  const { run, warnings } = await opened()
  await run(61)
  expect(await warnings()).toEqual([])
  await run(60.1)
  expect(await warnings()).toHaveLength(1)
})

test.each([
  [40, [60]],
  [20, [30]],
  [3, [7]],
  [-5, [0]],
])('a server that was off until %i days before sends the most urgent one alone', async (before, days) => {
  const { run, warnings } = await opened()
  await run(before)
  await run(before)
  expect((await warnings()).map((one) => one.days)).toEqual(days)
})

test('a new secret is warned of anew, the replaced one no more', async () => {
  const { w, act, end, run, warnings } = await opened()
  await run(7)
  await resetTechnicalSecret({ ...act, now: new Date(end - 5 * DAY) }, w.mairie, '24')
  for (const before of [5, 0, -1]) await run(before)
  expect((await warnings()).map(({ days }) => days)).toEqual([7])
  await run(-(424 - 5 - 60))
  expect((await warnings()).map(({ days }) => days)).toEqual([7, 60])
})

test('an inactive structure and a primary manager who has left are told nothing', async () => {
  const { w, run, warnings } = await opened()
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.mairie).execute()
  await run(7)
  await w.db.updateTable('structure').set({ state: 'active' }).where('id', '=', w.mairie).execute()
  await w.db.updateTable('user').set({ state: 'deactivated' }).where('id', '=', w.alice.id).execute()
  await run(7)
  expect(await warnings()).toEqual([])
})

test('every structure has its own, and the secrets to look at come from an index', async () => {
  const { w, run, warnings } = await opened()
  for (let n = 0; n < 5; n++) {
    const person = await addPerson(w.dbs, { first: `Prénom${n}`, last: `Gérant${n}` })
    const structure = { name: `Firme ${n}`, identifier: `1000000000000${n}`, kind: 'private', primary: person } as const
    const id = await addStructure(w.dbs, structure)
    expect((await createTechnicalUser(await w.actOf(person), id, `api${n}@firme.test`)).ok).toBe(true)
  }
  await run(30)
  expect((await warnings()).map(({ days }) => days)).toEqual(Array<number>(6).fill(30))
  const plans = await plansOf(w, await w.actOf(w.alice), warnOfExpiringSecrets)
  expect(plans[0]?.plan.join('\n')).toMatch(
    /^SEARCH technical_secret USING INDEX technical_secret_expiry \(expires_at<\?\)$/,
  )
})

test('over any days on which the job ran: never twice the same, never less urgent than before, and never a stale one', () => {
  const expiresAt = '2028-01-21T09:00:00.000Z'
  const days = fc.uniqueArray(fc.integer({ min: -30, max: 100 }), { maxLength: 40 })
  fc.assert(
    fc.property(days, (ran) => {
      let warned: Warning | null = null
      for (const before of ran.toSorted((a, b) => b - a)) {
        const due = dueWarning(expiresAt, warned, new Date(Date.parse(expiresAt) - before * DAY))
        if (due === null) continue
        expect(warned === null || due < warned).toBe(true)
        // No more urgent one was due on that day.
        expect(WARNINGS.filter((one) => one < due).some((one) => before <= one)).toBe(false)
        expect(before).toBeLessThanOrEqual(due)
        warned = due
      }
    }),
  )
})
