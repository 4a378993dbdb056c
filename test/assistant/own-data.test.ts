import { expect, test } from 'vitest'
import { answerFromOwnData } from '../../src/assistant/own-data-queries.ts'
import { ticketNumberIn } from '../../src/assistant/own-data-rules.ts'
import { paths, url } from '../../src/urls.ts'
import type { Person } from '../moment.ts'
import { addRequest } from '../people.ts'
import { addAgents, addTicket } from '../tickets/furnishing.ts'
import { openWorld, type TestWorld } from '../world.ts'

const factsFor = async (w: TestWorld, person: Person, slug: string, text = '') =>
  (await answerFromOwnData(await w.actOf(person), slug, { text, language: 'fr' }))?.map((fact) => fact.text) ?? null

test('a topic that is about nothing of one’s own has no such facts', async () => {
  const w = await openWorld()
  expect(await factsFor(w, w.alice, 'invoice-formats')).toBeNull()
})

test('Nadia learns where her request stands, and with a refusal why', async () => {
  const w = await openWorld()
  expect(await factsFor(w, w.nadia, 'membership-request-status')).toEqual([
    'Vous n’avez fait aucune demande de rattachement.',
  ])
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.mairie })
  const [fact] = (await answerFromOwnData(await w.actOf(w.nadia), 'membership-request-status', {
    text: '',
    language: 'fr',
  })) ?? [undefined]
  expect(fact?.text).toMatch(/^Votre demande de rattachement à Commune de Noisy-le-Grand du .* 2026 est en attente\.$/)
  expect(fact?.href).toBe(url(paths.ownRequest, { id }))
  await w.db
    .updateTable('membership_request')
    .set({
      state: 'refused',
      decided_at: w.clock.now.toISOString(),
      decided_by_id: w.alice.id,
      reason: 'Inconnue chez nous',
    })
    .where('id', '=', id)
    .execute()
  expect((await factsFor(w, w.nadia, 'membership-refused'))?.[0]).toMatch(/est refusée\. Motif : Inconnue chez nous$/)
  // Nobody else’s: the managers who decide it have their own pages.
  expect(await factsFor(w, w.alice, 'membership-request-status')).toEqual([
    'Vous n’avez fait aucune demande de rattachement.',
  ])
})

test('Chloé learns who manages her Mairie, Farid only who manages his firm', async () => {
  const w = await openWorld()
  expect(await factsFor(w, w.chloe, 'primary-manager-who')).toEqual([
    'Commune de Noisy-le-Grand : le gestionnaire principal est Alice Martin.',
  ])
  expect(await factsFor(w, w.farid, 'primary-manager-who', 'qui gère la commune de Noisy-le-Grand ?')).toEqual([
    'Ørsted Conseil : le gestionnaire principal est Farid Cherif.',
  ])
  expect(await factsFor(w, w.nadia, 'primary-manager-who', 'Commune de Noisy-le-Grand')).toEqual([
    'Vous n’êtes rattaché à aucune structure : demandez d’abord un rattachement.',
  ])
})

test('a ticket is told to who wrote it, by its number or not; to a stranger it is none of theirs', async () => {
  const w = await openWorld()
  const { lucie, driss } = await addAgents(w)
  const ticket = await addTicket(w, { writer: lucie, subject: 'Facture perdue' })
  const told = [`${ticket.number} « Facture perdue » : ouvert.`]
  expect(await factsFor(w, lucie, 'ticket-follow', `où en est mon ticket ${ticket.number} ?`)).toEqual(told)
  expect(await factsFor(w, lucie, 'ticket-follow', 'où en est ma sollicitation ?')).toEqual(told)
  for (const stranger of [w.farid, w.nadia, driss])
    expect(await factsFor(w, stranger, 'ticket-follow', `ticket ${ticket.number}`)).toEqual([
      `Je ne trouve aucun ticket ${ticket.number} parmi les vôtres.`,
    ])
  expect(await factsFor(w, w.farid, 'ticket-follow')).toEqual(['Vous n’avez envoyé aucune sollicitation.'])
})

test.each([
  ['où en est T-2026-000123 ?', 'T-2026-000123'],
  ['ticket t 2026 123', 'T-2026-000123'],
  ['le ticket du 12 octobre 2026', null],
  ['facture T2026', null],
])('in "%s" the number is %s', (text, number) => expect(ticketNumberIn(text)).toBe(number))

test('why a right is lacking: Chloé only sees tickets, Nadia has no structure, Alice processes them', async () => {
  const w = await openWorld()
  expect(await factsFor(w, w.chloe, 'tickets-received-access')).toEqual([
    'Pour Commune de Noisy-le-Grand, votre abonnement est en Consultation : vous voyez les tickets sans pouvoir les traiter. Demandez la Modification.',
  ])
  expect(await factsFor(w, w.alice, 'tickets-received-access')).toEqual([
    'Vous avez « Sollicitations reçues » pour Commune de Noisy-le-Grand, en Modification.',
  ])
  expect(await factsFor(w, w.farid, 'tickets-received-access')).toEqual([
    'Vous n’avez pas « Sollicitations reçues » pour Ørsted Conseil : demandez l’abonnement, un gestionnaire décidera.',
  ])
  expect(await factsFor(w, w.nadia, 'tickets-received-access')).toEqual([
    'Vous n’êtes rattaché à aucune structure : demandez d’abord un rattachement.',
  ])
})

test('roles and services as they are today', async () => {
  const w = await openWorld()
  expect(await factsFor(w, w.gael, 'role-difference')).toEqual([
    'Commune de Noisy-le-Grand : gestionnaire secondaire, Finances.',
  ])
  expect(await factsFor(w, w.alice, 'role-difference')).toEqual([
    'Commune de Noisy-le-Grand : gestionnaire principal, toute la structure.',
  ])
})

test('whether the structure is active, and that Gaël of one service may not change it', async () => {
  const w = await openWorld()
  expect(await factsFor(w, w.alice, 'structure-inactivate')).toEqual(['Commune de Noisy-le-Grand est active.'])
  expect((await factsFor(w, w.gael, 'structure-inactivate'))?.[0]).toContain('ce n’est pas votre cas')
  // A private firm is neither activated nor inactivated.
  expect(await factsFor(w, w.farid, 'structure-inactivate')).toEqual([])
})
