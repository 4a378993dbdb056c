import { expect, test } from 'vitest'
import { paths, withQuery } from '../../src/urls.ts'
import { plansOf } from '../query-plans.ts'
import { readTicketList } from '../../src/tickets/list-page-queries.ts'
import { TICKET_COLUMNS, ticketSearchIn } from '../../src/tickets/list-rules.ts'
import type { Person } from '../moment.ts'
import { addMember, addPerson } from '../people.ts'
import { htmx, openWorld, type TestWorld } from '../world.ts'
import { addAgents, addTicket, letProcess } from './furnishing.ts'

const numbersIn = (html: string) =>
  [...html.matchAll(/<th scope="row"[^>]*><a [^>]*>T-2026-0*(\d+)</g)].map(([, number]) => Number(number))
const tabsIn = (html: string) => {
  const nav = /<nav class="tabs".*?<\/nav>/.exec(html)?.[0] ?? ''
  return [...nav.matchAll(/>([^<>]+)(?: <span class="count">([^<]+)<\/span>)?<\/a>/g)].map(
    ([, tab, n]) => `${tab} ${n}`,
  )
}
const captionIn = (html: string) => /<caption>([^<]*)/.exec(html)?.[1]
const listed = (query: string) => ticketSearchIn(new URL(`http://guichet.test${paths.tickets}${query}`))

async function furnished() {
  const w = await openWorld()
  const people = await addAgents(w)
  const { driss, ines, lucie } = people
  await addTicket(w, { writer: lucie, subject: 'Zone bleue' })
  await addTicket(w, { writer: lucie, assignee: ines, subject: 'Mandat perdu' })
  await addTicket(w, { writer: lucie, assignee: driss, status: 'awaiting_information' })
  await addTicket(w, { writer: lucie, assignee: driss, status: 'resolved' })
  await addTicket(w, { writer: lucie, assignee: driss, status: 'closed' })
  await addTicket(w, { writer: lucie, to: null, subject: 'Écran blanc' })
  await addTicket(w, { writer: lucie, to: { structureId: w.mairie }, subject: 'Avoir attendu' })
  return { w, ...people }
}
const read = async (w: TestWorld, person: Person, query = '') => {
  const visitor = await w.as(person)
  const answer = await visitor.get(paths.tickets + query)
  return { status: answer.status, html: await answer.text() }
}

test('Inès sees the tickets of the whole Mairie, each tab with its count, newest first', async () => {
  const { w, ines } = await furnished()
  const { status, html } = await read(w, ines)
  expect(status).toBe(200)
  expect(numbersIn(html)).toEqual([7, 2, 1])
  expect(captionIn(html)).toBe('Tickets : 3, du plus récent au plus ancien')
  expect(tabsIn(html)).toEqual([
    'Mes tickets à traiter 1',
    'À traiter 3',
    'En attente d’informations 1',
    'Tous (sauf clôturés) 5',
    'Clôturés 1',
  ])
  expect(numbersIn((await read(w, ines, '?tab=mine')).html)).toEqual([2])
  expect(numbersIn((await read(w, ines, '?tab=awaiting')).html)).toEqual([3])
  expect(numbersIn((await read(w, ines, '?tab=all')).html)).toEqual([7, 4, 3, 2, 1])
  expect(numbersIn((await read(w, ines, '?tab=closed')).html)).toEqual([5])
})

test('Driss sees those of his service alone, Emma those of the support, Farid no such page', async () => {
  const { w, driss } = await furnished()
  expect(numbersIn((await read(w, driss)).html)).toEqual([2, 1])
  expect(numbersIn((await read(w, driss, `?place=s${w.mairie}`)).html)).toEqual([2, 1])
  expect(numbersIn((await read(w, driss, `?place=v${w.marches}`)).html)).toEqual([2, 1])
  expect(numbersIn((await read(w, w.emma)).html)).toEqual([6])
  expect((await read(w, w.farid)).status).toBe(404)
  expect((await read(w, w.nadia)).status).toBe(404)
})

