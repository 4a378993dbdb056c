import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { htmx, traces } from '../world.ts'
import { kindsOf, openTicketWorld, readTicket } from './acting.ts'

const at = (ticket: { id: number }) => url(paths.ticketInformationRequest, ticket)

test('Driss asks for information: the ticket waits, its clock stands still, Lucie is mailed', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const answer = await (await w.as(driss)).post(at(ticket), { body: 'Pouvez-vous joindre le bon ?' })
  expect(answer.status).toBe(303)
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken', 'information_asked'])
  expect(await readTicket(w, ticket)).toMatchObject({
    status: 'awaiting_information',
    reason: '',
    waiting_since: '2026-11-23T10:00:00.000Z',
    first_answer_at: '2026-11-23T10:00:00.000Z',
    first_solution_at: null,
    due_at: null,
    due_minutes_left: 19 * 60,
    assignee_id: driss.id,
  })
  expect((await traces(w.dbs)).mails).toEqual(['ticket-information-asked → lucie.orsted@guichet.test'])
})

test('with htmx the panel says that it waits', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const answer = await (await w.as(driss)).post(at(ticket), { body: 'Lequel ?' }, htmx)
  expect([answer.status, await answer.text()]).toEqual([
    200,
    expect.stringMatching(/^<section id="ticket-panel".*En attente d’informations.*Lequel \?/s),
  ])
})

test('bad, forbidden, stranger, wrong state', async () => {
  const { w, driss, ines, ticket } = await openTicketWorld({ isAssigned: true })
  const post = async (person: typeof driss, body: string) =>
    (await (await w.as(person)).post(at(ticket), { body })).status
  expect(await post(driss, '')).toBe(422)
  expect(await post(ines, 'x')).toBe(409)
  expect(await post(w.chloe, 'x')).toBe(403)
  expect(await post(w.farid, 'x')).toBe(404)
  expect(await post(driss, 'x')).toBe(303)
  expect(await post(driss, 'y')).toBe(409)
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken', 'information_asked'])
  expect((await traces(w.dbs)).mails).toHaveLength(1)
})

test('sent twice it is asked once', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  for (let time = 0; time < 2; time++)
    expect((await visitor.post(at(ticket), { body: 'x', once: 'one-form-sent-twice-1' })).status).toBe(303)
  expect((await traces(w.dbs)).mails).toHaveLength(1)
})
