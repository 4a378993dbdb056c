import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { htmx, openWorld, traces } from '../world.ts'
import { kindsOf, openTicketWorld, readTicket } from './acting.ts'
import { addAgents, addTicket } from './furnishing.ts'

const toSupport = (ticket: { id: number }) => url(paths.ticketSupportTransfer, ticket)
const toSender = (ticket: { id: number }) => url(paths.ticketReturn, ticket)

/** Driss handed the ticket to the support, where Emma has it. */
async function openHanded() {
  const world = await openTicketWorld({ isAssigned: true })
  const { w, driss, ticket } = world
  await (await w.as(driss)).post(toSupport(ticket), { body: 'Compte bloqué' })
  const emma = await w.as(w.emma)
  await emma.post(url(paths.ticketTaking, ticket))
  await w.db.deleteFrom('mail').execute()
  return { ...world, emma }
}

test('Emma sends a ticket back to the service that handed it to the support; its agents read why, the writer where', async () => {
  const { w, driss, ines, lucie, ticket, emma } = await openHanded()
  expect(await readTicket(w, ticket)).toMatchObject({ sender_structure_id: w.mairie, sender_service_id: w.finances })
  const menu = await (await emma.get(url(paths.ticket, ticket))).text()
  expect(menu).toContain('Renvoyer à la structure')
  for (const headers of [{}, htmx])
    expect(await (await emma.get(toSender(ticket), headers)).text()).toContain(
      'par Commune de Noisy-le-Grand, Finances',
    )
  const empty = await emma.post(toSender(ticket), { body: '' })
  expect(empty.status).toBe(422)
  const fields = { body: 'C’est votre mandatement', once: 'a-token-of-the-return-form' }
  for (const _ of [1, 2]) {
    const answer = await emma.post(toSender(ticket), fields)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.tickets])
  }
  expect(await readTicket(w, ticket)).toMatchObject({
    status: 'open',
    route: 'service',
    recipient_structure_id: w.mairie,
    recipient_service_id: w.finances,
    sender_structure_id: null,
    sender_service_id: null,
    assignee_id: null,
    due_at: ticket.due_at,
  })
  expect((await kindsOf(w, ticket)).slice(2)).toEqual(['transferred_to_support', 'taken', 'transferred_to_service'])
  expect((await traces(w.dbs)).mails.toSorted()).toEqual(
    [
      'ticket-transferred → lucie.orsted@guichet.test',
      ...[w.alice, w.bruno, w.gael, driss, ines].map(({ login }) => `ticket-arrived → ${login}`),
    ].toSorted(),
  )
  expect((await emma.get(url(paths.ticket, ticket))).status).toBe(404)
  const thread = await (await (await w.as(driss)).get(`${url(paths.ticket, ticket)}?tab=activities`)).text()
  expect(thread).toMatch(/renvoyé par le support à Commune de Noisy-le-Grand, Finances.*C’est votre mandatement/s)
  const sent = await (await (await w.as(lucie)).get(url(paths.sentTicket, ticket))).text()
  expect(sent).toContain('renvoyé par le support')
  expect(sent).not.toContain('C’est votre mandatement')
})

test('what no structure handed to the support is sent back to nobody; nor by who has not taken it', async () => {
  const w = await openWorld()
  const { lucie } = await addAgents(w)
  const own = await addTicket(w, { writer: lucie, to: null, assignee: w.emma })
  const emma = await w.as(w.emma)
  expect(await (await emma.get(url(paths.ticket, own))).text()).not.toContain('Renvoyer')
  expect((await emma.post(toSender(own), { body: 'x' })).status).toBe(409)
  const theirs = await addTicket(w, { writer: lucie, assignee: w.alice })
  expect((await (await w.as(w.alice)).post(toSender(theirs), { body: 'x' })).status).toBe(409)
  expect((await (await w.as(w.chloe)).post(toSender(theirs), { body: 'x' })).status).toBe(403)
  expect((await (await w.as(w.farid)).post(toSender(theirs), { body: 'x' })).status).toBe(404)
  const free = await openHanded()
  await free.w.db.updateTable('ticket').set({ assignee_id: null }).where('id', '=', free.ticket.id).execute()
  expect((await free.emma.post(toSender(free.ticket), { body: 'x' })).status).toBe(409)
})

test('where the service receives nothing any more it is the structure’s; where that does not either the text is kept', async () => {
  const { w, ticket, emma } = await openHanded()
  await w.db.updateTable('service').set({ state: 'closed' }).where('id', '=', w.finances).execute()
  expect(await (await emma.get(toSender(ticket))).text()).toContain('par Commune de Noisy-le-Grand, sans')
  await w.db.deleteFrom('structure_space').where('structure_id', '=', w.mairie).execute()
  const refused = await emma.post(toSender(ticket), { body: 'Mon motif' })
  expect([refused.status, await refused.text()]).toEqual([
    409,
    expect.stringMatching(/Ni le service ni la structure.*Mon motif/s),
  ])
  expect(await readTicket(w, ticket)).toMatchObject({ route: 'support', sender_structure_id: w.mairie })
})