test('Chloé, who only reads, has no boxes to tick; a fragment carries the panel alone', async () => {
  const { w, ines } = await furnished()
  expect((await read(w, w.chloe)).html).not.toContain('name="id"')
  const visitor = await w.as(ines)
  const panel = await (await visitor.get(`${paths.tickets}?tab=all`, htmx)).text()
  expect(panel.startsWith('<section id="tickets-panel"')).toBe(true)
  expect(panel).toContain('name="id"')
})

const ORDERS: Record<string, number[]> = {
  sent: [1, 2, 3, 4, 7],
  '-sent': [7, 4, 3, 2, 1],
  subject: [7, 3, 4, 2, 1],
  '-subject': [1, 2, 4, 3, 7],
  status: [7, 2, 1, 3, 4],
  '-status': [4, 3, 7, 2, 1],
  reason: [7, 2, 1, 4, 3],
  '-reason': [4, 3, 7, 2, 1],
  category: [7, 4, 3, 2, 1],
  subcategory: [7, 4, 3, 2, 1],
  assignee: [1, 7, 3, 4, 2],
  due: [1, 2, 7, 3, 4],
  '-due': [7, 2, 1, 3, 4],
}
test('every column sorts both ways, by the index and once narrowed', async () => {
  const { w, ines } = await furnished()
  for (const [sort, order] of Object.entries(ORDERS)) {
    const { html } = await read(w, ines, `?tab=all&sort=${sort}`)
    expect(new Set(numbersIn(html)), sort).toEqual(new Set([1, 2, 3, 4, 7]))
    if (!sort.endsWith('due')) expect(numbersIn(html), sort).toEqual(order)
    const narrowed = await read(w, ines, `?tab=all&sort=${sort}&q=2026`)
    expect(numbersIn(narrowed.html), `${sort} narrowed`).toEqual(numbersIn(html))
  }
})

test('filters narrow a tab, their number is told on it alone, and the fields show what is chosen', async () => {
  const { w, driss, ines } = await furnished()
  const all = async (query: string) => numbersIn((await read(w, ines, `?tab=all&${query}`)).html)
  expect(await all('assignee=me')).toEqual([2])
  expect(await all('assignee=nobody')).toEqual([7, 1])
  expect(await all(`assignee=${driss.id}`)).toEqual([4, 3])
  expect(await all(`place=v${w.finances}`)).toEqual([4, 3, 2, 1])
  expect(await all('reason=creation')).toEqual([7, 2, 1])
  expect(await all('reason=creation&sort=-subject')).toEqual([1, 2, 7])
  expect(await all('reason=creation&sort=reason')).toEqual([7, 2, 1])
  expect(await all('reason=solution_refused')).toEqual([])
  expect(await all('category=k1')).toEqual([])
  expect(await all('from=2020-01-01&to=2020-12-31')).toEqual([])
  expect(await all('from=2020-01-01')).toEqual([7, 4, 3, 2, 1])
  expect(await all('late=1')).toEqual([])
  const later = new Date(w.clock.now.getTime() + 20 * 86_400_000)
  const act = { ...(await w.actOf(ines)), now: later }
  expect((await readTicketList(act, listed('?late=1'))).page.rows).toHaveLength(3)
  const { html } = await read(w, ines, '?tab=all&assignee=nobody')
  expect(tabsIn(html)).toContain('Tous (sauf clôturés) 2')
  expect(tabsIn(html)).toContain('Clôturés undefined')
  expect(html).toContain('<option value="nobody" selected="">')
  expect((await read(w, ines)).html).not.toContain('name="assignee"')
  expect((await read(w, ines, '?filters=1')).html).toContain('name="assignee"')
})

test('the page and the rows per page are in the address; links to tickets come back to the same place', async () => {
  const { w, ines, lucie } = await furnished()
  for (let n = 0; n < 20; n++) await addTicket(w, { writer: lucie })
  const { html } = await read(w, ines, '?rows=10&page=2&sort=sent')
  expect(numbersIn(html)).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24])
  expect(html).toContain('<title>À traiter (2/3) – Tickets reçus')
  const back = withQuery('', { back: `${paths.tickets}?sort=sent&rows=10&page=2` }).replaceAll('&', '&amp;')
  expect(html).toContain(`${back}">T-2026-000015</a>`)
  // A page that is no more is the last one.
  expect(numbersIn((await read(w, ines, '?rows=10&page=99')).html)).toHaveLength(3)
})

