import type { Generated, GeneratedAlways } from 'kysely'
import type { Language } from '../act.ts'

type Flag = 0 | 1
/** An instant in UTC, ISO 8601 with milliseconds. */
type Instant = string

export interface SubcategoryTable {
  id: Generated<number>
  category_id: number
  code: string
  position: number
  name_fr: string
  name_en: string
  route: 'support' | 'service'
  for_guests: Flag
  /** JSON: a list of object types. */
  object_types: Generated<string>
  answer_hours: number | null
  closed_at: Instant | null
}

export interface TicketTable {
  id: Generated<number>
  /** Year × 1,000,000,000 + the place in it; null for a draft. Lists and searches go by it. */
  position: number | null
  number: GeneratedAlways<string | null>
  status: Generated<'draft' | 'open' | 'awaiting_information' | 'resolved' | 'closed'>
  reason: Generated<'' | 'creation' | 'information_added' | 'solution_refused'>
  writer_id: number | null
  structure_id: number | null
  subcategory_id: number | null
  route: 'support' | 'service' | null
  recipient_structure_id: number | null
  recipient_service_id: number | null
  /** The recipient structure, or 0 for the platform support. */
  desk_id: GeneratedAlways<number | null>
  /** Who handed it to the platform support, while it lies there. */
  sender_structure_id: number | null
  sender_service_id: number | null
  subject: Generated<string>
  subject_folded: Generated<string>
  description: Generated<string>
  object_type: string | null
  object_reference: Generated<string>
  browser: Generated<string>
  phone: Generated<string>
  follows_id: number | null
  assignee_id: number | null
  assignee_folded: Generated<string>
  solution_by_id: number | null
  created_at: Instant
  updated_at: Instant
  sent_at: Instant | null
  /** When an answer is due; null while the clock stands still, and where there is no due date. */
  due_at: Instant | null
  /** Working minutes that were left when the clock was stopped. */
  due_minutes_left: number | null
  first_answer_at: Instant | null
  first_solution_at: Instant | null
  waiting_since: Instant | null
  warned_at: Instant | null
  closed_at: Instant | null
  closed_how: 'accepted' | 'writer' | 'automatic' | null
  last_activity_id: number | null
}

export interface TicketActivityTable {
  id: Generated<number>
  ticket_id: number
  kind:
    | 'sent'
    | 'answered'
    | 'information_asked'
    | 'solution_proposed'
    | 'solution_accepted'
    | 'solution_refused'
    | 'acceptance_undone'
    | 'closed'
    | 'closed_automatically'
    | 'closing_announced'
    | 'taken'
    | 'assigned'
    | 'released'
    | 'transferred_to_support'
    | 'transferred_to_service'
    | 'noted'
    | 'followed_up'
    | 'rated'
  side: 'writer' | 'agent' | 'platform'
  author_id: number | null
  is_internal: Generated<Flag>
  body: Generated<string>
  /** JSON: what else the line says, as it was then. */
  details: Generated<string>
  at: Instant
}

export interface TicketFileTable {
  id: Generated<number>
  ticket_id: number
  /** Null while the ticket is a draft. */
  activity_id: number | null
  kind: Generated<string>
  hash: string
  name: string
  size: number
  type: string
  is_internal: Generated<Flag>
  added_by_id: number | null
  at: Instant
}

export interface TicketDraftFormTable {
  /** Of the form and who fills it in. */
  token_hash: string
  /** Null once the draft was removed. */
  ticket_id: number | null
  /** Counts the savings of the draft. */
  saving: number
  /** Saved or sent by hand: what it still saves by itself comes late. */
  is_finished: Generated<Flag>
  at: Instant
}

/** The tables of tickets, as the migrations leave them. */
export interface TicketTables {
  category: {
    id: Generated<number>
    code: string
    position: number
    name_fr: string
    name_en: string
    closed_at: Instant | null
  }
  subcategory: SubcategoryTable
  ticket: TicketTable
  ticket_number: { year: number; last: number }
  ticket_activity: TicketActivityTable
  /** One row: what the scan of a file that comes in is. */
  file_scanning: { id: number; scan: 'none' | 'waiting' }
  ticket_file: TicketFileTable
  ticket_guest: {
    ticket_id: number
    last_name: string
    first_name: string
    email: string
    phone: Generated<string>
    siret: Generated<string>
    organisation: Generated<string>
    language: Language
  }
  ticket_link: { token_hash: string; ticket_id: number; created_at: Instant; expires_at: Instant }
  ticket_draft: { ticket_id: number; user_id: number; kind: string; body: string; at: Instant }
  /** Of whoever holds a link to the ticket. */
  ticket_guest_draft: { ticket_id: number; body: string; at: Instant }
  ticket_draft_form: TicketDraftFormTable
  ticket_rating: { ticket_id: number; score: number; comment: Generated<string>; at: Instant }
  canned_answer: {
    id: Generated<number>
    structure_id: number | null
    service_id: number | null
    title: string
    body: string
    updated_at: Instant
    updated_by_id: number | null
  }
  ticket_search: { rowid: number; scope: string; words: string; notes: string }
  ticket_term: { term: string; doc: number; col: string; offset: null }
  /** Every word that a ticket has; those that none has any more go when an account is erased. */
  ticket_vocabulary: { rowid: number; words: string }
  ticket_word: { term: string; doc: number; col: null; offset: null }
  ticket_count: { desk_id: number; service_id: number; status: TicketTable['status']; total: number }
  ticket_stretch: { lane: number; status: TicketTable['status']; stretch: number; total: number }
  ticket_agent_changed: { user_id: number }
}
