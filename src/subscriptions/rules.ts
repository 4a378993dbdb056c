import type { Selectable } from 'kysely'
import type { Access, Actor, Role, Space } from '../act.ts'
import type { SpaceRuleTable, SubscriptionRequestTable } from '../db/space-tables.ts'
import type { StructureTable, UserTable } from '../db/tables.ts'
import { reachOf } from '../values/reach.ts'

/** Every space that there is, in the order of the reference matrix. */
export const SPACES = [
  'account',
  'manager',
  'requests_sent',
  'requests_received',
  'invoices_issued',
  'invoices_received',
  'invoices_to_validate',
  'works_invoices',
  'justice_fees',
  'tic_refunds',
  'commitments',
  'connections',
  'flow_tracking',
] as const satisfies Space[]
export const ACCESSES = ['write', 'read'] as const satisfies Access[]

export type SpaceRule = SpaceRuleTable['rule']

/** What the matrix gives a role by itself; null where somebody has to give it. */
export const usualAccess = (rule: SpaceRule): Access | null =>
  rule === 'default_write' ? 'write' : rule === 'default_read' ? 'read' : null

/** One subscription that is held or wanted. `serviceId` null: as far as the membership reaches. */
export type Held = { space: Space; access: Access; serviceId: number | null }

/** Spaces that have no use without writing: they are not limited to Consultation. */
export const WRITE_ONLY: readonly Space[] = ['account', 'manager']

export type SubscriptionRequestState = Selectable<SubscriptionRequestTable>['state']

/** One space of a request, as it was asked and, once validated, given. */
export type AskedSpace = {
  id: number
  space: Space
  service: { id: number; code: string; name: string; state: 'open' | 'closed' } | null
  asked: Access
  given: Access | null
}

/** A request with what deciding it needs. `services` are those it reaches; empty when it reaches the whole structure. */
export type SubscriptionRequest = Selectable<SubscriptionRequestTable> & {
  requesterName: string
  requesterLogin: string
  requesterState: Selectable<UserTable>['state']
  structureName: string
  identifier_kind: StructureTable['identifier_kind']
  identifier: string
  structureState: 'active' | 'inactive'
  deciderName: string | null
  spaces: AskedSpace[]
  services: number[]
}

/** Subscriptions that a form changes at once, of one person or of several, at most. */
export const BULK_LIMIT = 500

type Reached = { structure_id: number; whole_structure: 0 | 1; services: number[] }

/** May the actor know of this request as a manager? Managers of services alone see what reaches one of these. */
export function isManagedBy(request: Reached, actor: Actor): boolean {
  const reach = reachOf(actor, request.structure_id)
  if (!reach) return false
  return reach.whole || request.services.some((id) => reach.services.includes(id))
}

export type DecideSubscriptionRefusal =
  | 'not-found'
  | 'not-a-manager'
  | 'own-request'
  | 'already-validated'
  | 'already-refused'
  | 'already-withdrawn'
  | 'beyond-your-services'
  | 'structure-inactive'
  | 'requester-inactive'
  | 'not-a-member'
  | 'role-beyond-you'
  | 'space-closed'
  | 'never-for-role'
  | 'service-not-held'
  | 'nothing-granted'

const DECIDED = { validated: 'already-validated', refused: 'already-refused', withdrawn: 'already-withdrawn' } as const

/** Pure. Why the actor may not decide this request, whatever the decision. The page hides its buttons by this same rule. */
export function whyNotDecideSubscription(
  request: Reached & { state: SubscriptionRequestState; user_id: number },
  actor: Actor,
): DecideSubscriptionRefusal | null {
  const reach = reachOf(actor, request.structure_id)
  if (!reach) return 'not-a-manager'
  if (request.user_id === actor.id) return 'own-request'
  if (request.state !== 'pending') return DECIDED[request.state]
  if (reach.whole) return null
  const mine = request.whole_structure === 0 && request.services.every((id) => reach.services.includes(id))
  return mine ? null : 'beyond-your-services'
}

/** A member whose subscriptions are to be changed, and the structure that they belong to. */
export type Member = {
  membershipId: number
  userId: number
  structureId: number
  structureKind: 'public' | 'private'
  role: Role
  whole: boolean
  services: number[]
}

export type GiveRefusal =
  | 'not-found'
  | 'not-a-manager'
  | 'own-subscriptions'
  | 'beyond-your-services'
  | 'space-closed'
  | 'never-for-role'
  | 'service-not-held'
  | 'write-only'
  | 'primary-keeps-manager'
  | 'primary-keeps-spaces'
  | 'role-beyond-you'
  | 'structure-inactive'

/** What the matrix and the structure say of a space: its rule for the member's role, and where it is open (null: nowhere). */
export type Offer = { rule: SpaceRule; openWhole: boolean; openServices: number[] }

/** Why a space cannot be held: what the matrix, the structure and the membership allow. */
export type HoldRefusal = Extract<GiveRefusal, 'space-closed' | 'never-for-role' | 'write-only' | 'service-not-held'>

/** Pure. Why this member cannot hold just this. `offer` is undefined where the space is not offered at all. */
export function whyNotHold(wanted: Held, member: Member, offer: Offer | undefined): HoldRefusal | null {
  if (!offer || (!offer.openWhole && offer.openServices.length === 0)) return 'space-closed'
  if (offer.rule === 'never') return 'never-for-role'
  if (wanted.access === 'read' && WRITE_ONLY.includes(wanted.space)) return 'write-only'
  return whyNotThere(wanted.serviceId, member, offer)
}

function whyNotThere(serviceId: number | null, member: Member, offer: Offer): HoldRefusal | null {
  if (serviceId === null) return offer.openWhole ? null : 'space-closed'
  if (!member.whole && !member.services.includes(serviceId)) return 'service-not-held'
  return offer.openWhole || offer.openServices.includes(serviceId) ? null : 'space-closed'
}

/** Pure. Why the actor may not touch this member's subscriptions at all. Nobody gives themself a right. */
export function whyNotGive(actor: Actor, member: Member): GiveRefusal | null {
  const reach = reachOf(actor, member.structureId)
  if (!reach) return 'not-a-manager'
  if (member.userId === actor.id) return 'own-subscriptions'
  // As with their role: only the primary manager says what another manager may do.
  if (member.role === 'secondary_manager' && reach.role !== 'primary_manager')
    return reach.whole ? 'role-beyond-you' : 'beyond-your-services'
  if (reach.whole) return null
  const mine = !member.whole && member.services.every((id) => reach.services.includes(id))
  return mine && member.role === 'simple_user' ? null : 'beyond-your-services'
}

/** Pure. Why all this may not become what the member holds: to a primary manager's own, others only add. */
export function whyNotTake(
  { role }: Pick<Member, 'role'>,
  { before, wanted }: { before: Held[]; wanted: Held[] },
): GiveRefusal | null {
  if (role !== 'primary_manager') return null
  const lost = before.filter(
    (held) =>
      !wanted.some(
        (one) =>
          one.space === held.space &&
          one.serviceId === held.serviceId &&
          (one.access === 'write' || held.access === 'read'),
      ),
  )
  if (lost.length === 0) return null
  return lost.some(({ space }) => space === 'manager') ? 'primary-keeps-manager' : 'primary-keeps-spaces'
}
