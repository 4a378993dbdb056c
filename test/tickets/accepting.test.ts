import { expect, test } from 'vitest'
import { acceptSolution } from '../../src/tickets/accepting.ts'
import { assignTicket } from '../../src/tickets/assigning.ts'
import { proposeSolution } from '../../src/tickets/solving.ts'
import { refuseSolution } from '../../src/tickets/refusing.ts'
import { takeTicket } from '../../src/tickets/taking.ts'
import { addAgents, addTicket } from './furnishing.ts'
import { askInformation } from '../../src/tickets/asking.ts'
import { paths, url } from '../../src/urls.ts'
import { htmx, openWorld } from '../world.ts'
import { openTicket, postFiles, seenNow, SOLUTION, standing, textOf } from './sent-acting.ts'

const once = () => crypto.randomUUID()
const acceptanceOf = (id: number) => url(paths.sentTicketAcceptance, { id })
const undoingOf = (id: number) => url(paths.sentTicketAcceptanceUndoing, { id })
const DAY = 24 * 3_600_000

test('Lucie accepts: the page asks first and quotes the solution; then it is closed, and Driss has no mail', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w, { status: 'resolved' })
  const page = await textOf(await browser.get(acceptanceOf(ticket.id)))
  expect(page).toContain(SOLUTION)
  expect(page).toContain('Pendant 7 jours')
  const seen = await seenNow(w, ticket.id)
  const fields = { once: once(), seen, text: '' }
  for (const _ of [1, 2]) {
    const answer = await browser.post(acceptanceOf(ticket.id), fields)
    expect(answer.headers.get('location')).toBe(url(paths.sentTicket, ticket))
  }
  expect(await standing(w, ticket.id, seen)).toMatchObject({
    status: 'closed',
    closed_how: 'accepted',
    lines: ['solution_accepted'],
    mails: [],
  })
})

test('in the dialog htmx swaps the ticket; a word that came along is mailed to Driss', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w, { status: 'resolved' })
  const dialog = await textOf(await browser.get(acceptanceOf(ticket.id), htmx))
  expect(dialog).toContain('data-hx-target="#writer-panel"')
  expect(dialog).not.toContain('<html')
  const seen = await seenNow(w, ticket.id)
  const answer = await browser.post(acceptanceOf(ticket.id), { once: once(), seen, text: 'Parfait, merci !' }, htmx)
  expect(answer.status).toBe(200)
  const text = await textOf(answer)
  expect(text).toContain('id="writer-panel"')
  expect(text).toContain('Cette sollicitation est clôturée')
  expect((await standing(w, ticket.id, seen)).mails).toEqual(['ticket-closed → driss.amrani'])
})

test('a text that says otherwise is asked about once; it goes along with either answer', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w, { status: 'resolved' })
  const seen = await seenNow(w, ticket.id)
  const text = 'Merci, mais la facture n’est toujours pas payée.'
  const asked = await browser.post(acceptanceOf(ticket.id), { once: once(), seen, text })
  expect(asked.status).toBe(422)
  const drawn = await textOf(asked)
  expect(drawn).toContain('« toujours pas »')
  expect(drawn).toContain('Accepter quand même')
  expect(drawn).toContain(`action="${url(paths.sentTicketRefusal, ticket)}"`)
  expect(drawn.split('la facture n’est toujours pas payée.').length).toBeGreaterThan(3)
  expect(await standing(w, ticket.id, seen)).toMatchObject({ status: 'resolved', lines: [] })
  const sure = await browser.post(acceptanceOf(ticket.id), { once: once(), seen, text, sure: '1' })
  expect(sure.status).toBe(303)
  expect(await standing(w, ticket.id, seen)).toMatchObject({ status: 'closed', lines: [`solution_accepted: ${text}`] })
})

test('nobody accepts their own solution', async () => {
  const w = await openWorld()
  const { ticket, browser, lucie } = await openTicket(w, { status: 'resolved' })
  await w.db.updateTable('ticket').set({ solution_by_id: lucie.id }).where('id', '=', ticket.id).execute()
  const seen = await seenNow(w, ticket.id)
  expect(await textOf(await browser.get(url(paths.sentTicket, ticket)))).not.toContain(acceptanceOf(ticket.id))
  const answer = await browser.post(acceptanceOf(ticket.id), { once: once(), seen, text: 'Bravo moi.' })
  expect(answer.status).toBe(403)
  const text = await textOf(answer)
  expect(text).toContain('personne n’accepte sa propre solution')
  expect(text).toContain('Bravo moi.')
  expect(await standing(w, ticket.id, seen)).toMatchObject({ status: 'resolved', lines: [] })
})

