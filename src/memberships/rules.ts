import type { Selectable } from 'kysely'
import type { Actor, Role } from '../act.ts'
import type { MembershipRequestTable, StructureTable, UserTable } from '../db/tables.ts'
import { reachOf } from '../values/reach.ts'
import type { RequestState } from '../values/request-queue.ts'

/** The roles that a manager may give; the primary manager is only handed over. */
export type GivenRole = Exclude<Role, 'primary_manager'>
export const GIVEN_ROLES = ['simple_user', 'secondary_manager'] as const satisfies GivenRole[]

/** Requests decided in one go, at most. */
export const BULK_LIMIT = 500

/** A request with what deciding it needs. `services` are those asked for; empty when the whole structure is. */
export type MembershipRequest = Selectable<MembershipRequestTable> & {
  requesterName: string
  requesterLogin: string
  structureName: string
  identifier_kind: StructureTable['identifier_kind']
  identifier: string
  requesterState: Selectable<UserTable>['state']
  structureState: 'active' | 'inactive'
  deciderName: string | null
  /** A service asked for may have been closed meanwhile. */
  services: { id: number; code: string; name: string; state: 'open' | 'closed' }[]
}

/** What a list says of a request. */
export type RequestLine = Pick<
  MembershipRequest,
  | ('id' | 'user_id' | 'structure_id' | 'whole_structure' | 'state' | 'created_at' | 'decided_at' | 'services')
  | ('requesterName' | 'requesterLogin' | 'structureName' | 'deciderName')
>

type Asked = { whole_structure: 0 | 1; structure_id: number; services: { id: number }[] }

/** May the actor know of this request as a manager? Managers of services alone see what asks for one of these. */
export function isManagedBy(request: Asked, actor: Actor): boolean {
  const reach = reachOf(actor, request.structure_id)
  if (!reach) return false
  return (
    reach.whole || (request.whole_structure === 0 && request.services.some(({ id }) => reach.services.includes(id)))
  )
}

const DECIDED = { validated: 'already-validated', refused: 'already-refused', withdrawn: 'already-withdrawn' } as const
export type GrantRefusal = 'not-a-manager' | 'nothing-granted' | 'beyond-your-services' | 'role-beyond-you'
type DecidedRefusal = 'own-request' | (typeof DECIDED)[keyof typeof DECIDED] | 'requester-inactive'
export type DecideRefusal =
  | ('not-found' | 'service-unknown' | 'structure-inactive' | 'starts-later')
  | GrantRefusal
  | DecidedRefusal

/** Pure. Why the actor may not decide this request, whatever the decision. The page hides its buttons by this same rule. */
export function whyNotDecide(
  request: Asked & { state: RequestState; user_id: number },
  actor: Actor,
): DecideRefusal | null {
  const reach = reachOf(actor, request.structure_id)
  if (!reach) return 'not-a-manager'
  if (request.user_id === actor.id) return 'own-request'
  if (request.state !== 'pending') return DECIDED[request.state]
  if (reach.whole) return null
  const mine = request.whole_structure === 0 && request.services.every(({ id }) => reach.services.includes(id))
  return mine ? null : 'beyond-your-services'
}

/** Pure. Why nobody can be attached by this request now, whatever is granted. Refusing it stays possible. */
export function whyNotAttach(
  request: Pick<MembershipRequest, 'structureState' | 'requesterState'>,
): DecideRefusal | null {
  if (request.structureState === 'inactive') return 'structure-inactive'
  return request.requesterState === 'active' ? null : 'requester-inactive'
}

/** Pure. A membership given from a later day on is not started earlier by a request: its own page changes it. */
export const whyNotYet = (startsOn: string | null, today: string): 'starts-later' | null =>
  startsOn !== null && startsOn > today ? 'starts-later' : null

/** Pure. Why this request cannot be granted just as it was asked. */
export const whyNotAsAsked = (request: MembershipRequest): DecideRefusal | null =>
  whyNotAttach(request) ?? (request.services.some(({ state }) => state === 'closed') ? 'service-unknown' : null)

/** What a manager grants: a role, and the whole structure or some services. */
export type Grant = { role: GivenRole; whole: boolean; services: number[] }
/** What the requester has already, if anything: a membership is only ever widened by a request. */
export type Held = { role: Role; whole: boolean; services: number[] } | null

/** Pure. Why the actor may not grant just this. A manager of services alone grants only these, and no manager's role. */
export function whyNotGrant(grant: Grant, actor: Actor, on: { structureId: number; held: Held }): GrantRefusal | null {
  const reach = reachOf(actor, on.structureId)
  if (!reach) return 'not-a-manager'
  if (!grant.whole && grant.services.length === 0) return 'nothing-granted'
  return (reach.whole ? null : whyBeyondServices(grant, reach.services)) ?? whyNotRole(reach.role, on.held)
}

function whyBeyondServices({ whole, services, role }: Grant, mine: number[]): GrantRefusal | null {
  if (whole || services.some((id) => !mine.includes(id))) return 'beyond-your-services'
  return role === 'simple_user' ? null : 'role-beyond-you'
}

/** Only the primary manager changes what a secondary manager is, or widens it: a role that reaches further is more power. */
const whyNotRole = (mine: Role, held: Held): GrantRefusal | null =>
  held?.role === 'secondary_manager' && mine !== 'primary_manager' ? 'role-beyond-you' : null

/** A request granted as it stands: what validating in bulk gives. A secondary manager who asks for more services stays one. */
export const asAsked = (request: MembershipRequest, role: GivenRole, held: Held): Grant => ({
  role: held?.role === 'secondary_manager' ? 'secondary_manager' : role,
  whole: request.whole_structure === 1,
  services: request.services.map(({ id }) => id),
})

