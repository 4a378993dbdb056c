import type { Actor } from '../act.ts'
import {
  type ActivityKind,
  type AssignRefusal,
  desksOf,
  type NoteRefusal,
  type ProcessRefusal,
  type TakeRefusal,
  type Ticket,
  type TransferRefusal,
  whyNotProcess,
  whyNotAssign,
  whyNotNote,
  whyNotReturn,
  whyNotTake,
  whyNotTransferToSupport,
} from './rules.ts'

/** What an agent can do about a ticket, in the order of the menu "Actions". */
export const AGENT_ACTS = [
  'taking',
  'assignment',
  'solution',
  'question',
  'support-transfer',
  'service-transfer',
  'return-transfer',
  'note',
] as const
export type AgentAct = (typeof AGENT_ACTS)[number]
/** Those for which a text is written. */
export const WRITTEN_ACTS = [
  'solution',
  'question',
  'support-transfer',
  'service-transfer',
  'return-transfer',
  'note',
] as const satisfies AgentAct[]
export type WrittenAct = (typeof WRITTEN_ACTS)[number]
export const isWrittenAct = (text: string): text is WrittenAct => WRITTEN_ACTS.some((one) => one === text)

/** Acts to which files can be added. */
export const takesFiles = (act: WrittenAct): boolean => !act.endsWith('transfer')
/** Acts whose text the writer reads, so that a canned answer is of use. */
export const takesCanned = (act: WrittenAct): boolean => act === 'solution' || act === 'question'

/** What each leaves in the thread. */
export const KIND_OF: Record<AgentAct, ActivityKind> = {
  taking: 'taken',
  assignment: 'assigned',
  solution: 'solution_proposed',
  question: 'information_asked',
  'support-transfer': 'transferred_to_support',
  'service-transfer': 'transferred_to_service',
  'return-transfer': 'transferred_to_service',
  note: 'noted',
}

export type AgentRefusal = TakeRefusal | AssignRefusal | ProcessRefusal | TransferRefusal | NoteRefusal

/** Pure. From the support's desk a ticket goes on only to what the same person processes elsewhere. */
export function whyNotTransferToService(ticket: Ticket, actor: Actor): TransferRefusal | null {
  const refusal = whyNotProcess(ticket, actor)
  if (refusal || ticket.route === 'service') return refusal
  const { structures, services } = desksOf(actor, 'write')
  return structures.length + services.length > 0 ? null : 'no-such-recipient'
}

const WHY_NOT: Record<AgentAct, (ticket: Ticket, actor: Actor) => AgentRefusal | null> = {
  taking: whyNotTake,
  assignment: whyNotAssign,
  solution: whyNotProcess,
  question: whyNotProcess,
  'support-transfer': whyNotTransferToSupport,
  'service-transfer': whyNotTransferToService,
  'return-transfer': whyNotReturn,
  note: whyNotNote,
}

/** Pure. The rule by which the page hides an act and the command refuses it. */
export const whyNotAct = (act: AgentAct, ticket: Ticket, actor: Actor): AgentRefusal | null =>
  WHY_NOT[act](ticket, actor)

/** The tabs of a ticket: "Contenu du ticket", "Activités", "Pièces jointes". */
export const TICKET_TABS = ['content', 'activities', 'files'] as const
export type TicketTab = (typeof TICKET_TABS)[number]

/** Who else has the ticket open, and whether they are writing about it. */
export type Watcher = { id: number; name: string; isWriting: boolean }

/** What can be wrong with a form of an agent. */
export type FormError =
  | 'text-missing'
  | 'text-too-long'
  | 'recipient-missing'
  | 'assignee-missing'
  | 'title-missing'
  | 'title-too-long'
