import { expect, test } from 'vitest'
import { takeStep } from '../../src/tickets/stepping.ts'
import { paths, url } from '../../src/urls.ts'
import { htmx } from '../world.ts'
import { openTicketWorld } from './acting.ts'

/** What stands open, and what is folded. */
function parted(html: string) {
  const open = /<section class="card asked".*?<\/section>/s.exec(html)?.[0] ?? ''
  const folded = /<\/section><details>.*?<\/details>/s.exec(html)?.[0] ?? ''
  return { open, folded }
}

test.each(['page', 'dialog'])('Driss sees what Lucie asks while he answers (%s)', async (where) => {
  const { w, driss, lucie, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  const at = url(paths.ticketSolution, ticket)
  const read = async () => parted(await (await visitor.get(at, where === 'dialog' ? htmx : undefined)).text())
  const first = await read()
  expect(first.open).toContain(ticket.description)
  expect(first.folded).toBe('')
  const act = await w.actOf(lucie)
  await takeStep(act, ticket, { kind: 'answered', side: 'writer', body: 'Première réponse' })
  await takeStep(act, ticket, { kind: 'solution_refused', side: 'writer', body: 'Rien n’est payé' })
  await takeStep(await w.actOf(driss), ticket, { kind: 'noted', side: 'agent', body: 'Entre nous', isInternal: true })
  const then = await read()
  expect(then.open).toMatch(/Lucie Ørsted<\/strong> a refusé la solution.*Rien n’est payé/s)
  expect(then.open).not.toMatch(/Première réponse|Entre nous|id="activity/)
  expect(then.folded).toContain(ticket.description)
})

test('a ticket that waits, is resolved or closed tells Driss why nothing can be done with it', async () => {
  for (const [status, text] of [
    ['awaiting_information', 'Ce ticket n’est pas ouvert'],
    ['resolved', 'Ce ticket n’est pas ouvert'],
    ['closed', 'Ce ticket est clôturé : plus rien ne peut y être fait.'],
  ] as const) {
    const { w, driss, ticket } = await openTicketWorld({ status, isAssigned: true })
    expect(await (await (await w.as(driss)).get(url(paths.ticket, ticket))).text()).toContain(text)
  }
})

test('the page of a closed ticket says Fermé, lists and the export say Clôturé; agents see how satisfied Lucie is', async () => {
  const { w, driss, lucie, ticket } = await openTicketWorld({ status: 'closed', isAssigned: true })
  const sender = await w.as(lucie)
  const rated = await sender.post(url(paths.sentTicketRating, ticket), { score: '4', text: 'Rapide.' })
  expect(rated.status).toBe(303)
  const visitor = await w.as(driss)
  const read = async (path: string, by = visitor) => (await by.get(path)).text()
  expect(await read(url(paths.ticket, ticket))).toContain('<span class="tag calm">Fermé</span>')
  expect(await read(`${paths.tickets}?tab=closed`)).toContain('<span class="tag calm">Clôturé</span>')
  expect(await read(`${paths.sentTickets}?tab=closed`, sender)).toContain('<span class="tag calm">Clôturé</span>')
  expect(await read(`${url(paths.ticket, ticket)}?tab=activities`)).toMatch(/a donné son avis \(4\/5\)/)
  const [head = '', line = ''] = (await read(`${paths.ticketsExport}?tab=closed`)).split('\r\n')
  expect(head.split(';').at(-1)).toMatch(/Satisfaction \(sur 5\)/)
  expect(line).toMatch(/;"?Clôturé"?;.*;"?4"?$/)
})
