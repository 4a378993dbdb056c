import { clockFrom } from '../../src/tickets/due-rules.ts'
import type { Ticket, TicketStatus } from '../../src/tickets/rules.ts'
import { nextPosition, takeStep } from '../../src/tickets/stepping.ts'
import { fold } from '../../src/values/text.ts'
import type { Person } from '../moment.ts'
import { addMember, addPerson } from '../people.ts'
import type { TestWorld } from '../world.ts'

/**
 * Those who write and answer tickets: Driss agent of the finance service, Inès agent of the whole Mairie, Lucie member of
 * Ørsted Conseil, who writes. Both agents hold "Sollicitations reçues" with Modification.
 */
export async function addAgents(w: TestWorld) {
  const driss = await addPerson(w.dbs, { first: 'Driss', last: 'Amrani' })
  const ines = await addPerson(w.dbs, { first: 'Inès', last: 'Moreau' })
  const lucie = await addPerson(w.dbs, { first: 'Lucie', last: 'Ørsted' })
  const drissAt = await addMember(w.dbs, driss, { structureId: w.mairie, role: 'simple_user', services: [w.finances] })
  const inesAt = await addMember(w.dbs, ines, { structureId: w.mairie, role: 'simple_user' })
  await addMember(w.dbs, lucie, { structureId: w.elsewhere, role: 'simple_user' })
  for (const membership_id of [drissAt, inesAt]) await letProcess(w, membership_id)
  return { driss, ines, lucie }
}

/** Gives a membership "Sollicitations reçues" with Modification. */
export async function letProcess({ db }: TestWorld, membershipId: number): Promise<void> {
  await db
    .updateTable('subscription')
    .set({ access: 'write' })
    .where('membership_id', '=', membershipId)
    .where('space', '=', 'requests_received')
    .execute()
}

type Wanted = {
  writer: Person
  structureId?: number
  /** Null for the platform support; without it the Mairie. */
  to?: { structureId: number; serviceId?: number } | null
  status?: Exclude<TicketStatus, 'draft'>
  assignee?: Person
  subject?: string
  description?: string
  at?: Date
}

/** The id of a seeded kind of ticket. */
export async function subcategoryId({ db }: TestWorld, category: string, code: string): Promise<number> {
  const found = await db
    .selectFrom('subcategory')
    .innerJoin('category', 'category.id', 'subcategory.category_id')
    .select('subcategory.id')
    .where('category.code', '=', category)
    .where('subcategory.code', '=', code)
    .executeTakeFirstOrThrow()
  return found.id
}

/** A ticket that was sent, in any status, as the commands leave it. */
export async function addTicket(w: TestWorld, wanted: Wanted): Promise<Ticket> {
  const at = wanted.at ?? w.clock.now
  const to = wanted.to === undefined ? { structureId: w.mairie, serviceId: w.finances } : wanted.to
  const writer = { ...(await w.actOf(wanted.writer)), now: at }
  const subject = wanted.subject ?? 'Facture suspendue sans motif'
  const id = await w.db.transaction().execute(async (db) => {
    const act = { ...writer, db }
    const { id } = await db
      .insertInto('ticket')
      .values({
        position: await nextPosition(act),
        status: 'open',
        reason: 'creation',
        writer_id: wanted.writer.id,
        structure_id: wanted.structureId ?? null,
        subcategory_id: to
          ? await subcategoryId({ ...w, db }, 'invoices', 'suspended')
          : await subcategoryId({ ...w, db }, 'portal', 'error'),
        route: to ? 'service' : 'support',
        recipient_structure_id: to?.structureId ?? null,
        recipient_service_id: to?.serviceId ?? null,
        subject,
        subject_folded: fold(subject),
        description: wanted.description ?? 'Notre facture est suspendue depuis douze jours et aucun motif n’apparaît.',
        object_type: null,
        follows_id: null,
        assignee_id: null,
        solution_by_id: null,
        created_at: at.toISOString(),
        updated_at: at.toISOString(),
        sent_at: at.toISOString(),
        ...clockFrom(at, 20),
        first_answer_at: null,
        first_solution_at: null,
        waiting_since: null,
        warned_at: null,
        closed_at: null,
        closed_how: null,
        last_activity_id: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await takeStep(act, { id }, { kind: 'sent', side: 'writer' })
    return id
  })
  await bring(w, id, { ...wanted, at })
  return w.db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** Each status by the steps that lead to it. */
async function bring(w: TestWorld, id: number, { status = 'open', assignee, writer, at }: Wanted & { at: Date }) {
  const agent = assignee ? { ...(await w.actOf(assignee)), now: at } : null
  const author = { ...(await w.actOf(writer)), now: at }
  const now = at.toISOString()
  if (agent)
    await takeStep(
      agent,
      { id },
      {
        kind: 'taken',
        side: 'agent',
        set: { assignee_id: agent.actor.id, assignee_folded: assignee?.folded ?? '' },
      },
    )
  if (status === 'awaiting_information' && agent)
    await takeStep(
      agent,
      { id },
      {
        kind: 'information_asked',
        side: 'agent',
        body: 'Pouvez-vous joindre le bon de commande ?',
        set: { status, reason: '', waiting_since: now, first_answer_at: now },
      },
    )
  if ((status === 'resolved' || status === 'closed') && agent)
    await takeStep(
      agent,
      { id },
      {
        kind: 'solution_proposed',
        side: 'agent',
        body: 'La facture sera payée vendredi.',
        set: {
          status: 'resolved',
          reason: '',
          waiting_since: now,
          solution_by_id: agent.actor.id,
          first_answer_at: now,
          first_solution_at: now,
        },
      },
    )
  if (status === 'closed')
    await takeStep(
      author,
      { id },
      {
        kind: agent ? 'solution_accepted' : 'closed',
        side: 'writer',
        set: { status, reason: '', waiting_since: null, closed_at: now, closed_how: agent ? 'accepted' : 'writer' },
      },
    )
}
