import { createHash } from 'node:crypto'
import type { Actor } from '../act.ts'
import type { HistoryTable } from '../db/tables.ts'

export type Family = HistoryTable['family']

/** Every thing that can happen to a structure or an account. The words of each are in `views/words/history.ts`. */
export const ACTIONS = {
  'membership_request.sent': 'membership',
  'membership_request.withdrawn': 'membership',
  'membership_request.validated': 'membership',
  'membership_request.refused': 'membership',
  'membership.created': 'membership',
  'structure.created': 'structure',
  'structure.services_added': 'structure',
  'structure.primary_appointed': 'structure',
  'account.created': 'account',
  'account.activated': 'account',
  'account.identity_changed': 'account',
  'account.password_changed': 'account',
  'account.made_operator': 'account',
} as const satisfies Record<string, Family>
export type Action = keyof typeof ACTIONS

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
  actor.memberships.filter((one) => one.role !== 'simple_user' && one.services === null).map((one) => one.structureId)

/** Pure. The platform support reads that of any structure. */
export const readsHistoryOf = (actor: Actor, structureId: number): boolean =>
  actor.isOperator || readableStructures(actor).includes(structureId)
