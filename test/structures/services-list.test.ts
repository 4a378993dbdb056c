import { expect, test } from 'vitest'
import { searchServices } from '../../src/structures/services-queries.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { fold } from '../../src/values/text.ts'
import { plansOf } from '../query-plans.ts'
import { htmx, openWorld, type TestWorld } from '../world.ts'

const list = (w: TestWorld, query: Record<string, string> = {}) =>
  withQuery(url(paths.managedServices, { id: w.mairie }), { mandate: 'none', ...query })

async function furnish(w: TestWorld, howMany: number) {
  const rows = Array.from({ length: howMany }, (_, n) => ({
    structure_id: w.mairie,
    code: `S-${n + 1}`,
    name: `Service n° ${n + 1}`,
    name_folded: fold(`Service n° ${n + 1}`),
  }))
  await w.db.insertInto('service').values(rows).execute()
}

test('500 services come a page at a time, from the index, in as many queries as 10', async () => {
  const w = await openWorld()
  await furnish(w, 500)
  const act = await w.actOf(w.alice)
  const plans = await Promise.all(
    [10, 25].map((size) =>
      plansOf(w, act, (act) => searchServices(act, w.mairie, { state: 'open', q: '', paging: { page: 2, size } })),
    ),
  )
  expect(plans.map((sent) => sent.length)).toEqual([2, 2])
  for (const { plan } of plans.flat()) {
    expect(plan.join()).toContain('service_by_name')
    expect(plan.join()).not.toContain('TEMP B-TREE')
  }
  const page = await searchServices(act, w.mairie, { state: 'open', q: '', paging: { page: 999, size: 25 } })
  expect([page.paging.page, page.total, page.rows.length]).toEqual([21, 502, 2])
})

test('Alice finds a service by words of its name or by its code, and the closed ones under their tab', async () => {
  const w = await openWorld()
  await furnish(w, 30)
  const alice = await w.as(w.alice)
  const byCode = await (await alice.get(list(w, { q: 's-30' }), htmx)).text()
  expect(byCode).toContain('Service n° 30')
  expect(byCode).not.toContain('Finances')
  expect(await (await alice.get(list(w, { q: 'MARCHES publics' }))).text()).toContain('Marchés publics')
  expect(await (await alice.get(list(w, { q: 'zzz' }))).text()).toContain('Aucun service ne correspond à « zzz ».')
  const closed = await (await alice.get(list(w, { state: 'closed' }))).text()
  expect(closed).toContain('Archives')
  expect(closed).toContain('Rouvrir')
})
