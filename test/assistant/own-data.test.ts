import { expect, test } from 'vitest'
import { answerFromOwnData } from '../../src/assistant/own-data-queries.ts'
import { ownSentences, ticketNumberIn } from '../../src/assistant/own-data-rules.ts'
import { spaceName, spacesIn } from '../../src/assistant/own-spaces-rules.ts'
import type { Audience } from '../../src/assistant/rules.ts'
import { SPACES } from '../../src/subscriptions/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { fold } from '../../src/values/text.ts'
import { membershipWords } from '../../views/words/memberships.ts'
import { spaceWords } from '../../views/words/spaces.ts'
import { subscriptionRequestWords } from '../../views/words/subscription-requests.ts'
import { ticketWords } from '../../views/words/tickets.ts'
import type { Person } from '../moment.ts'
import { addRequest } from '../people.ts'
import { addAgents, addTicket } from '../tickets/furnishing.ts'
import { openWorld, type TestWorld } from '../world.ts'

const askAs = async (w: TestWorld, person: Person, asked: { slug: string; text?: string; audience?: Audience }) => {
  const { slug, text = '', audience = 'all' } = asked
  const facts = await answerFromOwnData(await w.actOf(person), slug, { text, language: 'fr', audience })
  return facts?.map((fact) => fact.text) ?? null
}
const factsFor = (w: TestWorld, person: Person, ...[slug, text = '']: [slug: string, text?: string]) =>
  askAs(w, person, { slug, text })

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
  expect(fact?.text).toMatch(
    /^Votre demande de rattachement à Commune de Noisy-le-Grand du .* 2026 est à l’état « En attente »\.$/,
  )
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
  expect((await factsFor(w, w.nadia, 'membership-refused'))?.[0]).toMatch(
    /est à l’état « Refusé »\. Motif : Inconnue chez nous$/,
  )
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
  const told = [`${ticket.number} « Facture perdue » : Ouvert.`]
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
    'Vous n’avez pas « Sollicitations reçues » pour Ørsted Conseil : cet espace n’y est pas ouvert. Un gestionnaire de la structure peut l’ouvrir.',
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

const NOT_MANAGER =
  'Vous êtes utilisateur simple de Commune de Noisy-le-Grand : il faut en être gestionnaire. Le gestionnaire principal est Alice Martin.'

test('Chloé, who asks for what managers do, learns first that she is none and who is', async () => {
  const w = await openWorld()
  const ask = (person: Person, slug: string) =>
    askAs(w, person, { slug, text: 'pourquoi je ne peux pas', audience: 'manager' })
  expect(await ask(w.chloe, 'membership-decide')).toEqual([NOT_MANAGER])
  expect(await ask(w.chloe, 'technical-user-expiry')).toEqual([NOT_MANAGER])
  expect(await ask(w.gael, 'membership-decide')).toEqual([])
  expect(await ask(w.alice, 'membership-decide')).toEqual([])
  expect(await ask(w.nadia, 'membership-decide')).toEqual([
    'Vous n’êtes rattaché à aucune structure : demandez d’abord un rattachement.',
  ])
})

test('why a space is not seen is answered from one’s own data, whatever the topic', async () => {
  const w = await openWorld()
  expect(
    await askAs(w, w.chloe, {
      slug: 'subscription-decide',
      text: 'pourquoi je ne vois pas les activités du gestionnaire',
      audience: 'manager',
    }),
  ).toEqual([NOT_MANAGER])
  expect(await factsFor(w, w.chloe, 'invoice-status', 'pourquoi je n’ai pas accès aux factures à valider')).toEqual([
    'Cette version de la plateforme ne comprend pas l’espace « Factures à valider » : personne ne peut l’avoir.',
  ])
  expect(await factsFor(w, w.alice, 'space-what', 'why can’t I see the manager activities?')).toEqual([
    'Vous avez « Activités du gestionnaire » pour Commune de Noisy-le-Grand, en Modification.',
  ])
  // A question about an invoice is not one about a space.
  expect(await factsFor(w, w.alice, 'invoice-status', 'pourquoi ma facture émise est-elle rejetée ?')).toBeNull()
})

test('Alice, who sees the list of members, learns who the secondary managers are; nobody is named without a primary', async () => {
  const w = await openWorld()
  expect(await factsFor(w, w.alice, 'primary-manager-who')).toEqual([
    'Commune de Noisy-le-Grand : le gestionnaire principal est Alice Martin. Gestionnaires secondaires : Bruno Leroy, Gaël Œuvrard.',
  ])
  await w.db
    .updateTable('user')
    .set({ state: 'deactivated', deactivated_at: w.clock.now.toISOString() })
    .where('id', '=', w.alice.id)
    .execute()
  for (const person of [w.bruno, w.chloe])
    expect(await factsFor(w, person, 'primary-manager-who')).toEqual([
      'Commune de Noisy-le-Grand n’a plus de gestionnaire principal ; écrivez au support de la plateforme.',
    ])
})

test.each(['fr', 'en'] as const)('what is told of one’s own data has the words of the pages (%s)', (language) => {
  const told = ownSentences[language]
  expect(told.roles).toEqual(membershipWords[language].roles)
  expect(told.requestStates).toEqual(membershipWords[language].states)
  expect(told.requestStates).toEqual(subscriptionRequestWords[language].states)
  expect(told.accesses).toEqual(spaceWords[language].accesses)
  const { statuses } = ticketWords[language]
  for (const status of ['open', 'awaiting_information', 'resolved', 'closed'] as const)
    expect(told.ticketStates[status].startsWith(statuses[status])).toBe(true)
  for (const space of SPACES)
    if (space !== 'account') {
      expect(spaceName(space, language)).toBe(spaceWords[language].names[space])
      expect(spacesIn(fold(`pourquoi n’ai-je pas ${spaceName(space, language)} ?`))).toContain(space)
    }
})

test('the first of a month is said as French says it', async () => {
  const w = await openWorld()
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.mairie })
  await w.db
    .updateTable('membership_request')
    .set({ created_at: '2026-09-01T10:00:00.000Z' })
    .where('id', '=', id)
    .execute()
  expect((await factsFor(w, w.nadia, 'membership-request-status'))?.[0]).toContain('du 1er septembre 2026')
})
