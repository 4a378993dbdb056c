import { expect, test } from 'vitest'
import { findUsualDelays } from '../../src/memberships/joining-queries.ts'
import { paths, url } from '../../src/urls.ts'
import { plansOf } from '../query-plans.ts'
import { addPerson, addRequest } from '../people.ts'
import { openWorld, type TestWorld } from '../world.ts'

/** Requests that the Mairie decided, each so many days after it arrived on Monday 2 November. */
async function addDecisions(w: TestWorld, days: number[]) {
  for (const [n, after] of days.entries()) {
    const person = await addPerson(w.dbs, { first: 'Jo', last: `Numéro ${days.length} ${n}` })
    const id = await addRequest(w.dbs, person, { structureId: w.mairie, at: new Date('2026-11-02T09:00:00.000Z') })
    const decided_at = new Date(Date.UTC(2026, 10, 2 + after, 15)).toISOString()
    await w.db
      .updateTable('membership_request')
      .set({ state: 'validated', role_given: 'simple_user', decided_by_id: w.alice.id, decided_at })
      .where('id', '=', id)
      .execute()
  }
}

test('the usual delay is the median of the last decisions in working days, told from five of them on', async () => {
  const w = await openWorld()
  const nadia = await w.as(w.nadia)
  const page = url(paths.ownRequest, { id: await addRequest(w.dbs, w.nadia, { structureId: w.mairie }) })
  const act = await w.actOf(w.nadia)
  await addDecisions(w, [0, 1, 2, 7])
  expect((await findUsualDelays(act, [w.mairie, w.elsewhere])).size).toBe(0)
  await addDecisions(w, [11])
  // 2, 3, 4, 9 and 13 November: 0, 1, 2, 5 and 8 working days, the 11th being a holiday.
  expect([...(await findUsualDelays(act, [w.mairie, w.elsewhere]))]).toEqual([[w.mairie, 2]])
  expect(await (await nadia.get(page)).text()).toMatch(/en général 2 jours ouvrés/)
  expect(await (await nadia.get(paths.ownMemberships)).text()).toMatch(/en général 2 jours ouvrés/)
})

test('only the last fifty decisions count, and they are read from their index', async () => {
  const w = await openWorld()
  await addDecisions(w, [...Array<number>(10).fill(0), ...Array<number>(50).fill(1)])
  expect([...(await findUsualDelays(await w.actOf(w.nadia), [w.mairie]))]).toEqual([[w.mairie, 1]])
  const act = await w.actOf(w.nadia)
  const [sent] = await plansOf(w, act, (act) => findUsualDelays(act, [w.mairie]))
  expect(sent?.plan).toContain('SEARCH membership_request USING INDEX membership_request_decided (structure_id=?)')
})
