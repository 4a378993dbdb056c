import { noteInternally } from '../../src/tickets/noting.ts'
import { rateTicket } from '../../src/tickets/rating.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Site } from '../site.ts'
import { addTicket } from '../tickets/furnishing.ts'
import { type Row, SIGNED_IN } from './page-rows.ts'

/** Chloé's own tickets, one in each status; of the closed ones the second is rated. Ids. */
export async function furnishSent(site: Site) {
  const add = async (status: 'open' | 'awaiting_information' | 'resolved' | 'closed', subject: string) => {
    const to = { structureId: site.mairie, serviceId: site.finances }
    const wanted = { writer: site.chloe, structureId: site.mairie, to, assignee: site.gael, status, subject }
    return (await addTicket(site, wanted)).id
  }
  const sent = {
    open: await add('open', 'Facture 2026-0412 suspendue sans motif'),
    asked: await add('awaiting_information', 'Mémoire introuvable'),
    solved: await add('resolved', 'Virement non reçu'),
    closed: await add('closed', 'Engagement refusé'),
    rated: await add('closed', 'Rattachement en attente'),
  }
  await noteInternally(await site.actOf(site.gael), sent.open, { body: 'À voir avec la trésorerie.' })
  const by = { ticketId: sent.rated, writer: { kind: 'user', id: site.chloe.id } as const }
  await rateTicket(await site.actOf(site.chloe), by, { score: 4, comment: 'Rapide.' })
  return sent
}

const CHLOE = ['chloe'] as const

/** "Sollicitations émises", after sending. */
export const SENT_PAGES: Record<string, Row> = {
  [paths.sentTickets]: {
    who: SIGNED_IN,
    at: () =>
      ['', '?tab=open', '?tab=closed', '?tab=drafts', '?sort=sent&rows=10'].map((query) => paths.sentTickets + query),
  },
  [paths.sentTicketSearch]: {
    who: SIGNED_IN,
    at: () => ['', '?q=facture', '?q=zzzz', '?status=closed'].map((query) => paths.sentTicketSearch + query),
  },
  [paths.sentTicketDashboard]: { who: SIGNED_IN },
  [paths.sentTicket]: {
    who: CHLOE,
    at: ({ sent }) => [
      ...Object.values(sent).map((id) => url(paths.sentTicket, { id })),
      withQuery(url(paths.sentTicket, { id: sent.open }), { back: `${paths.sentTickets}?tab=open` }),
    ],
  },
  [paths.sentTicketAnswer]: {
    who: CHLOE,
    at: ({ sent }) => [sent.asked, sent.solved].map((id) => url(paths.sentTicketAnswer, { id })),
  },
  [paths.sentTicketAcceptance]: {
    who: CHLOE,
    at: ({ sent }) => [url(paths.sentTicketAcceptance, { id: sent.solved })],
  },
  [paths.sentTicketAcceptanceUndoing]: {
    who: CHLOE,
    at: ({ sent }) => [url(paths.sentTicketAcceptanceUndoing, { id: sent.closed })],
  },
  [paths.sentTicketRefusal]: { who: CHLOE, at: ({ sent }) => [url(paths.sentTicketRefusal, { id: sent.solved })] },
  [paths.sentTicketClosing]: { who: CHLOE, at: ({ sent }) => [url(paths.sentTicketClosing, { id: sent.open })] },
  [paths.sentTicketRating]: { who: CHLOE, at: ({ sent }) => [url(paths.sentTicketRating, { id: sent.closed })] },
  // An open one is not followed up: the page says so.
  [paths.sentTicketFollowUp]: {
    who: CHLOE,
    at: ({ sent }) => [url(paths.sentTicketFollowUp, { id: sent.open })],
    status: 409,
  },
}
