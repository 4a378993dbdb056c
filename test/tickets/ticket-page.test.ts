import { expect, test } from 'vitest'
import { eraseAccount } from '../../src/memberships/erasing.ts'
import { paths, url } from '../../src/urls.ts'
import { htmx, openWorld } from '../world.ts'
import { openTicketWorld, postFiles } from './acting.ts'
import { addAgents, addTicket } from './furnishing.ts'

const at = (ticket: { id: number }, query = '') => url(paths.ticket, ticket) + query

test('the content of a ticket: what is asked, of what kind, by whom and of whom', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  await w.db
    .updateTable('ticket')
    .set({ object_type: 'invoice', object_reference: 'F-2026-0412', phone: '01 02 03 04 05' })
    .where('id', '=', ticket.id)
    .execute()
  const html = await (await (await w.as(driss)).get(at(ticket, '?back=%2Ftickets%3Ftab%3Dmine'))).text()
  expect(html).toMatch(/<title>T-2026-000001 – Facture suspendue sans motif – Tickets reçus – Guichet<\/title>/)
  expect(html).toMatch(/<a href="\/tickets\?tab=mine">Tickets reçus<\/a>/)
  for (const [name, value] of [
    ['Statut', '<span class="tag wait">Ouvert</span>'],
    ['Motif d’état', 'Création'],
    ['Affectation', 'Vous (Driss Amrani)'],
    ['Catégorie', 'Factures'],
    ['Sous-catégorie', 'Facture suspendue'],
    ['Type d’objet', 'Facture'],
    ['Référence', 'F-2026-0412'],
    ['Désignation de l’organisation', 'Ørsted Conseil'],
    ['Contact', 'Lucie Ørsted'],
    ['Adresse de contact', 'lucie.orsted@guichet.test'],
    ['Téléphone', '01 02 03 04 05'],
    ['Raison sociale', 'Commune de Noisy-le-Grand'],
    ['Service', 'FIN – Finances'],
  ])
    expect(html).toContain(`<dt>${name}</dt><dd>${value}</dd>`)
  expect(html).toMatch(/Contenu du ticket.*Activités <span class="count">2.*Pièces jointes <span class="count">0/s)
  expect(html).toMatch(/732\s829\s320\s00074/)
})

test('its tabs are links, in the page and in the panel', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  const thread = await (await visitor.get(at(ticket, '?tab=activities'))).text()
  expect(thread).toMatch(/href="\/tickets\/\d+\?tab=activities" aria-current="page".*Vous vous êtes affecté le ticket/s)
  expect(thread).not.toContain('aucun motif n’apparaît')
  const panel = await (await visitor.get(at(ticket, '?tab=files'), htmx)).text()
  expect(panel).toMatch(/^<section id="ticket-panel".*Aucune pièce jointe\./s)
})

test('the menu holds what can be done now, and nothing else', async () => {
  const { w, driss, ines, ticket } = await openTicketWorld({})
  const menu = async (person: typeof driss) => {
    const html = await (await (await w.as(person)).get(at(ticket))).text()
    const list = /<details class="choices">.*?<\/details>/s.exec(html)?.[0] ?? ''
    return [...list.matchAll(/<li>.*?>([^<>]+)<\/(?:a|button)>/gs)].map(([, label]) => label)
  }
  expect(await menu(driss)).toEqual(['M’affecter le ticket', 'Affecter à…', 'Note interne'])
  await (await w.as(driss)).post(url(paths.ticketTaking, ticket))
  expect(await menu(driss)).toEqual([
    'Affecter à…',
    'Proposer une solution',
    'Demander des informations',
    'Transférer au support',
    'Transférer à un autre service',
    'Note interne',
  ])
  expect(await menu(ines)).toEqual(['Affecter à…', 'Note interne'])
  expect(await menu(w.chloe)).toEqual([])
  const seen = await (await (await w.as(ines)).get(at(ticket))).text()
  expect(seen).toContain('Ce ticket est affecté à Driss Amrani, qui seul le traite.')
  const read = await (await (await w.as(w.chloe)).get(at(ticket))).text()
  expect(read).toContain('Vous consultez ce ticket.')
})

