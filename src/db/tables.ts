import type { Generated, GeneratedAlways, Kysely } from 'kysely'
import type { Language, Role } from '../act.ts'
import type { HelpTables } from './help-tables.ts'
import type { SpaceTables } from './space-tables.ts'
import type { TicketTables } from './ticket-tables.ts'

type Flag = 0 | 1
/** An instant in UTC, ISO 8601 with milliseconds. */
type Instant = string
/** A civil date in France, `YYYY-MM-DD`. */
type CivilDate = string

export interface UserTable {
  id: Generated<number>
  kind: Generated<'person' | 'technical'>
  state: 'pending_activation' | 'active' | 'deactivated' | 'erased'
  login: string
  contact_email: string
  civility: 'madame' | 'monsieur' | null
  last_name: string
  first_name: string
  name_folded: string
  phone: string | null
  language: Generated<Language>
  is_operator: Generated<Flag>
  password_hash: string | null
  manager_mails: Generated<'at_once' | 'daily'>
  ticket_mails: Generated<'mine' | 'all'>
  shortcuts: Generated<Flag>
  page_updates: Generated<Flag>
  created_at: Instant
  activated_at: Instant | null
  deactivated_at: Instant | null
}

export interface StructureTable {
  id: Generated<number>
  kind: 'public' | 'private'
  identifier_kind: 'SIRET' | 'UE_HORS_FRANCE' | 'HORS_UE' | 'RIDET' | 'TAHITI' | 'PARTICULIER' | 'AUTRE'
  identifier: string
  name: string
  name_folded: string
  address: Generated<string>
  postcode: Generated<string>
  city: Generated<string>
  city_folded: Generated<string>
  legal_category: string | null
  state: 'active' | 'inactive'
  primary_membership_id: number | null
  primary_role: GeneratedAlways<string | null>
  successor_id: number | null
  created_at: Instant
  is_pigp: Generated<Flag>
  origin_id: Generated<number | null>
  contact_email: Generated<string>
  phone: Generated<string>
  requires_service_code: Generated<Flag>
  requires_engagement: Generated<Flag>
  requires_either: Generated<Flag>
  pacage: Generated<string>
  social_regime: Generated<string>
  vat_number: Generated<string>
  connection_note: Generated<string>
  register_read_at: Generated<Instant | null>
}

interface MembershipTable {
  id: Generated<number>
  user_id: number
  structure_id: number
  role: Role
  whole_structure: Flag
  witness_service_id: number | null
  starts_on: CivilDate
  ends_on: CivilDate | null
  comment: Generated<string>
  created_at: Instant
  /** Kept by a trigger. */
  member_folded: Generated<string>
}

export interface BillingMandateTable {
  id: Generated<number>
  structure_id: number
  mandatary: string
  mandatary_siret: Generated<string>
  starts_on: CivilDate
  ends_on: CivilDate | null
  file_hash: string
  file_name: string
  created_at: Instant
  created_by_id: number
}

export interface MembershipRequestTable {
  id: Generated<number>
  user_id: number
  requester_folded: string
  structure_id: number
  whole_structure: Flag
  comment: Generated<string>
  state: Generated<'pending' | 'validated' | 'refused' | 'withdrawn'>
  corrects_id: number | null
  created_at: Instant
  decided_at: Instant | null
  decided_by_id: number | null
  role_given: 'secondary_manager' | 'simple_user' | null
  reason: string | null
  reminded_at: Instant | null
}

export interface HistoryTable {
  id: Generated<number>
  at: Instant
  family: 'membership' | 'subscription' | 'structure' | 'account'
  action: string
  subject: string
  structure_id: number | null
  actor_id: number | null
  person_id: number | null
  detail_hash: string
  previous_hash: string
  hash: string
}

export interface MailTable {
  id: Generated<number>
  event_key: string
  kind: string
  to_address: string
  user_id: number | null
  language: Language
  data: string
  state: Generated<'waiting' | 'sent' | 'given_up'>
  attempts: Generated<number>
  next_attempt_at: Instant
  last_error: string | null
  created_at: Instant
  sent_at: Instant | null
}

/** Every table, as the migrations leave it. */
export interface Tables extends SpaceTables, TicketTables, HelpTables {
  user: UserTable
  /** `found` is the JSON of an establishment, null where the remote register did not know it. */
  sirene_answer: { source: string; siret: string; found: string | null; read_at: Instant }
  user_search: { rowid: number; words: string }
  session: {
    id_hash: string
    user_id: number
    device: string
    created_at: Instant
    seen_at: Instant
    expires_at: Instant
  }
  mail_link: {
    token_hash: string
    kind: 'activation' | 'reset' | 'first_operator'
    user_id: number | null
    created_at: Instant
    expires_at: Instant
  }
  sign_in_failure: { login_hash: string; failures: number; last_at: Instant; locked_until: Instant | null }
  form_submission: { token: string; user_id: number | null; landing: string; notice: string | null; at: Instant }
  kept_form: { id: string; user_id: number; path: string; body: string; at: Instant }
  history: HistoryTable
  history_detail: { history_id: number; salt: string | null; content: string | null; erased_at: Instant | null }
  mail: MailTable
  job_run: { name: string; last_started_at: Instant; last_ended_at: Instant | null; last_error: string | null }
  structure: StructureTable
  structure_search: { rowid: number; words: string }
  structure_parts: { rowid: number; words: string }
  service: {
    id: Generated<number>
    structure_id: number
    code: string
    name: string
    name_folded: string
    state: Generated<'open' | 'closed'>
  }
  membership: MembershipTable
  membership_service: { membership_id: number; service_id: number; structure_id: number }
  membership_request: MembershipRequestTable
  membership_request_service: { request_id: number; service_id: number; structure_id: number }
  membership_request_search: { rowid: number; scope: string; words: string }
  membership_request_count: {
    structure_id: number
    state: 'pending' | 'validated' | 'refused' | 'withdrawn'
    total: number
  }
  decision_run: {
    id: Generated<number>
    actor_id: number
    decision: 'validate' | 'refuse'
    role_given: 'secondary_manager' | 'simple_user' | null
    reason: string | null
    created_at: Instant
  }
  decision_run_item: { run_id: number; request_id: number; outcome: string | null }
  member_search: { rowid: number; scope: string; last: string; first: string; login: string }
  member_count: { structure_id: number; total: number }
  technical_user: { user_id: number; structure_id: number; created_at: Instant }
  technical_secret: {
    id: Generated<number>
    user_id: number
    secret_hash: string
    created_at: Instant
    expires_at: Instant
    replaced_at: Instant | null
    warned_days: 60 | 30 | 7 | 0 | null
  }
  bulk_run: { id: Generated<number>; actor_id: number; kind: string; input: string; created_at: Instant }
  bulk_run_item: { run_id: number; item_id: number; label: string; outcome: string | null }
  file: {
    hash: string
    size: number
    type: string
    created_at: Instant
    scan: Generated<'none' | 'waiting' | 'clean' | 'infected'>
  }
  kept_file: {
    id: Generated<number>
    token: string
    field: string
    user_id: number
    hash: string
    name: string
    size: number
    type: string
    at: Instant
  }
  billing_mandate: BillingMandateTable
}
export type Db = Kysely<Tables>
