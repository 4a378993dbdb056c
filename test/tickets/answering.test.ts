import { expect, test } from 'vitest'
import { noteInternally } from '../../src/tickets/noting.ts'
import { askInformation } from '../../src/tickets/asking.ts'
import { listTicketFiles } from '../../src/tickets/queries.ts'
import { paths, url } from '../../src/urls.ts'
import { openWorld } from '../world.ts'
import { answerOf, openTicket, postFiles, seenNow, standing, textOf } from './sent-acting.ts'

const once = () => crypto.randomUUID()
const order = new File(['%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n'], 'bon.pdf')

test('Lucie answers what Driss asked, with a file: open again, its clock goes on, Driss has a mail', async () => {
  const w = await openWorld()
  const { ticket, browser, driss } = await openTicket(w, { status: 'open' })
  await askInformation(await w.actOf(driss), ticket.id, { body: 'Le bon ?' })
  await w.db.deleteFrom('mail').execute()
  const seen = await seenNow(w, ticket.id)
  const before = await standing(w, ticket.id)
  expect(before).toMatchObject({ status: 'awaiting_information', waits: true, isRunning: false })
  expect(before.minutesLeft).not.toBeNull()
  const fields = { once: once(), seen, text: 'Le voici.' }
  const answer = await postFiles(w, browser, { path: answerOf(ticket.id), fields, files: [order] })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(url(paths.sentTicket, ticket))
  expect(await standing(w, ticket.id, seen)).toMatchObject({
    status: 'open',
    reason: 'information_added',
    waits: false,
    isRunning: true,
    assignee_id: driss.id,
    lines: ['answered: Le voici.'],
    mails: ['ticket-answered → driss.amrani'],
  })
  expect(await listTicketFiles(w, ticket.id, { withNotes: false })).toMatchObject([{ name: 'bon.pdf', type: 'pdf' }])
  const page = await textOf(await browser.get(url(paths.sentTicket, ticket)))
  expect(page).toContain('Le voici.')
  expect(page).toContain('bon.pdf (PDF')
})

test('with htmx the answer is the panel with the notice, and the same form twice is one answer', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w)
  const seen = await seenNow(w, ticket.id)
  const fields = { once: once(), seen, text: 'J’ai oublié : c’est urgent.' }
  for (const _ of [1, 2]) {
    const answer = await postFiles(w, browser, { path: answerOf(ticket.id), fields, isPartial: true })
    expect(answer.status).toBe(200)
    const text = await textOf(answer)
    expect(text).toContain('id="writer-panel"')
    expect(text).toContain('Votre message a été ajouté')
    expect(text).not.toContain('<html')
  }
  expect(await standing(w, ticket.id, seen)).toMatchObject({
    status: 'open',
    reason: 'creation',
    lines: ['answered: J’ai oublié : c’est urgent.'],
    mails: ['ticket-answered → driss.amrani'],
  })
})

test('an empty answer, a wrong file and a solution nothing is said about come back with what was typed', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w, { status: 'resolved' })
  const seen = await seenNow(w, ticket.id)
  const path = answerOf(ticket.id)
  const empty = await postFiles(w, browser, { path, fields: { once: once(), seen, text: ' ', refuses: 'no' } })
  expect(empty.status).toBe(422)
  expect(await textOf(empty)).toContain('Écrivez votre message, ou joignez un fichier.')
  const silent = await postFiles(w, browser, { path, fields: { once: once(), seen, text: 'Hmm.' } })
  expect(silent.status).toBe(422)
  const drawn = await textOf(silent)
  expect(drawn).toContain('Dites si votre message refuse la solution proposée.')
  expect(drawn).toContain('>Hmm.</textarea>')
  const page = new File(['<!doctype html><script>1</script>'], 'page.html')
  const wrong = await postFiles(w, browser, {
    path,
    fields: { once: once(), seen, text: 'Voyez.', refuses: 'no' },
    files: [page, order],
  })
  expect(wrong.status).toBe(422)
  const again = await textOf(wrong)
  expect(again).toContain('page.html')
  expect(again).toContain('>Voyez.</textarea>')
  const kept = /name="kept" value="([\w-]+)"/.exec(again)?.[1] ?? ''
  expect(again).toContain('bon.pdf')
  const right = await postFiles(w, browser, {
    path,
    fields: { once: once(), kept, seen, text: 'Voyez.', refuses: 'no' },
  })
  expect(right.status).toBe(303)
  expect(await listTicketFiles(w, ticket.id, { withNotes: false })).toMatchObject([{ name: 'bon.pdf' }])
  expect(await standing(w, ticket.id, seen)).toMatchObject({ status: 'resolved', lines: ['answered: Voyez.'] })
})