test('one that is late says so, and one that waits has no due date', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  expect(await (await visitor.get(at(ticket))).text()).not.toContain('En retard')
  w.clock.now = new Date('2026-11-27T09:00:00.000Z')
  const late = await w.as(driss)
  expect(await (await late.get(at(ticket))).text()).toMatch(/À répondre avant<\/dt><dd>.*25 nov\. 2026.*En retard/s)
  await late.post(url(paths.ticketInformationRequest, ticket), { body: 'Lequel ?' })
  expect(await (await late.get(at(ticket))).text()).not.toContain('À répondre avant')
})

test('a ticket written without an account shows who holds its link', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  await w.db.updateTable('ticket').set({ writer_id: null, structure_id: null }).where('id', '=', ticket.id).execute()
  await w.db
    .insertInto('ticket_guest')
    .values({
      ticket_id: ticket.id,
      last_name: 'Petit',
      first_name: 'Jeanne',
      email: 'jeanne@firme.test',
      siret: '73282932000074',
      organisation: 'Petit SARL',
      language: 'fr',
    })
    .execute()
  const html = await (await (await w.as(driss)).get(at(ticket))).text()
  for (const value of ['Jeanne Petit', 'jeanne@firme.test', 'Petit SARL', 'Sans compte']) expect(html).toContain(value)
})

test('an erased writer has a neutral name and no address', async () => {
  const { w, driss, lucie, ticket } = await openTicketWorld({ isAssigned: true })
  await w.db
    .updateTable('user')
    .set({ state: 'deactivated', deactivated_at: '2026-01-01T00:00:00.000Z' })
    .where('id', '=', lucie.id)
    .execute()
  expect(await eraseAccount(await w.actOf(driss), lucie.id)).toMatchObject({ ok: true })
  const html = await (await (await w.as(driss)).get(at(ticket))).text()
  expect(html).toContain('<dt>Contact</dt><dd>Compte effacé</dd>')
  expect(html).not.toMatch(/Lucie|\.invalid/)
})

test('agents of another service, strangers and who lost the space find nothing; the support finds its own', async () => {
  const w = await openWorld()
  const { driss, lucie } = await addAgents(w)
  const marches = await addTicket(w, { writer: lucie, to: { structureId: w.mairie, serviceId: w.marches } })
  const support = await addTicket(w, { writer: lucie, to: null })
  const own = await addTicket(w, { writer: lucie })
  const status = async (person: typeof driss, ticket: { id: number }) =>
    (await (await w.as(person)).get(at(ticket))).status
  expect([await status(driss, marches), await status(driss, support), await status(driss, own)]).toEqual([
    404, 404, 200,
  ])
  expect([await status(w.emma, support), await status(w.emma, own), await status(lucie, own)]).toEqual([200, 404, 404])
  await w.db.deleteFrom('subscription').where('space', '=', 'requests_received').execute()
  expect(await status(driss, own)).toBe(404)
  const emma = await (await (await w.as(w.emma)).get(at(support))).text()
  expect(emma).toContain('Support de la plateforme')
})

test('files are listed with where they came from, and lead to their download', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  const sent = await postFiles(w, visitor.cookie, {
    path: url(paths.ticketInformationRequest, ticket),
    fields: { body: 'Voici le modèle' },
    files: [['modele.txt', 'Bonjour']],
  })
  expect(sent.status).toBe(303)
  const html = await (await visitor.get(at(ticket, '?tab=files'))).text()
  const href = /href="(\/tickets\/\d+\/files\/\d+)"/.exec(html)?.[1] ?? ''
  expect(await (await visitor.get(href)).text()).toBe('Bonjour')
})

test('in English every word is', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', driss.id).execute()
  const html = await (await (await w.as(driss)).get(at(ticket))).text()
  expect(html).toMatch(/Content of the ticket.*Activities.*Attachments/s)
  expect(html).toMatch(/Propose a solution.*Transfer to the support/s)
})
