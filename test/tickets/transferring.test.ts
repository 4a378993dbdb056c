import { expect, test } from 'vitest'
import { findSentTicket, listActivities } from '../../src/tickets/queries.ts'
import { transferToService } from '../../src/tickets/transferring.ts'
import { listTransferRecipients, recipientKey } from '../../src/tickets/transferring-queries.ts'
import { paths, url } from '../../src/urls.ts'
import { addMember, addService, addStructure } from '../people.ts'
import { htmx, openWorld, traces } from '../world.ts'
import { kindsOf, openTicketWorld, readTicket } from './acting.ts'
import { addAgents, addTicket, letProcess } from './furnishing.ts'

const toSupport = (ticket: { id: number }) => url(paths.ticketSupportTransfer, ticket)
const toService = (ticket: { id: number }) => url(paths.ticketServiceTransfer, ticket)

test('a ticket handed to the support leaves the desk: Driss lands on his list, and does not find it any more', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  await w.db.updateTable('user').set({ ticket_mails: 'all' }).where('id', '=', w.emma.id).execute()
  const visitor = await w.as(driss)
  const back = `${paths.tickets}?tab=mine`
  const answer = await visitor.post(toSupport(ticket), { body: 'Compte bloqué', back })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, back])
  expect(await readTicket(w, ticket)).toMatchObject({
    status: 'open',
    reason: 'creation',
    route: 'support',
    recipient_structure_id: null,
    recipient_service_id: null,
    desk_id: 0,
    assignee_id: null,
    assignee_folded: '',
    due_at: ticket.due_at,
  })
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken', 'transferred_to_support'])
  for (const path of [url(paths.ticket, ticket), toSupport(ticket), url(paths.ticketPresence, ticket)])
    expect((await visitor.get(path)).status, path).toBe(404)
  expect((await visitor.post(toSupport(ticket), { body: 'x' })).status).toBe(404)
  expect((await traces(w.dbs)).mails).toEqual([
    'ticket-transferred → lucie.orsted@guichet.test',
    'ticket-arrived → emma.faure@guichet.test',
  ])
})

test('the support reads the reason and who sent it; the writer sees that it was transferred, and nothing else', async () => {
  const { w, driss, lucie, ticket } = await openTicketWorld({ isAssigned: true })
  await (await w.as(driss)).post(toSupport(ticket), { body: 'Compte bloqué' })
  const emma = await (await w.as(w.emma)).get(`${url(paths.ticket, ticket)}?tab=activities`)
  expect(await emma.text()).toMatch(
    /Ticket transféré au support.*De Commune de Noisy-le-Grand, Finances \(Driss Amrani\) :\nCompte bloqué/s,
  )
  const sent = await (await w.as(lucie)).get(url(paths.sentTicket, ticket))
  const html = await sent.text()
  expect(html).toContain('Ticket transféré au support')
  expect(html).not.toContain('Compte bloqué')
  const mail = await w.db.selectFrom('mail').select('data').where('kind', '=', 'ticket-transferred').executeTakeFirst()
  expect(mail?.data).not.toContain('Compte bloqué')
})

test('with htmx the page goes to the list', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const answer = await (await w.as(driss)).post(toSupport(ticket), { body: 'Compte bloqué' }, htmx)
  expect([answer.status, answer.headers.get('hx-redirect')]).toEqual([200, paths.tickets])
})

