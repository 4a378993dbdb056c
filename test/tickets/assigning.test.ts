import { expect, test } from 'vitest'
import { eraseAccount } from '../../src/memberships/erasing.ts'
import { listAgents } from '../../src/tickets/agent-queries.ts'
import { processes } from '../../src/tickets/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { htmx, openWorld, traces } from '../world.ts'
import { kindsOf, openTicketWorld, readTicket } from './acting.ts'
import { addAgents, addTicket, letProcess } from './furnishing.ts'

const at = (ticket: { id: number }) => url(paths.ticketAssignment, ticket)

test('Inès gives the ticket of Driss, who is away, to Gaël, who is mailed', async () => {
  const { w, ines, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(ines)
  const page = await (await visitor.get(at(ticket))).text()
  for (const name of ['Alice Martin', 'Bruno Leroy', 'Driss Amrani', 'Gaël Œuvrard', 'Inès Moreau (vous)'])
    expect(page).toContain(name)
  expect(page).toContain('driss.amrani@guichet.test · En charge')
  expect(page).not.toContain('Chloé')
  const answer = await visitor.post(at(ticket), { assignee: String(w.gael.id), seen: String(ticket.last_activity_id) })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, url(paths.ticket, ticket)])
  expect(await readTicket(w, ticket)).toMatchObject({ assignee_id: w.gael.id, assignee_folded: 'oeuvrard gael' })
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken', 'assigned'])
  expect((await traces(w.dbs)).mails).toEqual(['ticket-assigned → gael.oeuvrard@guichet.test'])
  const thread = await (await visitor.get(`${url(paths.ticket, ticket)}?tab=activities`)).text()
  expect(thread).toContain('Vous avez affecté le ticket de Driss Amrani à Gaël Œuvrard')
})

test('an unassigned one is given too, with htmx as well; nobody is mailed for giving it to themselves', async () => {
  const { w, driss, ticket } = await openTicketWorld({})
  const answer = await (await w.as(driss)).post(at(ticket), { assignee: String(driss.id) }, htmx)
  expect([answer.status, await answer.text()]).toEqual([
    200,
    expect.stringMatching(/^<section id="ticket-panel".*Vous \(Driss/s),
  ])
  expect((await traces(w.dbs)).mails).toEqual([])
})

test('only to who processes the tickets of this desk', async () => {
  const { w, ines, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(ines)
  const post = async (assignee: number) => (await visitor.post(at(ticket), { assignee: String(assignee) })).status
  expect([await post(w.chloe.id), await post(w.farid.id), await post(99_999), await post(driss.id)]).toEqual([
    409, 409, 409, 409,
  ])
  const none = await visitor.post(at(ticket), {})
  expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('Choisissez la personne')])
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken'])
})

test('Chloé is told that she only reads, Farid knows nothing, and a closed ticket stays whose it was', async () => {
  const { w, driss, ines, lucie, ticket } = await openTicketWorld({ isAssigned: true })
  const fields = { assignee: String(ines.id) }
  const chloe = await w.as(w.chloe)
  expect([(await chloe.get(at(ticket))).status, (await chloe.post(at(ticket), {})).status]).toEqual([403, 403])
  expect((await (await w.as(w.farid)).post(at(ticket), fields)).status).toBe(404)
  const closed = await addTicket(w, { writer: lucie, assignee: driss, status: 'closed' })
  expect((await (await w.as(ines)).post(at(closed), fields)).status).toBe(409)
})

test('sent twice it is given once; given by two at once the second is shown what the first did', async () => {
  const { w, driss, ines, ticket } = await openTicketWorld({ isAssigned: true })
  const seen = String(ticket.last_activity_id)
  const visitors = [await w.as(driss), await w.as(ines)]
  const answers = await Promise.all(
    visitors.map((one, n) => one.post(at(ticket), { assignee: String([w.gael.id, w.bruno.id][n]), seen })),
  )
  expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['303', '409'])
  const lost = answers.find(({ status }) => status === 409)
  const html = (await lost?.text()) ?? ''
  expect(html).toMatch(/a changé depuis.*Ce qui a changé.*affecté le ticket/s)
  const again = /name="seen" value="(\d+)"/.exec(html)?.[1] ?? ''
  const once = 'one-form-sent-twice-1'
  for (let time = 0; time < 2; time++)
    expect((await visitors[0]?.post(at(ticket), { assignee: String(w.alice.id), seen: again, once }))?.status).toBe(303)
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken', 'assigned', 'assigned'])
})

