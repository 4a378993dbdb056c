import { expect, test } from 'vitest'
import {
  countChoosable,
  countEnding,
  listChoosable,
  listStructureSpaces,
} from '../../src/subscriptions/opening-queries.ts'
import { addPerson, addService } from '../people.ts'
import { plansOf } from '../query-plans.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { addressesOf } from './space.ts'

test('of very many members the first two hundred can be ticked, a search finds the others, and all is too many', async () => {
  const w = await openWorld()
  await crowd(w, 600)
  const alice = await w.as(w.alice)
  const { opening } = addressesOf(w, 'invoices_received')
  const page = await (await alice.get(opening)).text()
  expect(page.match(/name="members"/g)).toHaveLength(200)
  expect(page).toContain('Seuls les 200 premiers membres')
  expect(page).not.toContain('value="all"')
  expect((await alice.post(opening, { scope: 'whole', who: 'all' })).status).toBe(409)
  const found = await (await alice.get(`${opening}?q=foule 599`)).text()
  expect(found.match(/name="members"/g)).toHaveLength(1)
  expect(await (await alice.get(`${opening}?q=zzzz`)).text()).toContain('Aucun membre ne correspond')
  // Nobody of another structure is found.
  expect(await (await alice.get(`${opening}?q=cherif`)).text()).toContain('Aucun membre ne correspond')
})

async function crowd(w: TestWorld, size: number) {
  await w.db.transaction().execute(async (db) => {
    const dbs = { ...w.dbs, write: db }
    for (let n = 0; n < size; n++) {
      const person = await addPerson(dbs, { first: `Prénom${n}`, last: `Foule ${n}` })
      await db
        .insertInto('membership')
        .values({
          user_id: person.id,
          structure_id: w.mairie,
          role: 'simple_user',
          whole_structure: 1,
          witness_service_id: null,
          starts_on: '2026-01-01',
          ends_on: null,
          created_at: w.clock.now.toISOString(),
        })
        .execute()
    }
  })
}

test('where services are many, those that are open come first, so that saving loses none', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const last = await addService(w.dbs, { structure_id: w.mairie, code: 'ZZZ', name: 'Zzz' })
  const rows = Array.from({ length: 520 }, (_, n) => ({
    structure_id: w.mairie,
    code: `S${n}`,
    name: `Aa ${n}`,
    name_folded: `aa ${n}`,
  }))
  await w.db.insertInto('service').values(rows).execute()
  const { opening } = addressesOf(w, 'invoices_issued')
  await alice.post(opening, { scope: 'services', services: String(last), who: 'none' })
  expect(await (await alice.get(opening)).text()).toMatch(new RegExp(`name="services" value="${last}" checked`))
})

test('the pages of a crowd read by indexes', async () => {
  const w = await openWorld()
  await crowd(w, 50)
  const on = { structureId: w.mairie, reach: { whole: true, services: [] } }
  const plans = await plansOf(w, await w.actOf(w.alice), async (act) => {
    await listChoosable(act, { ...on, q: '', limit: 200 })
    await listChoosable(act, { ...on, q: 'foule', limit: 200 })
    await countChoosable(act, on, 500)
    await listStructureSpaces(act, w.mairie, on.reach)
    await countEnding(act, { structureId: w.mairie, space: 'invoices_issued' }, on.reach)
  })
  const steps = plans.flatMap(({ plan }) => plan)
  expect(steps.join('\n')).toContain('membership_by_name')
  // Few rows have no index to need: the matrix, and what the structure or the search gave.
  const scans = steps.filter(
    (step) => step.startsWith('SCAN') && !/SCAN (space|member_search|json_each|CONSTANT|counted)/.test(step),
  )
  expect(scans).toEqual([])
})
