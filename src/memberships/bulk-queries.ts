import type { Act } from '../act.ts'
import { parisDate } from '../values/dates.ts'
import { listHeld } from './holding.ts'
import { listManagedRequests } from './queries.ts'
import {
  asAsked,
  type DecideRefusal,
  GIVEN_ROLES,
  type GivenRole,
  type MembershipRequest,
  whyNotAsAsked,
  whyNotDecide,
  whyNotGrant,
  whyNotYet,
} from './rules.ts'

export type Bulk = {
  decision: 'validate' | 'refuse'
  items: { request: MembershipRequest; why: DecideRefusal | null }[]
  role: GivenRole
  roles: GivenRole[]
}

/** What a decision in bulk would do to each of these requests, before it is taken. As many queries for 500 as for one. */
export async function readBulk(act: Act, ids: number[], decision: Bulk['decision']): Promise<Bulk> {
  const requests = await listManagedRequests(act, ids)
  const held = await listHeld(act, requests)
  const whyNotGive = (request: MembershipRequest, role: GivenRole) => {
    const has = held.get(request.id) ?? null
    return whyNotGrant(asAsked(request, role, has), act.actor, { structureId: request.structure_id, held: has })
  }
  const items = requests.map((request) => {
    const why = whyNotDecide(request, act.actor)
    const whyNotNow = () => whyNotYet(held.get(request.id)?.startsOn ?? null, parisDate(act.now))
    const whyNotValidate = () => whyNotAsAsked(request) ?? whyNotNow() ?? whyNotGive(request, 'simple_user')
    return { request, why: why ?? (decision === 'validate' ? whyNotValidate() : null) }
  })
  const roles = GIVEN_ROLES.filter((role) => requests.some((request) => whyNotGive(request, role) === null))
  return { decision, items, role: 'simple_user', roles }
}