test('an acceptance is undone for seven days, and only an acceptance', async () => {
  const w = await openWorld()
  const { ticket, lucie } = await openTicket(w, { status: 'resolved' })
  const accept = async () =>
    (await w.as(lucie)).post(acceptanceOf(ticket.id), { once: once(), seen: await seenNow(w, ticket.id), text: '' })
  await accept()
  const seen = await seenNow(w, ticket.id)
  w.clock.now = new Date(w.clock.now.getTime() + 7 * DAY)
  const page = await textOf(await (await w.as(lucie)).get(undoingOf(ticket.id)))
  expect(page).toContain('La solution attendra de nouveau votre avis')
  const after = await w.as(lucie)
  const undone = await after.post(undoingOf(ticket.id), { once: once(), seen })
  expect(undone.status).toBe(303)
  expect(await standing(w, ticket.id, seen)).toMatchObject({
    status: 'resolved',
    closed_how: null,
    waits: true,
    lines: ['acceptance_undone'],
    mails: [],
  })
  await accept()
  w.clock.now = new Date(w.clock.now.getTime() + 7 * DAY + 1000)
  const late = await w.as(lucie)
  const refused = await late.post(undoingOf(ticket.id), { once: once(), seen: await seenNow(w, ticket.id) })
  expect(refused.status).toBe(409)
  expect(await textOf(refused)).toContain('Ce délai est passé')
  expect((await standing(w, ticket.id)).status).toBe('closed')
})

test('what is not resolved is not accepted: the page says how it stands, and gives the text back', async () => {
  const w = await openWorld()
  const { ticket, browser, driss } = await openTicket(w)
  const seen = await seenNow(w, ticket.id)
  expect((await browser.get(acceptanceOf(ticket.id))).status).toBe(409)
  await askInformation(await w.actOf(driss), ticket.id, { body: 'Lequel ?' })
  const answer = await browser.post(acceptanceOf(ticket.id), { once: once(), seen, text: 'Très bien' })
  expect(answer.status).toBe(409)
  const text = await textOf(answer)
  expect(text).toContain('Aucune solution n’attend votre avis')
  expect(text).toContain('Lequel ?')
  expect(text).toContain('Très bien')
})

test('a remark of Lucie’s own in another tab is shown before she accepts', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w, { status: 'resolved' })
  const seen = await seenNow(w, ticket.id)
  const path = url(paths.sentTicketAnswer, ticket)
  await postFiles(w, browser, { path, fields: { once: once(), seen, text: 'Attendez !', refuses: 'no' } })
  const answer = await browser.post(acceptanceOf(ticket.id), { once: once(), seen, text: '' })
  expect(answer.status).toBe(409)
  expect(await textOf(answer)).toContain('Attendez !')
  expect((await standing(w, ticket.id)).status).toBe('resolved')
})

test('Driss, who wrote to his own service, takes and solves the ticket, and cannot accept what he proposed', async () => {
  const w = await openWorld()
  const { driss, ines } = await addAgents(w)
  const { id } = await addTicket(w, { writer: driss })
  const act = await w.actOf(driss)
  expect((await takeTicket(act, id)).ok).toBe(true)
  expect((await proposeSolution(act, id, { body: 'Je me réponds.' })).ok).toBe(true)
  const by = { ticketId: id, writer: { kind: 'user', id: driss.id } as const }
  const seen = Number(await seenNow(w, id))
  const without = { text: '', isSure: true, files: [], limits: w.config.uploads }
  const accept = () => acceptSolution(act, by, { ...without, seen })
  expect(await accept()).toEqual({ ok: false, refusal: 'own-solution' })
  expect((await (await w.as(driss)).post(acceptanceOf(id), { once: once(), seen: String(seen) })).status).toBe(403)
  expect(await standing(w, id, String(seen))).toMatchObject({ status: 'resolved', lines: [] })
  // Of a colleague's solution he is the judge.
  const refused = await refuseSolution(act, by, { seen, text: 'Non.', files: [], limits: w.config.uploads })
  expect(refused.ok).toBe(true)
  const given = { seen: Number(await seenNow(w, id)), assigneeId: ines.id }
  expect((await assignTicket(act, id, given)).ok).toBe(true)
  expect((await proposeSolution(await w.actOf(ines), id, { body: 'Voici.' })).ok).toBe(true)
  const last = Number(await seenNow(w, id))
  expect((await acceptSolution(act, by, { ...without, seen: last })).ok).toBe(true)
})
