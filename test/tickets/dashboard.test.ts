import { expect, test } from 'vitest'
import { type Counted, figuresOf } from '../../src/tickets/dashboard-rules.ts'
import { listCounted } from '../../src/tickets/dashboard-queries.ts'
import { paths } from '../../src/urls.ts'
import { NOW } from '../moment.ts'
import { plansOf } from '../query-plans.ts'
import { openWorld } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'
import { textOf } from './sent-acting.ts'

const HOUR = 3_600_000
const invoices = { fr: 'Factures', en: 'Invoices' }
const ticket = (change: Partial<Counted>): Counted => ({
  status: 'open',
  sent_at: NOW.toISOString(),
  first_answer_at: null,
  first_solution_at: null,
  category: invoices,
  ...change,
})
const after = (hours: number) => new Date(NOW.getTime() + hours * HOUR).toISOString()

test('figures are counted by status, category and month, with the medians of what was answered', () => {
  const portal = { fr: 'Portail', en: 'Portal' }
  const figures = figuresOf(
    [
      ticket({ first_answer_at: after(2) }),
      ticket({ first_answer_at: after(10), first_solution_at: after(10), status: 'resolved' }),
      ticket({ first_answer_at: after(4), category: portal }),
      ticket({ sent_at: '2025-12-31T23:30:00.000Z', status: 'closed' }),
      ticket({ sent_at: '2025-11-30T22:59:59.000Z', status: 'closed' }),
    ],
    NOW,
  )
  expect(figures).toMatchObject({
    total: 5,
    byStatus: [
      { status: 'open', count: 2 },
      { status: 'awaiting_information', count: 0 },
      { status: 'resolved', count: 1 },
      { status: 'closed', count: 2 },
    ],
    byCategory: [
      { category: invoices, count: 4 },
      { category: portal, count: 1 },
    ],
    toAnswer: { median: 240, of: 3 },
    toSolution: { median: 600, of: 1 },
  })
  expect(figures.byMonth.map(({ month }) => month)).toHaveLength(12)
  expect(figures.byMonth[0]).toEqual({ month: '2025-12', count: 0 })
  expect(figures.byMonth[1]).toEqual({ month: '2026-01', count: 1 })
  expect(figures.byMonth.at(-1)).toEqual({ month: '2026-11', count: 3 })
})

test('the median of two lies between them; of nothing there is none', () => {
  const two = [ticket({ first_answer_at: after(1) }), ticket({ first_answer_at: after(2) })]
  expect(figuresOf(two, NOW).toAnswer).toEqual({ median: 90, of: 2 })
  expect(figuresOf([], NOW)).toMatchObject({ total: 0, toAnswer: { median: null, of: 0 } })
})

test('Lucie’s dashboard says in charts and in tables what became of hers alone', async () => {
  const w = await openWorld()
  const { driss, lucie } = await addAgents(w)
  await addTicket(w, { writer: lucie })
  await addTicket(w, { writer: lucie, assignee: driss, status: 'closed' })
  await addTicket(w, { writer: lucie, to: null })
  await addTicket(w, { writer: w.farid })
  const page = await textOf(await (await w.as(lucie)).get(paths.sentTicketDashboard))
  expect(page).toContain('Vos sollicitations envoyées : 3.')
  expect(page.match(/<svg class="chart" role="img"/g)).toHaveLength(3)
  expect(page.match(/<table/g)).toHaveLength(3)
  expect(page).toContain('Graphique : Par statut.')
  expect(page).toContain('Ouvert – 2')
  expect(page).toMatch(/67\s%/)
  expect(page).toContain('0 min (sur 1 sollicitation)')
  expect(page).not.toMatch(/style="|fill="#/)
  const nothing = await textOf(await (await w.as(w.nadia)).get(paths.sentTicketDashboard))
  expect(nothing).toContain('Rien à compter pour l’instant')
})

test('it reads the newest from an index, and no more than it says', async () => {
  const w = await openWorld()
  const { lucie } = await addAgents(w)
  await addTicket(w, { writer: lucie })
  const act = await w.actOf(lucie)
  expect(await listCounted(act)).toMatchObject({ isCut: false, tickets: [{ status: 'open' }] })
  for (const { plan } of await plansOf(w, act, listCounted)) {
    expect(plan.filter((step) => step.includes('ticket_of_writer'))).toHaveLength(4)
    expect(plan.filter((step) => /SCAN ticket\b/.test(step))).toEqual([])
  }
})
