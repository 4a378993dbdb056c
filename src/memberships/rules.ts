import type { Selectable } from 'kysely'
import type { Actor, Role } from '../act.ts'
import type { MembershipRequestTable, StructureTable, UserTable } from '../db/tables.ts'
import type { Paging } from '../values/page.ts'

export type RequestState = Selectable<MembershipRequestTable>['state']
/** `oldest` and `newest` by arrival, `name` by the requester's name. */
export type RequestSort = 'oldest' | 'newest' | 'name'
/** Which requests, in which order, which part of them: the queue's address says all of it. */
export type RequestSearch = {
  state: RequestState
  structureId: number | null
  q: string
  sort: RequestSort
  paging: Paging
}
export const REQUEST_STATES = ['pending', 'validated', 'refused', 'withdrawn'] as const satisfies RequestState[]

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

/** How far an actor manages a structure: all of it, some services, or not at all. */
export type Reach = { whole: boolean; services: number[]; role: Role } | null

export function reachOf(actor: Actor, structureId: number): Reach {
  const membership = actor.memberships.find((one) => one.structureId === structureId)
  if (!membership || membership.role === 'simple_user') return null
  return { whole: membership.services === null, services: membership.services ?? [], role: membership.role }
}

/** Does the actor manage anything at all? */
export const managesAny = (actor: Actor): boolean => actor.memberships.some(({ role }) => role !== 'simple_user')

type Asked = { whole_structure: 0 | 1; structure_id: number; services: { id: number }[] }

/** May the actor know of this request as a manager? Managers of services alone see what asks for one of these. */
export function isManagedBy(request: Asked, actor: Actor): boolean {
  const reach = reachOf(actor, request.structure_id)
  if (!reach) return false
  return (
    reach.whole || (request.whole_structure === 0 && request.services.some(({ id }) => reach.services.includes(id)))
  )
}

export type DecideRefusal =
  | 'not-found'
  | 'not-a-manager'
  | 'own-request'
  | 'already-validated'
  | 'already-refused'
  | 'already-withdrawn'
  | 'beyond-your-services'
  | 'role-beyond-you'
  | 'service-unknown'
  | 'nothing-granted'
  | 'structure-inactive'
  | 'requester-inactive'

const DECIDED = { validated: 'already-validated', refused: 'already-refused', withdrawn: 'already-withdrawn' } as const

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

/** Pure. Why this request cannot be granted just as it was asked. */
export const whyNotAsAsked = (request: MembershipRequest): DecideRefusal | null =>
  whyNotAttach(request) ?? (request.services.some(({ state }) => state === 'closed') ? 'service-unknown' : null)

/** What a manager grants: a role, and the whole structure or some services. */
export type Grant = { role: GivenRole; whole: boolean; services: number[] }
/** What the requester has already, if anything: a membership is only ever widened by a request. */
export type Held = { role: Role; whole: boolean; services: number[] } | null

/** Pure. Why the actor may not grant just this. A manager of services alone grants only these, and no manager's role. */
export function whyNotGrant(grant: Grant, actor: Actor, on: { structureId: number; held: Held }): DecideRefusal | null {
  const reach = reachOf(actor, on.structureId)
  if (!reach) return 'not-a-manager'
  if (!grant.whole && grant.services.length === 0) return 'nothing-granted'
  return (reach.whole ? null : whyBeyondServices(grant, reach.services)) ?? whyNotRole(grant, reach.role, on.held)
}

function whyBeyondServices({ whole, services, role }: Grant, mine: number[]): DecideRefusal | null {
  if (whole || services.some((id) => !mine.includes(id))) return 'beyond-your-services'
  return role === 'simple_user' ? null : 'role-beyond-you'
}

/** Only the primary manager changes a secondary manager's role. */
const whyNotRole = ({ role }: Grant, mine: Role, held: Held): DecideRefusal | null =>
  held?.role === 'secondary_manager' && role !== 'secondary_manager' && mine !== 'primary_manager'
    ? 'role-beyond-you'
    : null

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