test('the list holds exactly those who process, whatever their membership', async () => {
  const w = await openWorld()
  const { lucie } = await addAgents(w)
  const elsewhere = await addPerson(w.dbs, { first: 'Zoé', last: 'Roux' })
  await letProcess(
    w,
    await addMember(w.dbs, elsewhere, { structureId: w.mairie, role: 'simple_user', services: [w.marches] }),
  )
  const gone = await addPerson(w.dbs, { first: 'Yves', last: 'Petit', state: 'deactivated' })
  await letProcess(w, await addMember(w.dbs, gone, { structureId: w.mairie, role: 'simple_user' }))
  const people = await w.db.selectFrom('user').select('id').where('state', '=', 'active').execute()
  for (const to of [
    { structureId: w.mairie, serviceId: w.finances },
    { structureId: w.mairie, serviceId: w.marches },
    { structureId: w.mairie },
    null,
  ]) {
    const ticket = await addTicket(w, { writer: lucie, to })
    const act = await w.actOf(w.alice)
    const { agents } = await listAgents(act, ticket, { q: '', limit: 100 })
    const expected: number[] = []
    for (const { id } of people)
      if (processes((await w.actOf({ id, login: '', name: '', folded: '' })).actor, ticket)) expected.push(id)
    expect(agents.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b))
  }
})

test('a long list is searched by name', async () => {
  const { w, ines, ticket } = await openTicketWorld({ isAssigned: true })
  for (let n = 0; n < 30; n++) {
    const person = await addPerson(w.dbs, { first: `Agent${n}`, last: 'Aaa' })
    await letProcess(w, await addMember(w.dbs, person, { structureId: w.mairie, role: 'simple_user' }))
  }
  const visitor = await w.as(ines)
  const page = await (await visitor.get(at(ticket))).text()
  expect(page).toContain('Il y a d’autres agents')
  expect(page).not.toContain('Gaël')
  expect(await (await visitor.get(`${at(ticket)}?q=oeuv`)).text()).toContain('Gaël Œuvrard')
  expect(await (await visitor.get(`${at(ticket)}?q=personne`)).text()).toContain('Aucun agent ne correspond')
})

test('the name of an erased colleague is nowhere in the thread', async () => {
  const { w, ines, ticket } = await openTicketWorld({ isAssigned: true })
  const temp = await addPerson(w.dbs, { first: 'Tom', last: 'Passager' })
  await letProcess(w, await addMember(w.dbs, temp, { structureId: w.mairie, role: 'simple_user' }))
  const visitor = await w.as(ines)
  await visitor.post(at(ticket), { assignee: String(temp.id) })
  await visitor.post(at(ticket), { assignee: String(ines.id) })
  await w.db
    .updateTable('user')
    .set({ state: 'deactivated', deactivated_at: '2026-01-01T00:00:00.000Z' })
    .where('id', '=', temp.id)
    .execute()
  expect(await eraseAccount(await w.actOf(ines), temp.id)).toMatchObject({ ok: true })
  const page = await (await visitor.get(`${url(paths.ticket, ticket)}?tab=activities`)).text()
  expect(page).toContain('Compte effacé')
  expect(page).not.toContain('Passager')
})

test('a machine’s account is neither offered nor given a ticket', async () => {
  const { w, ines, driss, ticket } = await openTicketWorld({})
  const visitor = await w.as(ines)
  const offered = async () =>
    [
      await (await visitor.get(at(ticket))).text(),
      await (await visitor.get(`${paths.tickets}?tab=all&filters=1&assignee=${ines.id}`)).text(),
    ].map((html) => html.includes('Driss Amrani'))
  expect(await offered()).toEqual([true, true])
  await w.db.updateTable('user').set({ kind: 'technical' }).where('id', '=', driss.id).execute()
  expect(await offered()).toEqual([false, false])
  const answer = await visitor.post(at(ticket), { assignee: String(driss.id) })
  expect([answer.status, (await readTicket(w, ticket)).assignee_id]).toEqual([409, null])
})
