import { expect, test } from 'vitest'
import type { Act } from '../../src/act.ts'
import { listManagedStructures } from '../../src/memberships/manager-queries.ts'
import { listMembers } from '../../src/memberships/member-queries.ts'
import { searchUsers } from '../../src/memberships/user-queries.ts'
import { EVERYBODY } from '../../src/memberships/user-rules.ts'
import { searchServices } from '../../src/structures/services-queries.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Sort } from '../../src/values/sort.ts'
import { addMember, addPerson, addStructure } from '../people.ts'
import { plansOf } from '../query-plans.ts'
import { htmx, openWorld, type TestWorld } from '../world.ts'

const paging = { page: 1, size: 25 } as const
const DOWN = { column: 'name', isDown: true } as const

/** What the first column says, row by row. */
const rowsOf = (html: string) =>
  [...html.matchAll(/<th scope="row"[^>]*>(?:<a[^>]*>)?([^<]+)/g)].map(([, text = '']) => text.trim())
const heads = (html: string) =>
  [...html.matchAll(/<th scope="col"( aria-sort="[a-z]+")?><a href="([^"]+)"[^>]*>([^<]+)/g)].map(
    ([, sorted = '', href = '', label = '']) => ({
      label,
      href: href.replaceAll('&amp;', '&'),
      sorted: /"(.*)"/.exec(sorted)?.[1] ?? null,
    }),
  )

/** Alice manages a school besides; a service whose code sorts otherwise than its name. */
async function open() {
  const w = await openWorld()
  const school = { name: 'École des Lilas', identifier: '11930051200020', kind: 'public' as const, primary: w.alice }
  await addStructure(w.dbs, school)
  await w.db
    .insertInto('service')
    .values({ structure_id: w.mairie, code: 'AAA', name: 'Voirie', name_folded: 'voirie' })
    .execute()
  return { w, alice: await w.as(w.alice) }
}

type List = { place: (w: TestWorld) => string; columns: Record<string, string[]> }
const NAMES = ['Chloé Bernard', 'Bruno Leroy', 'Alice Martin', 'Gaël Œuvrard']
const LISTS: Record<string, List> = {
  'the members': { place: (w) => url(paths.members, { id: w.mairie }), columns: { Utilisateur: NAMES } },
  '"Mes structures"': {
    place: () => paths.managedStructures,
    columns: {
      Structure: ['Commune de Noisy-le-Grand', 'École des Lilas'],
      Identifiant: ['École des Lilas', 'Commune de Noisy-le-Grand'],
    },
  },
  'the users found': {
    place: () => withQuery(paths.userSearch, { structure: 'noisy', status: 'active', rows: 10 }),
    columns: { Utilisateur: NAMES },
  },
  'the services': {
    place: (w) => url(paths.managedServices, { id: w.mairie }),
    columns: { Nom: ['Finances', 'Marchés publics', 'Voirie'], Code: ['Voirie', 'Finances', 'Marchés publics'] },
  },
}

test.each(Object.keys(LISTS))('%s are sorted by each head both ways, in the address and in aria-sort', async (name) => {
  const { w, alice } = await open()
  const { place = () => '', columns = {} } = LISTS[name] ?? {}
  const read = async (href: string) => (await alice.get(href, htmx)).text()
  let html = await read(place(w))
  expect(heads(html).map(({ label }) => label)).toEqual(Object.keys(columns))
  expect(heads(html).map(({ sorted }) => sorted)).toEqual(Object.keys(columns).map((_, n) => (n ? null : 'ascending')))
  for (const [label, rows] of Object.entries(columns)) {
    const head = () => heads(html).find((one) => one.label === label)
    if (head()?.sorted === null) html = await read(head()?.href ?? '')
    expect([label, head()?.sorted, rowsOf(html)]).toEqual([label, 'ascending', rows])
    html = await read(head()?.href ?? '')
    expect([label, head()?.sorted, rowsOf(html)]).toEqual([label, 'descending', rows.toReversed()])
  }
})

test('the order outlives the search, the pages and an act on a row', async () => {
  const { w, alice } = await open()
  const place = withQuery(url(paths.members, { id: w.mairie }), { role: 'managers', sort: '-name', rows: 10 })
  const html = await (await alice.get(place)).text()
  expect(rowsOf(html)).toEqual(['Gaël Œuvrard', 'Alice Martin', 'Bruno Leroy'])
  expect(html).toContain('name="sort" value="-name"')
  expect(html).toContain(`name="back" value="${place.replaceAll('&', '&amp;')}"`)
  expect(html).toMatch(/<option value="managers" selected/)
  expect(html).toContain('de Z à A')
  // Taking back the search keeps the order.
  expect(html).toContain(`href="${url(paths.members, { id: w.mairie })}?sort=-name"`)
})

