import { openAssignmentRun } from '../../src/tickets/bulk-assigning.ts'
import { addCannedAnswer } from '../../src/tickets/canned-changing.ts'
import { noteInternally } from '../../src/tickets/noting.ts'
import { refuseSolution } from '../../src/tickets/refusing.ts'
import { takeTicket } from '../../src/tickets/taking.ts'
import { transferToSupport } from '../../src/tickets/transferring.ts'
import { keepWriting } from '../../src/tickets/writing-text.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Site } from '../site.ts'
import { attach } from '../tickets/attaching.ts'
import { addTicket } from '../tickets/furnishing.ts'
import type { Furnished, RoleName } from './furnished.ts'
import { OF_MAIRIE, type Row } from './page-rows.ts'

const MONTH = 30 * 24 * 3_600_000

/** Tickets that the Mairie's finance service, the whole Mairie and the platform support receive. Ids. */
export async function furnishReceived(site: Site) {
  const [alice, emma] = [await site.actOf(site.alice), await site.actOf(site.emma)]
  const late = new Date(site.clock.now.getTime() - MONTH)
  for (let n = 1; n <= 30; n++)
    await addTicket(site, { writer: site.farid, structureId: site.elsewhere, subject: `Facture ${n} suspendue` })
  const add = async (wanted: Partial<Parameters<typeof addTicket>[1]>) =>
    (await addTicket(site, { writer: site.farid, structureId: site.elsewhere, ...wanted })).id
  const received = {
    mine: await add({ assignee: site.alice, subject: 'Mandatement en retard', at: late }),
    free: await add({ to: { structureId: site.mairie }, subject: 'Adresse de facturation', at: late }),
    asked: await add({ assignee: site.alice, status: 'awaiting_information' }),
    refused: await add({ assignee: site.alice, status: 'resolved', subject: 'Avoir introuvable' }),
    closed: await add({ assignee: site.alice, status: 'closed', subject: 'Bon de commande perdu' }),
    handed: await add({ assignee: site.alice, subject: 'Compte bloqué' }),
    support: await add({ to: null, assignee: site.emma, subject: 'Message d’erreur au dépôt' }),
  }
  const by = { ticketId: received.refused, writer: { kind: 'user', id: site.farid.id } as const }
  const refusal = { text: 'L’avoir n’y est toujours pas.', files: [], limits: site.config.uploads }
  const { last_activity_id: seen } = await site.db
    .selectFrom('ticket')
    .select('last_activity_id')
    .where('id', '=', received.refused)
    .executeTakeFirstOrThrow()
  await refuseSolution(await site.actOf(site.farid), by, { ...refusal, seen: seen ?? 0 })
  await transferToSupport(alice, received.handed, { reason: 'Nous n’y pouvons rien.' })
  await takeTicket(emma, received.handed)
  await noteInternally(alice, received.mine, { body: 'À voir avec la trésorerie.' })
  await attach(site, received.mine)
  await attach(site, received.mine, { name: 'relevé interne.txt', isInternal: true })
  await keepWriting(alice, received.mine, { kind: 'solution', body: 'La facture sera' })
  const answer = { title: 'Accusé de réception', body: 'Bonjour {emetteur}, votre ticket {numero} est en cours.' }
  const [canned, supportCanned] = [
    await addCannedAnswer(alice, { structureId: site.mairie, serviceId: null }, answer),
    await addCannedAnswer(emma, { structureId: null, serviceId: null }, answer),
  ]
  const run = await openAssignmentRun(alice, [received.mine, received.free], {
    assigneeId: site.bruno.id,
    seen: {},
    back: paths.tickets,
  })
  if (!canned.ok || !supportCanned.ok || !run.ok) throw new Error('Nothing to look at')
  return { ...received, canned: canned.value.id, supportCanned: supportCanned.value.id, run: run.value }
}

const READERS = ['chloe', ...OF_MAIRIE, 'emma'] as const
const ANSWERERS = [...OF_MAIRIE, 'emma'] as const

/** Who processes a ticket of their own, and the one that they do. */
const ASSIGNEES = ['alice', 'emma'] as const
const ownOf = ({ received }: Furnished, role: RoleName): number => (role === 'emma' ? received.support : received.mine)
type ActPath = `/tickets/:id/${string}`
const act = (path: ActPath): Row => ({
  who: ASSIGNEES,
  at: (made, role) => [url(path as typeof paths.ticketNote, { id: ownOf(made, role) })],
})
const cannedOf = ({ received }: Furnished, role: RoleName) =>
  role === 'emma' ? received.supportCanned : received.canned

