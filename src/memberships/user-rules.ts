import type { Selectable } from 'kysely'
import type { Actor, Role } from '../act.ts'
import type { StructureTable, UserTable } from '../db/tables.ts'
import type { Page, Paging } from '../values/page.ts'
import { reachOf } from '../values/reach.ts'
import { BY_NAME, type Sort } from '../values/sort.ts'
import type { RemoveRefusal } from './rules.ts'

export type AccountState = Selectable<UserTable>['state']
/** The state of an account as managers see it: `locked` is an active one that too many wrong passwords have shut for a while. */
export type UserStatus = AccountState | 'locked'
export const SEARCHED_STATUSES = [
  'pending_activation',
  'active',
  'locked',
  'deactivated',
] as const satisfies UserStatus[]
export type SearchedStatus = (typeof SEARCHED_STATUSES)[number]

/** The criteria of "Rechercher un utilisateur". `isAsked` is false until "Rechercher" was pressed or a criterion given. */
export type UserSearch = {
  isAsked: boolean
  last: string
  first: string
  login: string
  status: SearchedStatus | null
  structure: string
  service: string
  /** Beyond 1,000 found no order but that of the attachment is had. */
  sort: Sort<'name'>
  paging: Paging
}
export const EVERYBODY: UserSearch = {
  isAsked: true,
  last: '',
  first: '',
  login: '',
  status: null,
  structure: '',
  service: '',
  sort: BY_NAME,
  paging: { page: 1, size: 25 },
}

/** Memberships on which one act is done at once, at most. */
export const USERS_LIMIT = 1000
/** Waiting so long before another activation mail goes to the same person. */
export const RESEND_MINUTES = 10

/** One person in one structure of the actor's. `services` are those of a membership that is not of the whole. */
export type UserRow = {
  membershipId: number
  userId: number
  name: string
  login: string
  status: UserStatus
  isTechnical: boolean
  structureId: number
  structureName: string
  role: Role
  whole: boolean
  services: number[]
  serviceNames: string[]
  startsOn: string
  endsOn: string | null
  /** The person's pending request to this structure, if the actor may see it. */
  requestId: number | null
}

export type UserPage = {
  page: Page<UserRow>
  /** Beyond 1,000 found the rows come in the order of their attachment. */
  byName: boolean
  /** Pending membership requests that the same words find; null where they are more than are counted. */
  requests: number | null
}

/** Where a person is attached, as far as it matters who may change their data. `name` is null where the actor manages nothing. */
export type Attached = {
  membershipId: number
  structureId: number
  name: string | null
  role: Role
  whole: boolean
  services: number[]
}
/** Somebody attached to one of the actor's structures. `attached` are all their memberships, those elsewhere without names. */
export type ManagedUser = Selectable<UserTable> & { attached: Attached[] }

export type CorrectRefusal =
  | 'not-found'
  | 'own-account'
  | 'operator'
  | 'technical-user'
  | 'user-inactive'
  | 'beyond-you'
  | 'login-fixed'
  | 'login-taken'

/** Pure. Does the actor see this membership? Managers of services alone see those that have one of these. */
export function isSeenBy(actor: Actor, { structureId, whole, services }: Omit<Attached, 'name'>): boolean {
  const reach = reachOf(actor, structureId)
  if (!reach) return false
  return reach.whole || (!whole && services.some((id) => reach.services.includes(id)))
}

const RANK: Record<Role, number> = { simple_user: 0, secondary_manager: 1, primary_manager: 2 }

/** Is all of this membership in the actor's hands, and its role below theirs? */
function isHeldBy(actor: Actor, { structureId, role, whole, services }: Attached): boolean {
  const reach = reachOf(actor, structureId)
  if (!reach || RANK[role] >= RANK[reach.role]) return false
  return reach.whole || (!whole && services.every((id) => reach.services.includes(id)))
}

/**
 * Pure. Why the actor may not change this person's data. They hold everywhere, and mails follow them: so the actor must
 * manage all that the person is attached to. Everybody corrects their own in "Mon compte".
 */
export function whyNotCorrect(actor: Actor, user: ManagedUser): CorrectRefusal | null {
  if (user.id === actor.id) return 'own-account'
  if (user.kind === 'technical') return 'technical-user'
  if (user.is_operator === 1) return 'operator'
  if (user.state !== 'active' && user.state !== 'pending_activation') return 'user-inactive'
  return user.attached.every((one) => isHeldBy(actor, one)) ? null : 'beyond-you'
}

/** Pure. Why the actor may not correct the login address: only until the account is activated with it. */
export const whyNotCorrectLogin = (actor: Actor, user: ManagedUser): CorrectRefusal | null =>
  whyNotCorrect(actor, user) ?? (user.state === 'pending_activation' ? null : 'login-fixed')

/** The structure in whose history what was done to a person is written. */
export const recordedAt = (actor: Actor, user: ManagedUser): number | null =>
  (user.attached.find((one) => isHeldBy(actor, one)) ?? user.attached.find((one) => isSeenBy(actor, one)))
    ?.structureId ?? null

export type ResendRefusal = 'not-found' | 'not-pending' | 'just-sent'
/** What a run over several people may come to. */
export type RunRefusal = RemoveRefusal | ResendRefusal | 'not-allowed'

/** What is told of each membership before the ticked ones are removed. `spaces` are the subscriptions that end with it. */
export type Removal = { row: UserRow; spaces: number; why: RemoveRefusal | null }

/** Acts on many users at once: the items of the first are memberships, those of the second people. */
export const USER_RUNS = ['membership.remove', 'account.activation_resend'] as const
export type UserRunKind = (typeof USER_RUNS)[number]
export type UserRunInput = { comment: string; back: string }

/** One member in one structure, as the file has it. `spaces` are `space:access[:service code]`, between spaces. */
export type ExportedUser = {
  id: number
  folded: string
  structure: string
  identifier: string
  civility: 'madame' | 'monsieur' | null
  last: string
  first: string
  login: string
  contact: string
  state: AccountState
  status: UserStatus
  kind: 'person' | 'technical'
  role: Role
  whole: 0 | 1
  services: string | null
  spaces: string | null
  startsOn: string
  endsOn: string | null
}

export type Attachable = {
  id: number
  name: string
  identifier_kind: StructureTable['identifier_kind']
  identifier: string
}