/** The membership after the grant: never narrower than before, and a primary manager stays one. */
export function widened(held: Held, grant: Grant): { role: Role; whole: boolean; services: number[] } {
  const whole = grant.whole || held?.whole === true
  const services = whole ? [] : [...new Set([...(held?.services ?? []), ...grant.services])]
  return { role: held?.role === 'primary_manager' ? 'primary_manager' : grant.role, whole, services }
}

type EditRefusal = 'own-membership' | 'primary-manager' | 'technical-user'
export type RemoveRefusal = 'not-found' | Exclude<GrantRefusal, 'nothing-granted'> | EditRefusal

type Removed = { userId: number; structureId: number; role: Role; whole: boolean; services: number[] }

/** Pure. Why the actor may not detach this member. A primary manager is only ever replaced; one's own membership is left elsewhere. */
export function whyNotRemove(actor: Actor, member: Removed & { isTechnical: boolean }): RemoveRefusal | null {
  const reach = reachOf(actor, member.structureId)
  if (!reach) return 'not-a-manager'
  if (member.role === 'primary_manager') return 'primary-manager'
  if (member.userId === actor.id) return 'own-membership'
  if (member.isTechnical) return 'technical-user'
  // Detaching and attaching again would change the role, which only the primary manager does.
  if (member.role === 'secondary_manager' && reach.role !== 'primary_manager') return 'role-beyond-you'
  const mine = !member.whole && member.services.every((id) => reach.services.includes(id))
  return reach.whole || mine ? null : 'beyond-your-services'
}

/** A member as the managers of the structure see them. An ended membership is there until the nightly job takes it away. */
export type MemberFilter = 'managers' | 'simple'
/** What a list of members can be limited to. */
export const MEMBER_FILTERS = ['managers', 'simple'] as const satisfies MemberFilter[]

export type MemberRow = Removed & {
  membershipId: number
  name: string
  login: string
  state: Selectable<UserTable>['state']
  isTechnical: boolean
  serviceNames: string[]
  startsOn: string
  endsOn: string | null
}

/** Civil dates of a membership; it ends after its last day. */
export type Period = { startsOn: string; endsOn: string | null }
export type DatesRefusal = 'starts-in-past' | 'ends-in-past' | 'ends-before-start'

/** Pure. A new membership starts today or later; none is made to end before today, or before it starts. */
export function whyNotDates({ startsOn, endsOn }: Period, today: string, isNew: boolean): DatesRefusal | null {
  if (isNew && startsOn < today) return 'starts-in-past'
  if (endsOn === null || (endsOn >= today && endsOn >= startsOn)) return null
  return endsOn < today ? 'ends-in-past' : 'ends-before-start'
}

type PersonRefusal = 'not-found' | 'own-account' | 'already-attached' | 'user-inactive'
export type AttachRefusal = PersonRefusal | GrantRefusal | DatesRefusal | 'structure-inactive' | 'service-unknown'

/** Somebody whom a manager may attach, or why not (yet). */
export type Person = { id: number; name: string; login: string; state: Selectable<UserTable>['state'] }

/** Pure. Why this person cannot be attached by the actor, whatever is granted. Nobody gives themself a right. */
export function whyNotPerson(person: Person, actor: Actor, isAttached: boolean): PersonRefusal | null {
  if (person.id === actor.id) return 'own-account'
  if (isAttached) return 'already-attached'
  return person.state === 'active' || person.state === 'pending_activation' ? null : 'user-inactive'
}

export type Change = Grant & { endsOn: string | null }
export type ChangeRefusal = RemoveRefusal | DatesRefusal | 'nothing-granted' | 'service-unknown' | 'structure-inactive'

/** Pure. Why the actor may not make this of the membership. A manager of services alone changes only these. */
export function whyNotChange(actor: Actor, member: MemberRow, change: Change): ChangeRefusal | null {
  const refusal = whyNotEdit(actor, member)
  if (refusal) return refusal
  if (!change.whole && change.services.length === 0) return 'nothing-granted'
  const reach = reachOf(actor, member.structureId)
  if (!reach || reach.whole) return null
  if (change.role !== member.role) return 'role-beyond-you'
  const beyond = (ids: number[]) => ids.filter((id) => !reach.services.includes(id)).toSorted((a, b) => a - b)
  const isSame = String(beyond(change.services)) === String(beyond(member.services))
  return change.whole || !isSame ? 'beyond-your-services' : null
}

/** Pure. Why the actor may change nothing of this membership: as with removing it, but a part of it may be theirs. */
export function whyNotEdit(actor: Actor, member: MemberRow): RemoveRefusal | null {
  const refusal = whyNotRemove(actor, member)
  const mine = reachOf(actor, member.structureId)?.services ?? []
  const isPartMine = !member.whole && member.services.some((id) => mine.includes(id))
  return refusal === 'beyond-your-services' && isPartMine ? null : refusal
}

export type WithdrawRefusal = 'not-found' | 'not-yours' | 'already-decided'

export type JoinRefusal =
  | 'not-found'
  | 'structure-inactive'
  | 'already-pending'
  | 'already-member'
  | 'service-unknown'
  | 'nothing-asked'

/** A request as its requester sees it: by which side it was decided, never by whom. */
export type OwnRequest = Omit<
  MembershipRequest,
  'requester_folded' | 'requesterName' | 'requesterLogin' | 'requesterState' | 'deciderName' | 'decided_by_id'
>

/** A membership as its member sees it. `services` are names; empty when it covers the whole structure. */
export type OwnMembership = {
  structureId: number
  structureName: string
  identifier: string
  structureState: 'active' | 'inactive'
  role: Role
  whole: boolean
  services: string[]
  startsOn: string
  endsOn: string | null
}