const LISTS = [
  '?tab=mine',
  '',
  '?tab=awaiting',
  '?tab=all',
  '?tab=closed',
  '?page=2',
  '?rows=50&sort=subject',
  '?q=mandatement',
  '?q=mendatement',
  '?q=zzzz',
  '?filters=1&tab=all&late=1&assignee=nobody',
  '?filters=1&tab=closed',
]

/** "Tickets reçus". */
export const AGENT_PAGES: Record<string, Row> = {
  [paths.tickets]: { who: READERS, at: () => LISTS.map((query) => paths.tickets + query) },
  [paths.ticketAssignments]: {
    who: READERS,
    at: (made, role) => [
      paths.ticketAssignments,
      withQuery(paths.ticketAssignments, { id: ownOf(made, role), back: `${paths.tickets}?tab=all` }),
      `${paths.ticketAssignments}?all=1`,
    ],
  },
  [paths.ticketRun]: { who: ['alice'], at: ({ received: { run: id } }) => [url(paths.ticketRun, { id })] },
  [paths.ticket]: {
    who: READERS,
    at: ({ received }, role) => {
      const { mine, asked, refused, closed } = received
      // Gaël and Chloé see what Alice does; the whole Mairie's is not Gaël's.
      const others = role === 'gael' ? [] : [received.free]
      const ids = role === 'emma' ? [received.support] : [mine, asked, refused, closed, ...others]
      return ids.flatMap((id) => ['', '?tab=activities', '?tab=files'].map((tab) => url(paths.ticket, { id }) + tab))
    },
  },
  [paths.ticketTaking]: {
    who: ['bruno', 'alice'],
    at: ({ received: { free: id } }) => [url(paths.ticketTaking, { id })],
  },
  [paths.ticketAssignment]: {
    who: ANSWERERS,
    at: (made, role) =>
      ['', '?q=leroy', '?q=zzzz'].map((query) => url(paths.ticketAssignment, { id: ownOf(made, role) }) + query),
  },
  [paths.ticketSolution]: act(paths.ticketSolution),
  [paths.ticketInformationRequest]: act(paths.ticketInformationRequest),
  [paths.ticketNote]: act(paths.ticketNote),
  [paths.ticketSupportTransfer]: {
    who: ['alice'],
    at: ({ received: { mine: id } }) => [url(paths.ticketSupportTransfer, { id })],
  },
  [paths.ticketServiceTransfer]: {
    who: ['alice'],
    at: ({ received: { mine: id } }) =>
      ['', '?q=marchés', '?q=zzzz'].map((query) => url(paths.ticketServiceTransfer, { id }) + query),
  },
  [paths.ticketReturn]: {
    who: ['emma'],
    at: ({ received: { handed: id } }) => [url(paths.ticketReturn, { id })],
  },
  [paths.cannedAnswers]: { who: ANSWERERS },
  [paths.newCannedAnswer]: { who: ANSWERERS },
  [paths.cannedAnswer]: { who: ANSWERERS, at: (made, role) => [url(paths.cannedAnswer, { id: cannedOf(made, role) })] },
  // The answers of the whole Mairie are not Gaël's to remove.
  [paths.cannedAnswerRemoval]: {
    who: ['bruno', 'alice', 'emma'],
    at: (made, role) => [url(paths.cannedAnswerRemoval, { id: cannedOf(made, role) })],
  },
}

/** The same pages, saying no. */
export const AGENT_ERRORS: Record<string, Row> = {
  'a ticket that one only reads': {
    who: ['chloe'],
    at: ({ received: { mine: id } }) => [url(paths.ticketSolution, { id })],
    status: 403,
  },
  'a ticket that another treats': {
    who: ['bruno'],
    at: ({ received: { mine: id } }) => [url(paths.ticketTaking, { id }), url(paths.ticketSolution, { id })],
    status: 409,
  },
  'a ticket that was handed to the support': {
    who: ['alice'],
    at: ({ received: { handed: id } }) => [url(paths.ticket, { id })],
    status: 404,
  },
  'a canned answer of the whole structure': {
    who: ['gael'],
    at: ({ received: { canned: id } }) => [url(paths.cannedAnswerRemoval, { id })],
    status: 403,
  },
}