test('the reason is asked for, and the page says what will happen', async () => {
  const { w, driss, ines, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  expect(await (await visitor.get(toSupport(ticket))).text()).toContain('vous ne pourrez plus intervenir')
  const bad = await visitor.post(toSupport(ticket), { body: '' })
  expect([bad.status, await bad.text()]).toEqual([422, expect.stringContaining('Écrivez un texte')])
  expect((await (await w.as(ines)).post(toSupport(ticket), { body: 'x' })).status).toBe(409)
  expect((await (await w.as(w.chloe)).post(toSupport(ticket), { body: 'x' })).status).toBe(403)
  expect((await (await w.as(w.farid)).post(toSupport(ticket), { body: 'x' })).status).toBe(404)
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken'])
})

test('what is with the support is not handed to it, nor elsewhere by who processes nothing else', async () => {
  const w = await openWorld()
  const { lucie } = await addAgents(w)
  const ticket = await addTicket(w, { writer: lucie, to: null, assignee: w.emma })
  const emma = await w.as(w.emma)
  expect((await emma.post(toSupport(ticket), { body: 'x' })).status).toBe(409)
  expect((await emma.post(toService(ticket), { body: 'x', recipient: `s${w.mairie}` })).status).toBe(409)
  const page = await (await emma.get(url(paths.ticket, ticket))).text()
  expect(page).toContain('Proposer une solution')
  expect(page).not.toContain('Transférer')
})

test('Driss hands a ticket to another service of the Mairie, where nobody has it yet', async () => {
  const { w, driss, ines, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  const page = await (await visitor.get(toService(ticket))).text()
  expect(page).toMatch(/Commune de Noisy-le-Grand.*Marchés publics/s)
  expect(page).not.toContain('Archives')
  const fields = { body: 'C’est un marché', recipient: `v${w.marches}` }
  const answer = await visitor.post(toService(ticket), fields)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.tickets])
  expect(await readTicket(w, ticket)).toMatchObject({
    route: 'service',
    recipient_structure_id: w.mairie,
    recipient_service_id: w.marches,
    assignee_id: null,
    due_at: ticket.due_at,
  })
  expect((await visitor.get(url(paths.ticket, ticket))).status).toBe(404)
  const [, , line] = await listActivities(w, ticket.id, { withNotes: false })
  expect(line).toMatchObject({
    kind: 'transferred_to_service',
    body: '',
    details: { to: 'Commune de Noisy-le-Grand, Marchés publics', reason: 'C’est un marché' },
  })
  expect((await traces(w.dbs)).mails).toEqual([
    'ticket-transferred → lucie.orsted@guichet.test',
    ...[w.alice, w.bruno, ines].map(({ login }) => `ticket-arrived → ${login}`),
  ])
  const seen = await (await w.as(ines)).get(`${url(paths.ticket, ticket)}?tab=activities`)
  expect(await seen.text()).toMatch(/à un autre service à Commune de Noisy-le-Grand, Marchés publics.*C’est un marché/s)
})

test('a recipient is to be chosen, from those that receive', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  const none = await visitor.post(toService(ticket), { body: 'Mon motif' })
  expect([none.status, await none.text()]).toEqual([
    422,
    expect.stringMatching(/Choisissez à qui transférer.*Mon motif/s),
  ])
  const statuses = await Promise.all(
    [`v${w.finances}`, `v${w.archives}`, `s${w.elsewhere}`, 'v99', 'nonsense'].map(async (recipient) => {
      const answer = await visitor.post(toService(ticket), { body: 'Mon motif', recipient })
      expect(await answer.text()).toContain('Mon motif')
      return answer.status
    }),
  )
  expect(statuses).toEqual([409, 409, 409, 409, 409])
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken'])
})

test('beyond the structure only what the agent processes too', async () => {
  const { w, driss, lucie, ticket } = await openTicketWorld({ isAssigned: true })
  const other = await addStructure(w.dbs, {
    name: 'Commune de Bry',
    identifier: '21940015300018',
    kind: 'public',
    primary: w.farid,
  })
  const service = await addService(w.dbs, { structure_id: other, code: 'ECO', name: 'Écoles' })
  const act = await w.actOf(driss)
  const recipient = `v${service}`
  expect(await transferToService(act, ticket.id, { recipient, reason: 'x' })).toMatchObject({
    refusal: 'no-such-recipient',
  })
  await letProcess(w, await addMember(w.dbs, driss, { structureId: other, role: 'simple_user', services: [service] }))
  const both = await w.actOf(driss)
  const { recipients } = await listTransferRecipients(both, ticket, { q: '', limit: 25 })
  expect(recipients.map(recipientKey)).toEqual([`s${w.mairie}`, `v${w.marches}`, recipient])
  const found = await listTransferRecipients(both, ticket, { q: 'ecol', limit: 25 })
  expect(found.recipients.map(recipientKey)).toEqual([recipient])
  expect(await transferToService(both, ticket.id, { recipient, reason: 'x' })).toMatchObject({ ok: true })
  expect(await readTicket(w, ticket)).toMatchObject({ recipient_structure_id: other, recipient_service_id: service })
  expect(await findSentTicket(await w.actOf(lucie), ticket.id)).toBeDefined()
})

test('searching among many services keeps the reason that was typed', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  for (let n = 0; n < 30; n++)
    await addService(w.dbs, { structure_id: w.mairie, code: `S${n}`, name: `Service ${String(n).padStart(2, '0')}` })
  const visitor = await w.as(driss)
  expect(await (await visitor.get(toService(ticket))).text()).toContain('Il y en a d’autres')
  const fields = { body: 'Mon motif', insert: 'search', q: 'service 29' }
  const found = await (await visitor.post(toService(ticket), fields)).text()
  expect(found).toMatch(/Service 29.*Mon motif/s)
  expect(found).not.toContain('Service 03')
})
