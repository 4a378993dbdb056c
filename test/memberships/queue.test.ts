import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { paths } from '../../src/urls.ts'
import { addMember, addPerson, addRequest } from '../people.ts'
import { htmx, openWorld, type TestWorld } from '../world.ts'

const NAMES = [
  'Petit',
  'Benali',
  'Ørsted',
  'de la Rochefoucauld',
  'Haddad',
  'Œuf',
  'Ångström',
  'Zola',
  'Abadie',
  'Étienne',
  'Martin',
  'Lévy',
]

async function open(count = 12) {
  const w = await openWorld()
  for (let at = 0; at < count; at++) {
    const person = await addPerson(w.dbs, { first: `Prénom${at}`, last: NAMES[at % NAMES.length] ?? 'x' })
    const services = at % 3 === 0 ? [w.finances] : at % 3 === 1 ? [w.marches] : []
    await addRequest(w.dbs, person, { structureId: w.mairie, services, at: new Date(Date.UTC(2026, 10, 1, at)) })
  }
  return w
}
const names = (html: string) =>
  [...html.matchAll(/<th scope="row"[^>]*>(?:<a [^>]*>)?([^<]+)/g)].map(([, name]) => name)
const queue = async (w: TestWorld, who: 'alice' | 'bruno' | 'gael' | 'farid', query = '') => {
  const answer = await (await w.as(w[who])).get(`${paths.membershipRequests}${query}`)
  return { status: answer.status, html: await answer.text() }
}

