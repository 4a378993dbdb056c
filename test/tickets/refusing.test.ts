import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { htmx, openWorld } from '../world.ts'
import { openTicket, seenNow, SOLUTION, standing, textOf } from './sent-acting.ts'

const once = () => crypto.randomUUID()
const refusalOf = (id: number) => url(paths.sentTicketRefusal, { id })

test('Lucie refuses and says why: open again for the same Driss, whose clock goes on', async () => {
  const w = await openWorld()
  const { ticket, browser, driss } = await openTicket(w, { status: 'resolved' })
  expect(await textOf(await browser.get(refusalOf(ticket.id)))).toContain(SOLUTION)
  const seen = await seenNow(w, ticket.id)
  const fields = { once: once(), seen, text: 'Vendredi est passé.' }
  for (const _ of [1, 2]) expect((await browser.post(refusalOf(ticket.id), fields)).status).toBe(303)
  expect(await standing(w, ticket.id, seen)).toMatchObject({
    status: 'open',
    reason: 'solution_refused',
    assignee_id: driss.id,
    waits: false,
    isRunning: true,
    minutesLeft: null,
    lines: ['solution_refused: Vendredi est passé.'],
    mails: ['ticket-solution-refused → driss.amrani'],
  })
})

test('without a reason the dialog asks for it, and Lucie’s other tab is told that it was refused already', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w, { status: 'resolved' })
  const seen = await seenNow(w, ticket.id)
  const empty = await browser.post(refusalOf(ticket.id), { once: once(), seen, text: '  ' }, htmx)
  expect(empty.status).toBe(422)
  const asked = await textOf(empty)
  expect(asked).toContain('href="#act-text"')
  expect(asked).toContain('Dites pourquoi vous refusez la solution')
  const right = await browser.post(refusalOf(ticket.id), { once: once(), seen, text: 'Non.' }, htmx)
  expect(await textOf(right)).toContain('id="writer-panel"')
  const late = await browser.post(refusalOf(ticket.id), { once: once(), seen, text: 'Non, vraiment.' })
  expect(late.status).toBe(409)
  expect(await textOf(late)).toContain('Non, vraiment.')
  expect((await standing(w, ticket.id, seen)).lines).toEqual(['solution_refused: Non.'])
})

test('Farid finds nothing to refuse', async () => {
  const w = await openWorld()
  const { ticket } = await openTicket(w, { status: 'resolved' })
  const farid = await w.as(w.farid)
  expect((await farid.get(refusalOf(ticket.id))).status).toBe(404)
  expect((await farid.post(refusalOf(ticket.id), { once: once(), text: '' })).status).toBe(404)
})
