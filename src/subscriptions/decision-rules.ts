import type { Access, Actor, Space } from '../act.ts'
import { reachOf } from '../values/reach.ts'
import {
  type AskedSpace,
  type DecideSubscriptionRefusal,
  type Held,
  type Member,
  type Offer,
  type SubscriptionRequest,
  whyNotHold,
  WRITE_ONLY,
} from './rules.ts'

/** What a manager gives for each line of a request, by the line's id. */
export type GivenAccesses = Map<number, Access>
/** The requester's membership in force, what the structure offers its role, and what it holds already. */
export type Standing = { member: Member; offers: Map<Space, Offer>; held: Held[] }

/** What a line gives: as asked unless told otherwise; what is of no use without writing is not limited. */
export const accessOf = ({ id, space, asked }: AskedSpace, given: GivenAccesses): Access =>
  WRITE_ONLY.includes(space) ? 'write' : (given.get(id) ?? asked)

/** The lines of a request as subscriptions. A request only widens: who writes already goes on writing. */
export const grantedBy = (spaces: AskedSpace[], given: GivenAccesses, held: Held[]): (Held & { lineId: number })[] =>
  spaces.map((line) => {
    const serviceId = line.service?.id ?? null
    const writes = held.some((one) => one.space === line.space && one.serviceId === serviceId && one.access === 'write')
    return { lineId: line.id, space: line.space, serviceId, access: writes ? 'write' : accessOf(line, given) }
  })

/** Pure. Why nobody can be given what this request asks for, as things stand now. Refusing it stays possible. */
export function whyNotValidate(
  request: SubscriptionRequest,
  actor: Actor,
  standing: Omit<Standing, 'held'> | null,
): DecideSubscriptionRefusal | null {
  if (request.structureState === 'inactive') return 'structure-inactive'
  if (request.requesterState !== 'active') return 'requester-inactive'
  if (!standing) return 'not-a-member'
  if (request.spaces.length === 0) return 'nothing-granted'
  for (const line of request.spaces) {
    const refusal = whyNotLine(line, actor, standing)
    if (refusal) return refusal
  }
  return null
}

/** Pure. The same for one line: the page says it beside the line. */
export function whyNotLine(
  line: AskedSpace,
  actor: Actor,
  { member, offers }: Omit<Standing, 'held'>,
): DecideSubscriptionRefusal | null {
  const wanted: Held = { space: line.space, access: 'write', serviceId: line.service?.id ?? null }
  const refusal = line.service?.state === 'closed' ? 'space-closed' : whyNotHold(wanted, member, offers.get(line.space))
  // Nobody is offered less than writing here, so that one is never met.
  if (refusal && refusal !== 'write-only') return refusal
  return whyNotGiveLine(wanted, actor, member)
}

function whyNotGiveLine(wanted: Held, actor: Actor, member: Member): DecideSubscriptionRefusal | null {
  const reach = reachOf(actor, member.structureId)
  if (reach && !reach.whole && isBeyond(wanted, member, reach.services)) return 'beyond-your-services'
  // How far another manager manages is the primary manager's to say, however it is asked.
  return wanted.space === 'manager' && reach?.role !== 'primary_manager' ? 'role-beyond-you' : null
}

/** What reaches as far as the membership does may have been widened since; and no part of a manager's power is given. */
const isBeyond = ({ space, serviceId }: Held, member: Member, mine: number[]): boolean =>
  space === 'manager' || (serviceId === null && (member.whole || member.services.some((id) => !mine.includes(id))))

/** Pure. Which lines keep a request from being validated, and why. */
export const troublesOf = (
  { spaces }: SubscriptionRequest,
  actor: Actor,
  standing: Omit<Standing, 'held'>,
): Map<number, DecideSubscriptionRefusal> =>
  new Map(
    spaces.flatMap((line) => {
      const why = whyNotLine(line, actor, standing)
      return why ? [[line.id, why] as const] : []
    }),
  )
