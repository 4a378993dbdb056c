import type { Generated, GeneratedAlways, Kysely } from 'kysely'
import type { Language, Role } from '../act.ts'

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
export interface Tables {
  user: UserTable
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
}
export type Db = Kysely<Tables>
