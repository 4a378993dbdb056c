import { expect, test } from 'vitest'
import { proposeSolution } from '../../src/tickets/solving.ts'
import { paths, url } from '../../src/urls.ts'
import { htmx, openWorld } from '../world.ts'
import { openTicket, seenNow, standing, textOf } from './sent-acting.ts'

const once = () => crypto.randomUUID()
const closingOf = (id: number) => url(paths.sentTicketClosing, { id })
const followUpOf = (id: number) => url(paths.sentTicketFollowUp, { id })

test.each(['open', 'awaiting_information', 'resolved'] as const)(
  'Lucie closes one that is %s: asked first, once, and Driss need not go on',
  async (status) => {
    const w = await openWorld()
    const { ticket, browser } = await openTicket(w, { status })
    expect(await textOf(await browser.get(closingOf(ticket.id)))).toContain('une clôture ne s’annule pas')
    const seen = await seenNow(w, ticket.id)
    const fields = { once: once(), seen, text: 'C’est réglé.' }
    for (const _ of [1, 2]) expect((await browser.post(closingOf(ticket.id), fields)).status).toBe(303)
    expect(await standing(w, ticket.id, seen)).toMatchObject({
      status: 'closed',
      reason: '',
      closed_how: 'writer',
      waits: false,
      isRunning: false,
      lines: ['closed: C’est réglé.'],
      mails: ['ticket-closed → driss.amrani'],
    })
  },
)

test('a solution that came in between is shown first; a closed one is not closed again, and not undone', async () => {
  const w = await openWorld()
  const { ticket, browser, driss } = await openTicket(w)
  const seen = await seenNow(w, ticket.id)
  await proposeSolution(await w.actOf(driss), ticket.id, { body: 'Payée ce matin.' })
  const changed = await browser.post(closingOf(ticket.id), { once: once(), seen, text: 'Tant pis.' }, htmx)
  expect(changed.status).toBe(409)
  const text = await textOf(changed)
  expect(text).toContain('Ce qui a changé')
  expect(text).toContain('Payée ce matin.')
  expect(text).toContain('>Tant pis.</textarea>')
  const now = await seenNow(w, ticket.id)
  expect((await browser.post(closingOf(ticket.id), { once: once(), seen: now, text: '' }, htmx)).status).toBe(200)
  const after = await seenNow(w, ticket.id)
  expect((await browser.post(closingOf(ticket.id), { once: once(), seen: after, text: '' })).status).toBe(409)
  const undoing = await browser.post(url(paths.sentTicketAcceptanceUndoing, ticket), { once: once(), seen: after })
  expect(undoing.status).toBe(409)
  expect(await textOf(undoing)).toContain('n’a pas été clôturée par l’acceptation')
})

test('a closed one leads to a new one that follows it up; an open one does not', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w)
  const early = await browser.get(followUpOf(ticket.id))
  expect(early.status).toBe(409)
  expect(await textOf(early)).toContain('n’est pas clôturée')
  await browser.post(closingOf(ticket.id), { once: once(), seen: await seenNow(w, ticket.id), text: '' })
  expect(await textOf(await browser.get(url(paths.sentTicket, ticket)))).toContain(followUpOf(ticket.id))
  const answer = await browser.get(followUpOf(ticket.id))
  expect(answer.headers.get('location')).toBe(`${paths.newTicket}?follows=${ticket.id}`)
  expect((await (await w.as(w.farid)).get(followUpOf(ticket.id))).status).toBe(404)
})