test('beside a solution, yes refuses it with the text as the reason', async () => {
  const w = await openWorld()
  const { ticket, browser, driss } = await openTicket(w, { status: 'resolved' })
  const seen = await seenNow(w, ticket.id)
  const path = answerOf(ticket.id)
  const nothing = await postFiles(w, browser, { path, fields: { once: once(), seen, text: '', refuses: 'yes' } })
  expect(await textOf(nothing)).toContain('Dites pourquoi vous refusez')
  const answer = await postFiles(w, browser, {
    path,
    fields: { once: once(), seen, text: 'Rien reçu.', refuses: 'yes' },
  })
  expect(answer.status).toBe(303)
  expect(await standing(w, ticket.id, seen)).toMatchObject({
    status: 'open',
    reason: 'solution_refused',
    assignee_id: driss.id,
    waits: false,
    isRunning: true,
    lines: ['solution_refused: Rien reçu.'],
    mails: ['ticket-solution-refused → driss.amrani'],
  })
})

test('what Driss did meanwhile is shown above the text, which then goes through; what agents note is no change', async () => {
  const w = await openWorld()
  const { ticket, browser, driss } = await openTicket(w)
  const seen = await seenNow(w, ticket.id)
  await askInformation(await w.actOf(driss), ticket.id, { body: 'Quel bon de commande ?' })
  const path = answerOf(ticket.id)
  const refused = await postFiles(w, browser, { path, fields: { once: once(), seen, text: 'Alors ?' } })
  expect(refused.status).toBe(409)
  const text = await textOf(refused)
  expect(text).toContain('Ce qui a changé')
  expect(text.split('Quel bon de commande ?')).toHaveLength(3)
  expect(text).toContain('>Alors ?</textarea>')
  expect((await standing(w, ticket.id)).status).toBe('awaiting_information')
  const now = /name="seen" value="(\d+)"/.exec(text)?.[1] ?? ''
  await noteInternally(await w.actOf(driss), ticket.id, { body: 'Pénible.' })
  const sent = await postFiles(w, browser, { path, fields: { once: once(), seen: now, text: 'Alors ?' } })
  expect(sent.status).toBe(303)
  expect(await textOf(await browser.get(url(paths.sentTicket, ticket)))).not.toContain('Pénible')
})

test('once it is closed nothing is added, and the text is given back', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w, { status: 'closed' })
  const seen = await seenNow(w, ticket.id)
  const answer = await postFiles(w, browser, {
    path: answerOf(ticket.id),
    fields: { once: once(), seen, text: 'Encore moi.' },
  })
  expect(answer.status).toBe(409)
  const text = await textOf(answer)
  expect(text).toContain('on ne peut plus y répondre')
  expect(text).toContain('Encore moi.')
  expect(await standing(w, ticket.id, seen)).toMatchObject({ lines: [], mails: [] })
})

test('Farid, Driss and Emma find no such ticket among their own, nobody signed out does either', async () => {
  const w = await openWorld()
  const { ticket, driss } = await openTicket(w)
  const seen = await seenNow(w, ticket.id)
  for (const person of [w.farid, driss, w.emma]) {
    const other = await w.as(person)
    expect((await other.get(url(paths.sentTicket, ticket))).status, person.name).toBe(404)
    const fields = { once: once(), seen, text: '' }
    expect((await postFiles(w, other, { path: answerOf(ticket.id), fields })).status, person.name).toBe(404)
  }
  const nobody = await w.as(null)
  expect((await nobody.get(url(paths.sentTicket, ticket))).headers.get('location')).toContain('/sign-in')
  expect(await standing(w, ticket.id, seen)).toMatchObject({ lines: [], mails: [] })
})

test('a ticket holds no more files than its limit, whatever came before', async () => {
  const w = await openWorld({ env: { TICKET_FILES: '2' } })
  const { ticket, browser } = await openTicket(w)
  const path = answerOf(ticket.id)
  const send = async (files: File[]) =>
    postFiles(w, browser, { path, fields: { once: once(), seen: await seenNow(w, ticket.id), text: 'Voici.' }, files })
  const text = (name: string) => new File([`contenu de ${name}`], name)
  expect((await send([text('a.txt')])).status).toBe(303)
  const second = await send([text('b.txt'), text('c.txt')])
  expect(second.status).toBe(422)
  expect(await textOf(second)).toContain('c.txt : ')
  expect((await send([text('d.txt')])).status).toBe(303)
  expect((await listTicketFiles(w, ticket.id, { withNotes: false })).map(({ name }) => name)).toEqual([
    'a.txt',
    'd.txt',
  ])
})

test('who has nobody in charge is answered by the desk: those who want all mails are told', async () => {
  const w = await openWorld()
  const { ticket, browser, ines, lucie } = await openTicket(w)
  await w.db.updateTable('ticket').set({ assignee_id: null }).where('id', '=', ticket.id).execute()
  await w.db.updateTable('user').set({ ticket_mails: 'all' }).where('id', 'in', [ines.id, lucie.id]).execute()
  const seen = await seenNow(w, ticket.id)
  await postFiles(w, browser, { path: answerOf(ticket.id), fields: { once: once(), seen, text: 'Alors ?' } })
  expect((await standing(w, ticket.id)).mails).toEqual(['ticket-answered → ines.moreau'])
})
