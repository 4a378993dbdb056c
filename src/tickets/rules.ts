import type { Selectable } from 'kysely'
import type { Access, Actor } from '../act.ts'
import type { TicketActivityTable, TicketTable } from '../db/ticket-tables.ts'
import { extentOf } from '../values/reach.ts'

export type TicketStatus = Ticket['status']
export type TicketReason = Ticket['reason']
export type TicketRoute = 'support' | 'service'
export type ActivityKind = TicketActivityTable['kind']
export type Side = TicketActivityTable['side']
export const TICKET_STATUSES = [
  'draft',
  'open',
  'awaiting_information',
  'resolved',
  'closed',
] as const satisfies TicketStatus[]

/** What a ticket may be about; its reference is typed beside it. */
export const OBJECT_TYPES = [
  'invoice',
  'works_invoice',
  'justice_memo',
  'tic_refund',
  'engagement',
  'flow',
  'structure',
  'user',
] as const
export type ObjectType = (typeof OBJECT_TYPES)[number]
export const isObjectType = (text: string): text is ObjectType => OBJECT_TYPES.some((one) => one === text)

export type Ticket = Selectable<TicketTable>
/** A ticket as far as the rules ask. */
type Standing = Pick<
  Ticket,
  | 'status'
  | 'writer_id'
  | 'assignee_id'
  | 'solution_by_id'
  | 'route'
  | 'recipient_structure_id'
  | 'recipient_service_id'
>

/** Whose tickets somebody reads or processes: the support's, all of some structures, some services alone. */
export type Desks = { support: boolean; structures: number[]; services: number[] }

/** Pure. By the space "Sollicitations reçues": `write` processes, `read` only sees. The platform support has its own. */
export function desksOf(actor: Actor, access: Access): Desks {
  const desks: Desks = { support: actor.isOperator, structures: [], services: [] }
  for (const membership of actor.memberships) {
    const extent = extentOf(membership, 'requests_received', access)
    if (!extent) continue
    if (extent.whole) desks.structures.push(membership.structureId)
    else desks.services.push(...extent.services)
  }
  return desks
}
export const isEmpty = ({ support, structures, services }: Desks): boolean =>
  !support && structures.length === 0 && services.length === 0

/** Pure. Whether a ticket that was sent lies on one of these desks. */
export function liesOn(
  desks: Desks,
  ticket: Pick<Ticket, 'route' | 'recipient_structure_id' | 'recipient_service_id'>,
): boolean {
  if (ticket.route === 'support') return desks.support
  const { recipient_structure_id: structure, recipient_service_id: service } = ticket
  return (
    (structure !== null && desks.structures.includes(structure)) ||
    (service !== null && desks.services.includes(service))
  )
}

/** Pure. Whether this actor processes tickets of this desk. */
export const processes = (
  actor: Actor,
  ticket: Pick<Ticket, 'route' | 'recipient_structure_id' | 'recipient_service_id'>,
) => liesOn(desksOf(actor, 'write'), ticket)

/** Why an agent may not act. `changed` is asked by the command: somebody acted since the page was drawn. */
export type ProcessRefusal =
  | 'not-found'
  | 'not-an-agent'
  | 'not-open'
  | 'not-assigned'
  | 'not-yours'
  | 'closed'
  | 'changed'

/** Pure. "Nothing else can be done before the ticket is assigned; only the assignee processes it." */
export function whyNotProcess(ticket: Standing, actor: Actor): ProcessRefusal | null {
  if (!processes(actor, ticket)) return 'not-an-agent'
  if (ticket.status === 'closed') return 'closed'
  if (ticket.status !== 'open') return 'not-open'
  if (ticket.assignee_id === null) return 'not-assigned'
  return ticket.assignee_id === actor.id ? null : 'not-yours'
}

export type TransferRefusal =
  | ProcessRefusal
  | 'with-the-support'
  | 'not-from-a-structure'
  | 'same-recipient'
  | 'no-such-recipient'
  | 'not-receiving'
/** Pure. */
export const whyNotTransferToSupport = (ticket: Standing, actor: Actor): TransferRefusal | null =>
  whyNotProcess(ticket, actor) ?? (ticket.route === 'support' ? 'with-the-support' : null)

/** Pure. Renvoyer à la structure: what a structure handed to the support. */
export function whyNotReturn(
  ticket: Standing & Pick<Ticket, 'sender_structure_id'>,
  actor: Actor,
): TransferRefusal | null {
  const refusal = whyNotProcess(ticket, actor)
  if (refusal) return refusal
  return ticket.route === 'support' && ticket.sender_structure_id !== null ? null : 'not-from-a-structure'
}