test('Alice sees the oldest first, ten to a page, and where she is', async () => {
  const w = await open()
  const first = await queue(w, 'alice', '?rows=10')
  expect(names(first.html).map((name) => name?.split(' ')[0])).toEqual(
    Array.from({ length: 10 }, (_, at) => `Prénom${at}`),
  )
  expect(first.html).toContain(
    '<title>Les demandes de rattachement à une structure (1/2) – Activités du gestionnaire – Guichet</title>',
  )
  const second = await queue(w, 'alice', '?rows=10&page=2')
  expect(names(second.html)).toHaveLength(2)
})
test('sorted by name, accents and ligatures fall where French readers look for them', async () => {
  const w = await open()
  const { html } = await queue(w, 'alice', '?sort=name')
  expect(names(html).map((name) => name?.split(' ').slice(1).join(' '))).toEqual([
    'Abadie',
    'Ångström',
    'Benali',
    'de la Rochefoucauld',
    'Étienne',
    'Haddad',
    'Lévy',
    'Martin',
    'Œuf',
    'Ørsted',
    'Petit',
    'Zola',
  ])
  expect(html).toMatch(/aria-sort="ascending"[^>]*>\s*<a[^>]*>Demandeur/)
})
test('a search ignores accents, case and order, and takes quotes and operators as words', async () => {
  const w = await open()
  expect(names((await queue(w, 'alice', '?q=levy')).html)).toEqual(['Prénom11 Lévy'])
  expect(names((await queue(w, 'alice', '?q=OEUF')).html)).toEqual(['Prénom5 Œuf'])
  expect(names((await queue(w, 'alice', '?q=roche+de')).html)).toEqual(['Prénom3 de la Rochefoucauld'])
  expect(names((await queue(w, 'alice', '?q=prenom4.haddad%40guichet.test')).html)).toEqual(['Prénom4 Haddad'])
  for (const hostile of ['%22', '"+AND+*', "l'erreur", 'NEAR(', 's1', 'pending', '-', ')']) {
    const { status, html } = await queue(w, 'alice', `?q=${hostile}`)
    expect([status, names(html).length === 0 || names(html).length === 12]).toEqual([200, true])
  }
  expect((await queue(w, 'alice', '?q=introuvable')).html).toContain('Aucune demande ne correspond.')
})
test('Gaël’s queue holds what asks for his service alone; a whole-structure request is none of his', async () => {
  const w = await open()
  const { html } = await queue(w, 'gael')
  expect(names(html)).toEqual(['Prénom0 Petit', 'Prénom3 de la Rochefoucauld', 'Prénom6 Ångström', 'Prénom9 Étienne'])
  expect(names((await queue(w, 'gael', '?q=etienne')).html)).toEqual(['Prénom9 Étienne'])
  expect(names((await queue(w, 'gael', '?q=zola')).html)).toEqual([])
})
test('Farid’s queue is empty, and asking for the Mairie’s shows nothing of it', async () => {
  const w = await open()
  expect((await queue(w, 'farid')).html).toContain('Aucune demande n’attend.')
  const asked = await queue(w, 'farid', `?structure=${w.mairie}`)
  expect([names(asked.html).length, asked.html.includes('Noisy')]).toEqual([0, false])
})
test('who manages nothing finds no queue', async () => {
  const w = await open(1)
  for (const person of [w.chloe, w.nadia, w.emma])
    expect((await (await w.as(person)).get(paths.membershipRequests)).status).toBe(404)
})
test('with htmx the panel alone comes, with the tabs’ counts', async () => {
  const w = await open()
  const html = await (await (await w.as(w.alice)).get(paths.membershipRequests, htmx)).text()
  expect(html).toMatch(/^<section id="membership-requests-panel"/)
  expect(html).toMatch(/En attente <span class="count">12<\/span>/)
})
test('nonsense in the address shows the usual queue', async () => {
  const w = await open()
  const { status, html } = await queue(w, 'alice', '?page=-4&rows=7&sort=x&state=y&structure=abc')
  expect([status, names(html).length]).toEqual([200, 12])
})
test('managers of two structures see both, merged in the order asked', async () => {
  const w = await open(4)
  await addMember(w.dbs, w.alice, { structureId: w.elsewhere, role: 'secondary_manager' })
  const person = await addPerson(w.dbs, { first: 'Aude', last: 'Aaron' })
  await addRequest(w.dbs, person, { structureId: w.elsewhere })
  expect(names((await queue(w, 'alice')).html).at(-1)).toBe('Aude Aaron')
  expect(names((await queue(w, 'alice', '?sort=name')).html)[0]).toBe('Aude Aaron')
  expect(names((await queue(w, 'alice', `?structure=${w.elsewhere}`)).html)).toEqual(['Aude Aaron'])
  expect((await queue(w, 'alice')).html).toContain('<option value="">Toutes mes structures</option>')
})
test('10 and 20 rows take the same number of queries', async () => {
  const w = await open(30)
  const statements = Object.getPrototypeOf(w.dbs.sqlite.prepare('select 1')) as {
    all: (...parameters: unknown[]) => unknown[]
  }
  const count = async (rows: number) => {
    const asked = vi.spyOn(statements, 'all')
    const { html } = await queue(w, 'alice', `?rows=${rows}`)
    const queries = asked.mock.calls.length
    asked.mockRestore()
    return { queries, rows: names(html).length }
  }
  const [ten, more] = [await count(10), await count(25)]
  expect([ten.rows, more.rows]).toEqual([10, 25])
  expect(ten.queries).toBeGreaterThan(3)
  expect(more.queries).toBe(ten.queries)
})
test('the queue and the search come from indexes', async () => {
  const w = await open()
  const plan = async (query: ReturnType<typeof sql<{ detail: string }>>) =>
    (await query.execute(w.db)).rows.map(({ detail }) => detail).join('\n')
  for (const key of ['id', 'requester_folded, id']) {
    const text = await plan(
      sql<{
        detail: string
      }>`explain query plan select id from membership_request where structure_id = 1 and state = 'pending' order by ${sql.raw(key)} limit 50`,
    )
    expect(text).toMatch(/USING COVERING INDEX/)
    expect(text).not.toMatch(/TEMP B-TREE|SCAN/)
  }
})
test('counters follow every change of state', async () => {
  const w = await open(3)
  const act = await w.actOf(w.alice)
  const { validateRequest, refuseRequest } = await import('../../src/memberships/deciding.ts')
  await validateRequest(act, 1, { role: 'simple_user', whole: true, services: [] })
  await refuseRequest(act, 2, { reason: 'Non' })
  const counted = await w.db
    .selectFrom('membership_request_count')
    .selectAll()
    .where('structure_id', '=', w.mairie)
    .execute()
  const real = await w.db
    .selectFrom('membership_request')
    .select(['state', (eb) => eb.fn.countAll<number>().as('total')])
    .groupBy('state')
    .execute()
  expect(
    Object.fromEntries(counted.filter(({ total }) => total > 0).map(({ state, total }) => [state, total])),
  ).toEqual(Object.fromEntries(real.map(({ state, total }) => [state, total])))
})