test('far down a list of thousands its page begins where counting says', async () => {
  const { w, ines } = await furnished()
  const act = await w.actOf(ines)
  const [first] = (await readTicketList(act, listed('?sort=sent'))).page.rows
  const columns = `status, reason, writer_id, subcategory_id, route, recipient_structure_id, recipient_service_id, subject, subject_folded, description, created_at, updated_at, sent_at`
  w.dbs.sqlite.exec(`with recursive n(at) as (select 1 union all select at + 1 from n where at < 12000)
    insert into ticket (position, ${columns}) select 2027000000000 + at, ${columns} from n, ticket where id = ${first?.id}`)
  for (const [query, start] of [
    ['?rows=10&page=700', 2_027_000_005_010],
    ['?rows=10&page=700&sort=sent', 2_027_000_006_988],
  ] as const) {
    const { page } = await readTicketList(act, listed(query))
    expect(page.rows.map(({ position }) => position)[0]).toBe(start)
    expect(page.total).toBe(12_003)
  }
})

test('lists come from indexes without sorting, in every order', async () => {
  const { w, ines, driss } = await furnished()
  const sorts = TICKET_COLUMNS.flatMap((column) => [column, `-${column}`])
  const queries = sorts.flatMap((sort) => ['open', 'all', 'closed'].map((tab) => `?tab=${tab}&sort=${sort}`))
  for (const act of [await w.actOf(ines), await w.actOf(driss)])
    for (const query of queries) {
      const plans = await plansOf(w, act, (act) => readTicketList(act, listed(query)))
      const steps = plans.filter(({ sql }) => sql.startsWith('select position')).flatMap(({ plan }) => plan)
      expect(steps.join('\n'), query).toMatch(/ticket_(desk|service)_by_/)
      expect(steps.join('\n'), query).not.toMatch(/TEMP B-TREE|SCAN ticket\b/)
    }
})

test('ten and twenty tickets take the same number of queries', async () => {
  const { w, ines, lucie } = await furnished()
  const queries = ['', '?tab=mine', '?q=facture', '?tab=all&filters=1&sort=category', '?from=2020-01-01']
  const counted = async () =>
    Promise.all(
      queries.map(
        async (query) => (await plansOf(w, await w.actOf(ines), (act) => readTicketList(act, listed(query)))).length,
      ),
    )
  for (let n = 0; n < 10; n++) await addTicket(w, { writer: lucie, assignee: ines })
  const ten = await counted()
  for (let n = 0; n < 10; n++) await addTicket(w, { writer: lucie, assignee: ines })
  expect(await counted()).toEqual(ten)
  expect(Math.max(...ten)).toBeLessThan(12)
})

test('an empty tab teaches what to do', async () => {
  const w = await openWorld()
  const { ines } = await addAgents(w)
  expect((await read(w, ines, '?tab=mine')).html).toContain('M’affecter le ticket')
  expect((await read(w, ines, '?q=introuvable')).html).toContain('Aucun ticket ne correspond')
})

test('an agent of many structures is served by the word index, in the order of arrival', async () => {
  const w = await openWorld()
  const { lucie } = await addAgents(w)
  const paul = await addPerson(w.dbs, { first: 'Paul', last: 'Aubert' })
  await letProcess(w, await addMember(w.dbs, paul, { structureId: w.mairie, role: 'simple_user' }))
  for (let n = 0; n < 3; n++) await addTicket(w, { writer: lucie })
  const act = await w.actOf(paul)
  const services = Array.from({ length: 120 }, (_, at) => 10_000 + at)
  const [held] = act.actor.memberships
  if (!held) throw new Error('Paul is no member')
  const wide = { ...held, structureId: 999, services, spaces: held.spaces }
  const { page, sortable } = await readTicketList(
    { ...act, actor: { ...act.actor, memberships: [held, wide] } },
    listed(''),
  )
  expect(page.rows.map(({ position }) => position % 1000)).toEqual([3, 2, 1])
  expect(sortable).toContain('subject')
})
