import type { Access, Role, Space } from '../act.ts'
import {
  ACCESSES,
  type AskedSpace,
  type Held,
  type HoldRefusal,
  type Member,
  type Offer,
  type SpaceRule,
  type SubscriptionRequestState,
  usualAccess,
  whyNotHold,
  WRITE_ONLY,
} from './rules.ts'

export type AskSubscriptionRefusal =
  | HoldRefusal
  | 'not-found'
  | 'not-a-member'
  | 'structure-inactive'
  | 'service-unknown'
  | 'nothing-asked'
  | 'already-held'
  | 'already-pending'
  | 'no-approval-needed'

/** Pure. Is what is wanted held already, with this access or a wider one? */
export const isCovered = (held: Held[], wanted: Held): boolean =>
  held.some(
    (one) =>
      one.space === wanted.space &&
      (one.access === 'write' || wanted.access === 'read') &&
      (one.serviceId === null || one.serviceId === wanted.serviceId),
  )

type Asker = { member: Member; held: Held[]; pending: Space[]; openServices: number[] }

/** Pure. Why a member may not ask for just this. */
export function whyNotAskSpace(
  wanted: Held,
  { member, held, pending, openServices }: Asker,
  offer: Offer | undefined,
): AskSubscriptionRefusal | null {
  const refusal = whyNotHold(wanted, member, offer)
  if (refusal) return refusal
  if (offer?.rule === 'self_service') return 'no-approval-needed'
  if (wanted.serviceId !== null && !openServices.includes(wanted.serviceId)) return 'service-unknown'
  if (pending.includes(wanted.space)) return 'already-pending'
  return isCovered(held, wanted) ? 'already-held' : null
}

/** Pure. What a space comes to for one member: as far as the membership reaches, or each of its services where it is open. */
export function heldWhereOpen(
  space: Space,
  access: Access,
  { member, offer }: { member: Member; offer: Offer },
): Held[] {
  if (offer.openWhole) return [{ space, access, serviceId: null }]
  const mine = offer.openServices.filter((id) => member.whole || member.services.includes(id))
  return mine.map((serviceId) => ({ space, access, serviceId }))
}

/** Pure. The access that a request made for somebody asks for. */
export const accessAsked = (rule: SpaceRule): Access => usualAccess(rule) ?? 'write'

type NamedService = { id: number; code: string; name: string }
/** A space that a member may ask for, and how: for all services or one, with which access. */
export type Askable = {
  space: Space
  held: Held[]
  /** The request that waits for it: nothing can be asked until it is decided. */
  pendingId: number | null
  allServices: boolean
  services: NamedService[]
  accesses: Access[]
}
/** A space that a member adds and gives back alone. */
export type OwnSpace = { space: Space; isHeld: boolean }

type Standing = {
  member: Member
  offers: Map<Space, Offer>
  held: Held[]
  pending: Map<Space, number>
  services: NamedService[]
}

/** Pure. What a member may ask for in a structure, in the order of the matrix. What is held in full is left out. */
export const listAskable = (standing: Standing): Askable[] =>
  [...standing.offers].flatMap(([space, offer]) => {
    const askable = askableOf(space, offer, standing)
    return askable ? [askable] : []
  })

function askableOf(space: Space, offer: Offer, { member, held, pending, services }: Standing): Askable | null {
  if (offer.rule === 'never' || offer.rule === 'always' || offer.rule === 'self_service') return null
  const fits = (serviceId: number | null, access: Access) => {
    const wanted = { space, access, serviceId }
    return whyNotHold(wanted, member, offer) === null && !isCovered(held, wanted)
  }
  const accesses = WRITE_ONLY.includes(space) ? (['write'] as const) : ACCESSES
  const allServices = fits(null, 'write')
  const open = services.filter(({ id }) => fits(id, 'write'))
  const pendingId = pending.get(space) ?? null
  if (!allServices && open.length === 0) return null
  const heldHere = held.filter((one) => one.space === space)
  return { space, held: heldHere, pendingId, allServices, services: open, accesses: [...accesses] }
}

/** Pure. What a member adds alone, and whether they have. */
export const listOwnSpaces = ({ member, offers, held }: Pick<Standing, 'member' | 'offers' | 'held'>): OwnSpace[] =>
  [...offers].flatMap(([space, offer]) => {
    const isHeld = held.some((one) => one.space === space)
    const isOpen = heldWhereOpen(space, 'write', { member, offer }).length > 0
    return offer.rule === 'self_service' && (isOpen || isHeld) ? [{ space, isHeld }] : []
  })

export type OwnSpaceRefusal =
  | 'not-found'
  | 'not-a-member'
  | 'structure-inactive'
  | 'not-self-service'
  | 'space-closed'
  | 'already-held'
  | 'not-held'

export type WithdrawSubscriptionRefusal = 'not-found' | 'already-decided'

/** A request as its requester sees it: by which side it was decided, never by whom. */
export type OwnSubscriptionRequest = {
  id: number
  structureId: number
  structureName: string
  identifier: string
  structureState: 'active' | 'inactive'
  origin: 'member' | 'structure'
  comment: string
  state: SubscriptionRequestState
  correctsId: number | null
  createdAt: string
  decidedAt: string | null
  decisionComment: string
  reason: string | null
  spaces: Pick<AskedSpace, 'space' | 'service' | 'asked' | 'given'>[]
}

/** What somebody holds in one structure. */
export type OwnSubscriptions = {
  membershipId: number
  structureId: number
  structureName: string
  structureState: 'active' | 'inactive'
  role: Role
  whole: boolean
  startsOn: string
  held: { space: Space; access: Access; service: string | null; isOwn: boolean }[]
}
