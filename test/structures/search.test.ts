import type { KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'
import { listStructures, searchStructures } from '../../src/structures/queries.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { fold } from '../../src/values/text.ts'
import { plansOf } from '../query-plans.ts'
import { NOW } from '../moment.ts'
import { htmx, openWorld, type TestWorld } from '../world.ts'

const FIRST = { page: 1, size: 25 } as const

/** Many inactive structures at once, with invented identifiers. */
async function addStructures(w: TestWorld, names: string[], city = 'Ville') {
  const offset = 10_000_000_000_000
  const { n } = await w.db
    .selectFrom('structure')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const rows = names.map((name, at) => ({
    kind: 'public' as const,
    identifier_kind: 'SIRET' as const,
    identifier: String(offset + n + at),
    name,
    name_folded: fold(name),
    city,
    city_folded: fold(city),
    legal_category: '7210',
    state: 'inactive' as const,
    primary_membership_id: null,
    successor_id: null,
    created_at: NOW.toISOString(),
  }))
  await w.db.transaction().execute(async (db) => {
    for (let at = 0; at < rows.length; at += 500)
      await db
        .insertInto('structure')
        .values(rows.slice(at, at + 500))
        .execute()
  })
}

const COMMUNES = [
  'COMMUNE DE Y',
  'COMMUNE DE EU',
  'COMMUNE DE EULMONT',
  "COMMUNE DE L'ABERGEMENT-CLEMENCIAT",
  'COMMUNE DE ŒUILLY',
  'COMMUNE DE SAINT-ÉTIENNE',
  'COMMUNE DE LE TOUQUET-PARIS-PLAGE',
  'COMMUNE DE PARIS',
  'PARIS HABITAT',
]

async function openCommunes() {
  const w = await openWorld()
  await addStructures(w, COMMUNES)
  const act = await w.actOf(w.nadia)
  const found = async (q: string) => (await searchStructures(act, q, FIRST)).rows.map(({ name }) => name)
  return { w, act, found }
}

test.each([
  ['y', ['COMMUNE DE Y']],
  ['Eu', ['COMMUNE DE EU', 'COMMUNE DE EULMONT']],
  ['oeuilly', ['COMMUNE DE ŒUILLY']],
  ['saint etienne', ['COMMUNE DE SAINT-ÉTIENNE']],
  ['SAINT-Étienne', ['COMMUNE DE SAINT-ÉTIENNE']],
  ['etien', ['COMMUNE DE SAINT-ÉTIENNE']],
  ['ulmon', ['COMMUNE DE EULMONT']],
  ["l'Abergement", ["COMMUNE DE L'ABERGEMENT-CLEMENCIAT"]],
  ['L’abergement clém', ["COMMUNE DE L'ABERGEMENT-CLEMENCIAT"]],
  ['commune de y', ['COMMUNE DE Y']],
  ['xx abergement', ["COMMUNE DE L'ABERGEMENT-CLEMENCIAT"]],
  ['orsted', ['Ørsted Conseil']],
  ['73282932000074', ['Ørsted Conseil']],
  ['732 829 320 00074', ['Ørsted Conseil']],
  ['732 829 320', ['Ørsted Conseil']],
  ['zzz', []],
  ['!?', []],
])('“%s” finds what it should', async (q, names) => {
  const { found } = await openCommunes()
  expect(await found(q)).toEqual(names)
})

test('“bonnoeil” finds a firm by the folded name of its city', async () => {
  const { w, found } = await openCommunes()
  await addStructures(w, ['CIDRERIE DU LAIZON'], 'BONNŒIL')
  expect(await found('bonnoeil')).toEqual(['CIDRERIE DU LAIZON'])
  expect(await found('cidrerie Bonnœil')).toEqual(['CIDRERIE DU LAIZON'])
})

test('names that start with the words come first, then those that end with them, then by name', async () => {
  const { found } = await openCommunes()
  expect(await found('paris')).toEqual(['PARIS HABITAT', 'COMMUNE DE PARIS', 'COMMUNE DE LE TOUQUET-PARIS-PLAGE'])
})

test.each([
  '"',
  'a" OR "b',
  'NEAR(a b)',
  '*',
  'y*',
  "';drop table structure",
  '(((',
  'name:paris',
  '\u0000',
  '🏛️ mairie',
])('hostile words “%s” do no harm', async (q) => {
  const { w, found } = await openCommunes()
  expect(await found(q)).toBeInstanceOf(Array)
  const page = await (await w.as(w.nadia)).get(withQuery(paths.structureSearch, { q }))
  expect(page.status).toBe(200)
})

test('more than 1,000 results: the total says so, names that start so are never cut off, pages end', async () => {
  const w = await openWorld()
  const names = Array.from({ length: 1500 }, (_, n) => `COMMUNE DE SAINT-${n}`)
  await addStructures(w, [...names, 'SAINT AU BOUT'])
  const act = await w.actOf(w.nadia)
  const first = await searchStructures(act, 'saint', FIRST)
  expect([first.total, first.hasNext, first.rows[0]?.name]).toEqual([null, true, 'SAINT AU BOUT'])
  const last = await searchStructures(act, 'saint', { page: 40, size: 25 })
  expect([last.rows.length, last.hasNext]).toEqual([25, false])
  const page = await (await w.as(w.nadia)).get(withQuery(paths.structureSearch, { q: 'saint' }))
  const text = await page.text()
  expect(text).toContain('plus de 1')
  expect(text).toContain('Seules les 1 000 premières sont affichées')
})

test.each(['paris', 'y', 'l abergement', '73282932000074', '732829'])('“%s” scans no table', async (q) => {
  const { w, act } = await openCommunes()
  const plans = await plansOf(w, act, (act) => searchStructures(act, q, { ...FIRST, state: 'active' }))
  expect(plans.length).toBeGreaterThan(1)
  for (const { sql, plan } of plans)
    expect(
      plan.filter((step) => /^SCAN structure( |$)(?!USING)/.test(step)),
      sql,
    ).toEqual([])
  expect(plans.flatMap(({ plan }) => plan).some((step) => step.includes('structure_by_name'))).toBe(
    q !== '73282932000074',
  )
})

test('the list of all structures is read from the index of names', async () => {
  const { w, act } = await openCommunes()
  const [list] = await plansOf(w, act, (act) => listStructures(act, FIRST))
  expect(list?.plan).toEqual(['SCAN structure USING INDEX structure_by_name'])
})

test('10 and 20 rows take the same number of queries', async () => {
  const w = await openWorld()
  await addStructures(
    w,
    Array.from({ length: 30 }, (_, n) => `COMMUNE ${n}`),
  )
  const counts = []
  for (const size of [10, 20]) {
    let count = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        count++
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const act = await w.actOf(w.nadia)
    const page = await searchStructures({ ...act, db: act.db.withPlugin(counting) }, 'commune', { page: 1, size })
    expect(page.rows.length).toBe(size)
    counts.push(count)
  }
  expect(counts[0]).toBe(counts[1])
})

test('the page keeps what was typed and leads to the structure', async () => {
  const w = await openWorld()
  const page = await (await w.as(w.nadia)).get(withQuery(paths.structureSearch, { q: 'Noisy "le' }))
  const text = await page.text()
  expect(text).toContain('value="Noisy &quot;le"')
  expect(text).toContain(`href="${url(paths.structure, { id: w.mairie })}"`)
  expect(text).toContain('Structures trouvées')
})

test('htmx gets the panel alone, and the search works without it by a plain GET form', async () => {
  const w = await openWorld()
  const nadia = await w.as(w.nadia)
  const panel = await (await nadia.get(withQuery(paths.structureSearch, { q: 'noisy' }), htmx)).text()
  expect(panel).toMatch(/^<section id="structure-search-panel"/)
  expect(panel).not.toContain('<html')
  const page = await (await nadia.get(paths.structureSearch)).text()
  expect(page).toMatch(/<form class="filters" role="search" method="get" action="\/structures\/search"/)
  expect(page).toContain('data-hx-push-url:inherited="true"')
})

test('nothing typed, nothing found and a page beyond the end each say what to do', async () => {
  const w = await openWorld()
  const nadia = await w.as(w.nadia)
  expect(await (await nadia.get(paths.structureSearch)).text()).toContain('Quelle structure cherchez-vous')
  const nothing = await (await nadia.get(withQuery(paths.structureSearch, { q: 'introuvable' }))).text()
  expect(nothing).toContain('Vérifiez le SIRET')
  expect(nothing).toContain(`href="${paths.newStructure}"`)
  expect(nothing).toContain(`href="${paths.contact}"`)
  const beyond = await (await nadia.get(withQuery(paths.structureSearch, { q: 'noisy', page: 9 }))).text()
  expect(beyond).toContain('Cette page est vide')
})

test('who is not signed in is sent to sign in and comes back to the search', async () => {
  const w = await openWorld()
  const answer = await (await w.as(null)).get(withQuery(paths.structureSearch, { q: 'noisy' }))
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(withQuery(paths.signIn, { next: '/structures/search?q=noisy' }))
})

test('in English the page is English', async () => {
  const w = await openWorld()
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.nadia.id).execute()
  const text = await (await (await w.as(w.nadia)).get(paths.structureSearch)).text()
  expect(text).toContain('Which entity are you looking for?')
})