export type TakeRefusal = 'not-found' | 'not-an-agent' | 'closed' | 'taken-by-another' | 'already-yours'
/** Pure. M'affecter le ticket: one that nobody has. */
export function whyNotTake(ticket: Standing, actor: Actor): TakeRefusal | null {
  if (!processes(actor, ticket)) return 'not-an-agent'
  if (ticket.status === 'closed') return 'closed'
  if (ticket.assignee_id === null) return null
  return ticket.assignee_id === actor.id ? 'already-yours' : 'taken-by-another'
}

export type AssignRefusal =
  | 'not-found'
  | 'not-an-agent'
  | 'closed'
  | 'not-entitled'
  | 'already-theirs'
  | 'assigned-too-often'
  | 'changed'
/** Pure. Affecter à…: any agent may give a ticket to another ("notamment en cas d'absence"). */
export function whyNotAssign(ticket: Standing, actor: Actor): AssignRefusal | null {
  if (!processes(actor, ticket)) return 'not-an-agent'
  return ticket.status === 'closed' ? 'closed' : null
}

export type NoteRefusal = 'not-found' | 'not-an-agent' | 'closed'
/** Pure. A word among agents needs no assignment. */
export const whyNotNote = (ticket: Standing, actor: Actor): NoteRefusal | null =>
  whyNotAssign(ticket, actor) as NoteRefusal | null

/** Who wrote a ticket: an account, or the holder of a link to it, beside whom an account may be signed in (`besideId`). */
export type Writer = { kind: 'user'; id: number } | { kind: 'guest'; besideId?: number | null }
const isWriter = (ticket: Standing, writer: Writer): boolean =>
  writer.kind === 'guest' ? ticket.writer_id === null : ticket.writer_id === writer.id

export type WriteRefusal =
  | 'not-found'
  | 'closed'
  | 'not-sent'
  | 'not-resolved'
  | 'own-solution'
  | 'too-late'
  | 'not-accepted'
  | 'changed'

/** Pure. "A writer may answer, add files and close at any time before closed." */
export function whyNotAnswer(ticket: Standing, writer: Writer): WriteRefusal | null {
  if (!isWriter(ticket, writer)) return 'not-found'
  if (ticket.status === 'draft') return 'not-sent'
  return ticket.status === 'closed' ? 'closed' : null
}

/** Pure. Refusing a solution: there must be one. */
export const whyNotRefuse = (ticket: Standing, writer: Writer): WriteRefusal | null =>
  whyNotAnswer(ticket, writer) ?? (ticket.status === 'resolved' ? null : 'not-resolved')

/** Pure. Nobody accepts their own solution; whose it is, `isOwnSolution` of solver-queries.ts finds out. */
export const whyNotAccept = (ticket: Standing, writer: Writer, isOwnSolution: boolean): WriteRefusal | null =>
  whyNotRefuse(ticket, writer) ?? (isOwnSolution ? 'own-solution' : null)

const WEEK = 7 * 24 * 3_600_000
/** Pure. An acceptance, and only that, can be undone by the writer for 7 days. */
export function whyNotUndoAcceptance(
  ticket: Standing & Pick<Ticket, 'closed_at' | 'closed_how'>,
  writer: Writer,
  now: Date,
): WriteRefusal | null {
  if (!isWriter(ticket, writer)) return 'not-found'
  if (ticket.status !== 'closed' || ticket.closed_how !== 'accepted') return 'not-accepted'
  return now.getTime() - Date.parse(ticket.closed_at ?? '') > WEEK ? 'too-late' : null
}

/** Each is a mail to the person: nobody fills a mailbox by giving a ticket back and forth. */
export const ASSIGNMENTS_AN_HOUR = 6
const HOUR = 3_600_000
/** Pure. `earlier`: when the ticket was given to this person before, as many times back as may be in an hour; or never so often. */
export const isAssignedTooOften = (earlier: string | undefined, now: Date): boolean =>
  earlier !== undefined && now.getTime() - Date.parse(earlier) < HOUR

/** The number as people read it, or null for a draft. */
export const numberOf = (position: number): string =>
  `T-${Math.floor(position / POSITIONS)}-${String(position % POSITIONS).padStart(6, '0')}`
export const POSITIONS = 1_000_000_000
