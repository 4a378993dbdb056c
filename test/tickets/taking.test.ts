import { expect, test } from 'vitest'
import { takeTicket } from '../../src/tickets/taking.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { htmx, openWorld, traces } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'
import { kindsOf, openTicketWorld } from './acting.ts'

test('Driss takes a ticket and is sent back to it', async () => {
  const { w, driss, ticket } = await openTicketWorld({ status: 'open' })
  const page = withQuery(url(paths.ticket, ticket), { tab: 'files', back: '/tickets?tab=open' })
  const answer = await (
    await w.as(driss)
  ).post(url(paths.ticketTaking, ticket), { tab: 'files', back: '/tickets?tab=open' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, page])
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken'])
  expect(await w.db.selectFrom('ticket').select(['assignee_id', 'assignee_folded']).execute()).toEqual([
    { assignee_id: driss.id, assignee_folded: 'amrani driss' },
  ])
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})

test('with htmx he gets the panel, in which the ticket is his', async () => {
  const { w, driss, ticket } = await openTicketWorld({ status: 'open' })
  const answer = await (await w.as(driss)).post(url(paths.ticketTaking, ticket), {}, htmx)
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html).toMatch(/^<section id="ticket-panel"/)
  expect(html).toContain('Vous (Driss Amrani)')
  expect(html).toContain('Proposer une solution')
  expect(html).not.toContain('M’affecter le ticket')
})

test('of two takers at once one gets it and the other is told who did', async () => {
  const { w, driss, ines, ticket } = await openTicketWorld({ status: 'open' })
  const visitors = [await w.as(driss), await w.as(ines)]
  const answers = await Promise.all(visitors.map((one) => one.post(url(paths.ticketTaking, ticket))))
  expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['303', '409'])
  const loser = answers.find(({ status }) => status === 409)
  const { assignee_id } = await w.db.selectFrom('ticket').select('assignee_id').executeTakeFirstOrThrow()
  const winner = assignee_id === driss.id ? 'Driss Amrani' : 'Inès Moreau'
  expect(await loser?.text()).toMatch(new RegExp(`${winner} s’est affecté ce ticket le 23 nov\\. 2026`))
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken'])
})

test('the command itself compares before it sets', async () => {
  const { w, driss, ines, ticket } = await openTicketWorld({ status: 'open' })
  const acts = [await w.actOf(driss), await w.actOf(ines)]
  const results = await Promise.all(acts.map((act) => takeTicket(act, ticket.id)))
  expect(results.map((one) => (one.ok ? 'taken' : one.refusal)).toSorted()).toEqual(['taken', 'taken-by-another'])
})

test('Chloé, who only sees it, may not take it; Farid does not know of it; nobody takes a closed one', async () => {
  const { w, driss, ticket, lucie } = await openTicketWorld({ status: 'open' })
  expect((await (await w.as(w.chloe)).post(url(paths.ticketTaking, ticket))).status).toBe(403)
  expect((await (await w.as(w.farid)).post(url(paths.ticketTaking, ticket))).status).toBe(404)
  const closed = await addTicket(w, { writer: lucie, status: 'closed' })
  const answer = await (await w.as(driss)).post(url(paths.ticketTaking, closed))
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('Ce ticket est clôturé')])
  expect(await kindsOf(w, ticket)).toEqual(['sent'])
})

test('sent twice it is taken once, and both land on it', async () => {
  const { w, driss, ticket } = await openTicketWorld({ status: 'open' })
  const visitor = await w.as(driss)
  const once = 'one-form-sent-twice-1'
  const first = await visitor.post(url(paths.ticketTaking, ticket), { once })
  const second = await visitor.post(url(paths.ticketTaking, ticket), { once })
  expect([first.status, second.status]).toEqual([303, 303])
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken'])
})

test('Emma of the platform support takes what was sent to it', async () => {
  const w = await openWorld()
  const { lucie, driss } = await addAgents(w)
  const ticket = await addTicket(w, { writer: lucie, to: null })
  expect((await (await w.as(driss)).post(url(paths.ticketTaking, ticket))).status).toBe(404)
  expect((await (await w.as(w.emma)).post(url(paths.ticketTaking, ticket))).status).toBe(303)
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken'])
})