test('the members can be limited to managers or to simple users, with a true total, also within a search', async () => {
  const { w } = await open()
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  await addMember(w.dbs, jeanne, { structureId: w.mairie, role: 'simple_user', services: [w.finances] })
  const find = async (act: Act, filter: 'managers' | 'simple', q = '') => {
    const { rows, total } = await listMembers(act, w.mairie, { q, paging, filter })
    return [rows.map(({ name }) => name), total]
  }
  const alice = await w.actOf(w.alice)
  expect(await find(alice, 'managers')).toEqual([['Bruno Leroy', 'Alice Martin', 'Gaël Œuvrard'], 3])
  expect(await find(alice, 'simple')).toEqual([['Chloé Bernard', 'Jeanne Petit'], 2])
  expect(await find(alice, 'simple', 'jea')).toEqual([['Jeanne Petit'], 1])
  expect(await find(alice, 'managers', 'jea')).toEqual([[], 0])
  const gael = await w.actOf(w.gael)
  expect(await find(gael, 'managers')).toEqual([['Gaël Œuvrard'], 1])
  expect(await find(gael, 'simple')).toEqual([['Jeanne Petit'], 1])
  const empty = withQuery(url(paths.members, { id: w.mairie }), { role: 'managers', q: 'jea' })
  expect(await (await (await w.as(w.alice)).get(empty)).text()).toContain('Aucun utilisateur rattaché ne correspond')
})

type Steps = { w: TestWorld; run: (act: Act) => Promise<unknown> }
const steps = async ({ w, run }: Steps) => {
  const plans = await plansOf(w, await w.actOf(w.alice), run)
  return plans.map(({ plan }) => plan.join('\n'))
}

test('every order comes from an index, in as many queries as the usual one', async () => {
  const { w } = await open()
  const sorted: Record<string, (act: Act, sort?: Sort<'name'>) => Promise<unknown>> = {
    membership_by_name: (act, sort) => listMembers(act, w.mairie, { q: '', paging, ...(sort && { sort }) }),
    service_by_name: (act, sort) =>
      searchServices(act, w.mairie, { state: 'open', q: '', paging, ...(sort && { sort }) }),
  }
  for (const [index, read] of Object.entries(sorted)) {
    const usual = await steps({ w, run: (act) => read(act) })
    const down = await steps({ w, run: (act) => read(act, DOWN) })
    expect([index, down.length]).toEqual([index, usual.length])
    const rows = down.filter((plan) => plan.includes(index))
    expect([index, rows.length > 0]).toEqual([index, true])
    expect(rows.join()).not.toContain('TEMP B-TREE')
  }
  const users = await steps({ w, run: (act) => searchUsers(act, { ...EVERYBODY, sort: DOWN }) })
  const merged = users.find((plan) => plan.includes('membership_by_name'))
  expect(merged).toContain('MERGE')
  expect(merged).not.toContain('TEMP B-TREE')
  for (const isDown of [true, false]) {
    const sort = { column: 'code', isDown } as const
    const codes = await steps({
      w,
      run: (act) => searchServices(act, w.mairie, { state: 'open', q: '', paging, sort }),
    })
    expect(codes.at(-1)).toContain('sqlite_autoindex_service_1')
    expect(codes.join()).not.toContain('TEMP B-TREE')
  }
})

test('few managers come from the index of roles; the many simple users by name, without sorting', async () => {
  const { w } = await open()
  const run = (filter: 'managers' | 'simple') =>
    steps({ w, run: (act) => listMembers(act, w.mairie, { q: '', paging, filter }) })
  expect((await run('managers')).join()).toContain('COVERING INDEX membership_of_structure')
  const simple = await run('simple')
  const rows = simple.find((plan) => plan.includes('membership_by_name'))
  expect(rows).toBeDefined()
  expect(rows).not.toContain('TEMP B-TREE')
})

test('who manages thousands of structures has only those of the page looked at for another manager', async () => {
  const { w } = await open()
  for (const sort of [undefined, DOWN, { column: 'identifier', isDown: false } as const]) {
    const plans = await plansOf(w, await w.actOf(w.alice), async (act) => {
      const rows = await listManagedStructures(act, { limit: 1, offset: 0, ...(sort && { sort }) })
      expect(rows).toHaveLength(1)
    })
    const [page, details] = plans
    expect(plans).toHaveLength(2)
    expect(page?.sql).not.toContain('subscription')
    expect(page?.sql).toContain('limit')
    expect(details?.sql).toContain('subscription held')
    expect(details?.sql).not.toContain('limit')
  }
})
