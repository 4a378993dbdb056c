import { expect, test } from 'vitest'
import { listActivities, listTicketFiles } from '../../src/tickets/queries.ts'
import { paths, url } from '../../src/urls.ts'
import { htmx, traces } from '../world.ts'
import { kindsOf, openTicketWorld, postFiles, readTicket } from './acting.ts'
import { addTicket } from './furnishing.ts'

const at = (ticket: { id: number }) => url(paths.ticketNote, ticket)

test('Inès notes something for her colleagues: nobody is mailed, nothing else changes', async () => {
  const { w, ines, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const answer = await (await w.as(ines)).post(at(ticket), { body: 'Vu avec la trésorerie' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${url(paths.ticket, ticket)}?tab=activities`])
  const { status, assignee_id, due_at } = await readTicket(w, ticket)
  expect({ status, assignee_id, due_at }).toEqual({ status: 'open', assignee_id: driss.id, due_at: ticket.due_at })
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken', 'noted'])
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
  const page = await (await w.as(driss)).get(`${url(paths.ticket, ticket)}?tab=activities`)
  expect(await page.text()).toMatch(/Inès Moreau.*a écrit une note interne.*l’émetteur ne la voit pas.*trésorerie/s)
})

test('the writer sees neither the note nor its file, and no search of hers finds it', async () => {
  const { w, ines, lucie, ticket } = await openTicketWorld({ isAssigned: true })
  const sent = await postFiles(w, (await w.as(ines)).cookie, {
    path: at(ticket),
    fields: { body: 'Confidentialissime' },
    files: [['brouillon-secret.txt', 'Bonjour']],
  })
  expect(sent.status).toBe(303)
  const files = await listTicketFiles(w, ticket.id, { withNotes: true })
  expect(files.map(({ name, isInternal }) => [name, isInternal])).toEqual([['brouillon-secret.txt', true]])
  expect(await listTicketFiles(w, ticket.id, { withNotes: false })).toEqual([])
  expect((await listActivities(w, ticket.id, { withNotes: false })).map(({ kind }) => kind)).toEqual(['sent', 'taken'])
  const visitor = await w.as(lucie)
  const html = await (await visitor.get(url(paths.sentTicket, ticket))).text()
  expect(html).toContain('Facture suspendue')
  expect(html).not.toMatch(/Confidentialissime|brouillon-secret|note interne/)
  const inWords = w.dbs.sqlite.prepare(`select rowid from ticket_search where ticket_search match ?`)
  expect(inWords.all('words : (confidentialissime)')).toEqual([])
  expect(inWords.all('notes : (confidentialissime)')).toEqual([{ rowid: ticket.position }])
  const own = await visitor.get(url(paths.sentTicketFile, { id: ticket.id, file: files[0]?.id ?? 0 }))
  expect(own.status).toBe(404)
  const page = await (await w.as(ines)).get(`${url(paths.ticket, ticket)}?tab=files`)
  expect(await page.text()).toMatch(/Pièces jointes des notes internes.*brouillon-secret\.txt/s)
})

test('with htmx, empty, forbidden, stranger, closed', async () => {
  const { w, ines, driss, lucie, ticket } = await openTicketWorld({})
  const visitor = await w.as(ines)
  const panel = await visitor.post(at(ticket), { body: 'Note' }, htmx)
  expect([panel.status, await panel.text()]).toEqual([200, expect.stringMatching(/^<section id="ticket-panel"/)])
  expect((await visitor.post(at(ticket), { body: '' })).status).toBe(422)
  const chloe = await w.as(w.chloe)
  expect([(await chloe.get(at(ticket))).status, (await chloe.post(at(ticket), {})).status]).toEqual([403, 403])
  expect((await (await w.as(w.farid)).post(at(ticket), { body: 'x' })).status).toBe(404)
  const closed = await addTicket(w, { writer: lucie, assignee: driss, status: 'closed' })
  const late = await visitor.post(at(closed), { body: 'Trop tard' })
  expect([late.status, await late.text()]).toEqual([409, expect.stringMatching(/clôturé.*Trop tard/s)])
})

test('sent twice it is noted once; what happened meanwhile does not hold a note up', async () => {
  const { w, ines, driss, ticket } = await openTicketWorld({})
  const visitor = await w.as(ines)
  await (await w.as(driss)).post(url(paths.ticketTaking, ticket))
  const fields = { body: 'Note', once: 'one-form-sent-twice-1', seen: String(ticket.last_activity_id) }
  for (let time = 0; time < 2; time++) expect((await visitor.post(at(ticket), fields)).status).toBe(303)
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken', 'noted'])
})
