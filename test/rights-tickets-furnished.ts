import { EMPTY_TICKET } from '../src/tickets/drafting.ts'
import { openBulkRun } from '../src/auth/running-in-bulk.ts'
import { paths } from '../src/urls.ts'
import type { TicketIds } from './rights-roles.ts'
import { attach } from './tickets/attaching.ts'
import { addTicket, subcategoryId } from './tickets/furnishing.ts'
import type { Person } from './moment.ts'
import type { TestWorld } from './world.ts'

type Side = 'mairie' | 'elsewhere'

/**
 * Per side: a ticket on its desk (that of Finances at the Mairie; that of the firm elsewhere, where nobody receives any), one
 * that its own person sent (Chloé, Farid), a draft of theirs, the file of each, and a canned answer of the desk.
 */
export async function furnishTickets(w: TestWorld): Promise<Record<Side, TicketIds>> {
  return {
    mairie: await made(w, { writer: w.chloe, to: { structureId: w.mairie, serviceId: w.finances } }),
    elsewhere: await made(w, { writer: w.farid, to: { structureId: w.elsewhere } }),
  }
}

async function made(
  w: TestWorld,
  { writer, to }: { writer: Person; to: { structureId: number; serviceId?: number } },
): Promise<TicketIds> {
  const received = await addTicket(w, { writer: w.nadia, to, assignee: w.alice })
  const sent = await addTicket(w, { writer, to: null })
  const at = w.clock.now.toISOString()
  const { id: ticketDraft } = await w.db
    .insertInto('ticket')
    .values({ ...EMPTY_TICKET, writer_id: writer.id, subject: 'À finir', created_at: at, updated_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: cannedAnswer } = await w.db
    .insertInto('canned_answer')
    .values({
      structure_id: to.structureId,
      service_id: to.serviceId ?? null,
      title: 'Accusé',
      body: 'Bonjour',
      updated_at: at,
      updated_by_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return {
    ticket: received.id,
    sentTicket: sent.id,
    ticketDraft,
    cannedAnswer,
    ticketRun: await openRun(w, to.structureId === w.mairie ? w.alice : w.farid, received.id),
    category: 1,
    subcategory: await subcategoryId(w, 'account', 'sign_in'),
    ticketFile: (await attach(w, received.id)).id,
    sentTicketFile: (await attach(w, sent.id)).id,
    ticketDraftFile: (await attach(w, ticketDraft)).id,
  }
}

/** Giving one ticket to Alice, not begun. */
async function openRun(w: TestWorld, by: Person, ticketId: number): Promise<number> {
  const input = { assigneeId: w.alice.id, seen: {}, back: paths.tickets }
  return openBulkRun(await w.actOf(by), { kind: 'ticket.assign', input, items: [{ id: ticketId, label: 'T' }] })
}
