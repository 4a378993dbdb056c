import type { Generated } from 'kysely'
import type { Access, Role, Space } from '../act.ts'

type Flag = 0 | 1
/** An instant in UTC, ISO 8601 with milliseconds. */
type Instant = string

export interface SpaceRuleTable {
  space: Space
  structure_kind: 'public' | 'private'
  role: Role
  rule: 'always' | 'default_write' | 'default_read' | 'self_service' | 'on_request' | 'never'
}

export interface SubscriptionTable {
  id: Generated<number>
  membership_id: number
  structure_id: number
  space: Space
  /** Null: as far as the membership reaches. */
  service_id: number | null
  access: Access
  created_at: Instant
}

export interface SubscriptionRequestTable {
  id: Generated<number>
  user_id: number
  requester_folded: string
  structure_id: number
  origin: 'member' | 'structure'
  whole_structure: Flag
  comment: Generated<string>
  state: Generated<'pending' | 'validated' | 'refused' | 'withdrawn'>
  corrects_id: number | null
  created_at: Instant
  decided_at: Instant | null
  decided_by_id: number | null
  decision_comment: Generated<string>
  reason: string | null
  reminded_at: Instant | null
}

/** The tables of spaces and subscriptions, as the migrations leave them. */
export interface SpaceTables {
  space: { code: Space; position: number; is_offered: Flag; opened_public: Flag; opened_private: Flag }
  space_rule: SpaceRuleTable
  structure_space: {
    id: Generated<number>
    structure_id: number
    space: Space
    service_id: number | null
    opened_at: Instant
  }
  subscription: SubscriptionTable
  subscription_request: SubscriptionRequestTable
  subscription_request_space: {
    id: Generated<number>
    request_id: number
    structure_id: number
    user_id: number
    space: Space
    service_id: number | null
    asked: Access
    given: Access | null
    is_pending: Generated<Flag>
  }
  subscription_request_service: { request_id: number; service_id: number; structure_id: number }
  subscription_request_search: { rowid: number; scope: string; words: string }
  subscription_request_count: {
    structure_id: number
    state: 'pending' | 'validated' | 'refused' | 'withdrawn'
    total: number
  }
}
