import { createHash } from 'node:crypto'
import type { Actor } from '../act.ts'
import type { HistoryTable } from '../db/tables.ts'
import { managed } from '../values/reach.ts'

export type Family = HistoryTable['family']

/** Every thing that can happen to a structure or an account. The words of each are in `views/words/history.ts`. */
export const ACTIONS = {
  'membership_request.sent': 'membership',
  'membership_request.withdrawn': 'membership',
  'membership_request.validated': 'membership',
  'membership_request.refused': 'membership',
  'membership.created': 'membership',
  'membership.attached': 'membership',
  'membership.changed': 'membership',
  'membership.removed': 'membership',
  'membership.ended': 'membership',
  'membership.left': 'membership',
  'membership.rights_copied': 'membership',
  'subscription_request.sent': 'subscription',
  'subscription_request.withdrawn': 'subscription',
  'subscription_request.validated': 'subscription',
  'subscription_request.refused': 'subscription',
  'subscription.changed': 'subscription',
  'subscription.added': 'subscription',
  'subscription.disabled': 'subscription',
  'space.opened': 'subscription',
  'space.closed': 'subscription',
  'space.rule_changed': 'subscription',
  'structure.created': 'structure',
  'structure.identity_changed': 'structure',
  'structure.register_read': 'structure',
  'structure.parameters_changed': 'structure',
  'structure.service_changed': 'structure',
  'structure.service_closed': 'structure',
  'structure.service_opened': 'structure',
  'structure.mandate_added': 'structure',
  'structure.mandate_ended': 'structure',
  'structure.primary_transferred': 'structure',
  'structure.primary_replaced': 'structure',
  'structure.identifier_changed': 'structure',
  'structure.duplicated': 'structure',
  'structure.activated': 'structure',
  'structure.inactivated': 'structure',
  'structure.succession_taken': 'structure',
  'canned_answer.added': 'structure',
  'canned_answer.changed': 'structure',
  'canned_answer.removed': 'structure',
  'category.added': 'structure',
  'category.changed': 'structure',
  'category.closed': 'structure',
  'category.opened': 'structure',
  'livechat.hours_changed': 'structure',
  'livechat.closure_added': 'structure',
  'livechat.closure_removed': 'structure',
  'article.added': 'structure',
  'article.changed': 'structure',
  'article.moved': 'structure',
  'article.removed': 'structure',
  'technical_user.created': 'account',
  'technical_user.secret_reset': 'account',
  'technical_user.removed': 'account',
  'structure.services_added': 'structure',
  'structure.primary_appointed': 'structure',
  'account.created': 'account',
  'account.activated': 'account',
  'account.identity_changed': 'account',
  'account.password_changed': 'account',
  'account.made_operator': 'account',
  'account.activation_resent': 'account',
  'account.login_corrected': 'account',
  'account.deactivated': 'account',
  'account.reactivated': 'account',
  'account.erased': 'account',
} as const satisfies Record<string, Family>
export type Action = keyof typeof ACTIONS

/** The lists that the guide names: "liste des rattachements traités", "liste des abonnements traités". */
export const HISTORY_LISTS = ['memberships', 'subscriptions'] as const
export type HistoryList = (typeof HISTORY_LISTS)[number]

/** What was, what is, who and why, as they were named at that moment. */
export type HistoryDetail = {
  actorName: string | null
  personName: string | null
  comment: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

export type ChainedFields = Pick<
  HistoryTable,
  'at' | 'family' | 'action' | 'subject' | 'structure_id' | 'actor_id' | 'person_id' | 'detail_hash'
>

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

/** The hash of what erasing a person may take away; salted, so that a short name cannot be guessed back from it. */
export const detailHash = (salt: string, content: string): string => digest(`${salt}\n${content}`)

/** Each row's hash holds the one before: a row changed, taken out or put in between breaks the chain from there on. */
export const chainHash = (previousHash: string, row: ChainedFields): string =>
  digest(
    JSON.stringify([
      previousHash,
      row.at,
      row.family,
      row.action,
      row.subject,
      row.structure_id,
      row.actor_id,
      row.person_id,
      row.detail_hash,
    ]),
  )

export const FIRST_HASH = '0'.repeat(64)

/** Pure. Managers of a whole structure read its history. */
export const readableStructures = (actor: Actor): number[] =>
  managed(actor)
    .filter(({ whole }) => whole)
    .map(({ structureId }) => structureId)

/** Pure. The platform support reads that of any structure. */
export const readsHistoryOf = (actor: Actor, structureId: number): boolean =>
  actor.isOperator || readableStructures(actor).includes(structureId)
