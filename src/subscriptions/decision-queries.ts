import type { Act } from '../act.ts'
import { isOneOf } from '../db/request-queue.ts'
import { parisDate } from '../values/dates.ts'
import { type Standing, whyNotValidate } from './decision-rules.ts'
import { listHeldSpaces, listOffers } from './queries.ts'
import {
  type AskedSpace,
  type DecideSubscriptionRefusal,
  isManagedBy,
  type Member,
  type SubscriptionRequest,
  whyNotDecideSubscription,
} from './rules.ts'

const requests = (act: Act) =>
  act.db
    .selectFrom('subscription_request as request')
    .innerJoin('user', 'user.id', 'request.user_id')
    .innerJoin('structure', 'structure.id', 'request.structure_id')
    .leftJoin('user as decider', 'decider.id', 'request.decided_by_id')
    .selectAll('request')
    .select(['user.first_name', 'user.last_name', 'user.login', 'user.state as requesterState'])
    .select([
      'structure.name as structureName',
      'structure.identifier_kind',
      'structure.identifier',
      'structure.state as structureState',
    ])
    .select(['decider.first_name as deciderFirst', 'decider.last_name as deciderLast'])

async function listSpaces(act: Act, ids: number[]): Promise<Map<number, AskedSpace[]>> {
  const rows = await act.db
    .selectFrom('subscription_request_space as line')
    .innerJoin('space', 'space.code', 'line.space')
    .leftJoin('service', 'service.id', 'line.service_id')
    .select(['line.request_id', 'line.id', 'line.space', 'line.asked', 'line.given'])
    .select(['service.id as serviceId', 'service.code', 'service.name', 'service.state'])
    .where(isOneOf('line.request_id', ids))
    .orderBy('space.position')
    .orderBy('service.name_folded')
    .execute()
  const byRequest = new Map<number, AskedSpace[]>(ids.map((id) => [id, []]))
  for (const { request_id, serviceId, code, name, state, ...line } of rows) {
    const service = serviceId && code && name && state ? { id: serviceId, code, name, state } : null
    byRequest.get(request_id)?.push({ ...line, service })
  }
  return byRequest
}

async function listReached(act: Act, ids: number[]): Promise<Map<number, number[]>> {
  const rows = await act.db
    .selectFrom('subscription_request_service')
    .select(['request_id', 'service_id'])
    .where(isOneOf('request_id', ids))
    .execute()
  const byRequest = new Map<number, number[]>(ids.map((id) => [id, []]))
  for (const { request_id, service_id } of rows) byRequest.get(request_id)?.push(service_id)
  return byRequest
}

/** Some requests as their managers see them; those that the actor may not see are left out. In the order asked for. */
export async function listManagedSubscriptionRequests(act: Act, ids: number[]): Promise<SubscriptionRequest[]> {
  if (ids.length === 0) return []
  const rows = await requests(act).where(isOneOf('request.id', ids)).execute()
  const [spaces, services] = [await listSpaces(act, ids), await listReached(act, ids)]
  const found = rows.map(
    ({ first_name, last_name, login, deciderFirst, deciderLast, ...row }): SubscriptionRequest => ({
      ...row,
      requesterName: `${first_name} ${last_name}`,
      requesterLogin: login,
      deciderName: deciderFirst === null ? null : `${deciderFirst} ${deciderLast}`,
      spaces: spaces.get(row.id) ?? [],
      services: services.get(row.id) ?? [],
    }),
  )
  const byId = new Map(found.filter((one) => isManagedBy(one, act.actor)).map((one) => [one.id, one]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** One request as its managers see it; undefined for everybody else. */
export async function findManagedSubscriptionRequest(act: Act, id: number): Promise<SubscriptionRequest | undefined> {
  return (await listManagedSubscriptionRequests(act, Number.isSafeInteger(id) ? [id] : []))[0]
}

type OfWhom = Pick<SubscriptionRequest, 'user_id' | 'structure_id'>

/** Who asks, as members of today: one row each, with the services of those who are not attached to the whole. */
async function listMembers(act: Act, requests: OfWhom[]): Promise<Map<string, Member>> {
  const today = parisDate(act.now)
  const rows = await act.db
    .selectFrom('membership')
    .innerJoin('structure', 'structure.id', 'membership.structure_id')
    .leftJoin('membership_service as held', 'held.membership_id', 'membership.id')
    .select(['membership.id as membershipId', 'user_id', 'structure.id as structureId', 'structure.kind', 'role'])
    .select(['whole_structure', 'held.service_id'])
    .where(isOneOf('user_id', [...new Set(requests.map((one) => one.user_id))]))
    .where(isOneOf('membership.structure_id', [...new Set(requests.map((one) => one.structure_id))]))
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', today)]))
    .execute()
  const members = new Map<string, Member>()
  for (const { user_id: userId, structureId, membershipId, kind, role, whole_structure, service_id } of rows) {
    const key = keyOf({ user_id: userId, structure_id: structureId })
    const whole = whole_structure === 1
    const found = { membershipId, userId, structureId, structureKind: kind, role, whole }
    const member = members.get(key) ?? { ...found, services: [] }
    if (service_id !== null && !whole) member.services.push(service_id)
    members.set(key, member)
  }
  return members
}

const keyOf = ({ user_id, structure_id }: OfWhom): string => `${user_id} ${structure_id}`

/** How the requesters stand today, in the order of the requests; null for who is no member any more. As many queries for 500 as for one. */
async function listStandings(act: Act, requests: OfWhom[]): Promise<(Omit<Standing, 'held'> | null)[]> {
  const members = await listMembers(act, requests)
  const offers = new Map<string, Standing['offers']>()
  for (const { structureId, role } of members.values()) {
    const key = `${structureId} ${role}`
    if (!offers.has(key)) offers.set(key, await listOffers(act, { structureId, role }))
  }
  return requests.map((request) => {
    const member = members.get(keyOf(request))
    return member ? { member, offers: offers.get(`${member.structureId} ${member.role}`) ?? new Map() } : null
  })
}

/** How the requester stands in the structure today, and what they hold there. */
export async function findStanding(act: Act, request: OfWhom): Promise<Standing | null> {
  const [standing] = await listStandings(act, [request])
  return standing ? { ...standing, held: await listHeldSpaces(act, standing.member.membershipId) } : null
}

export type BulkDecision = 'validate' | 'refuse'
export type BulkSubscriptions = {
  decision: BulkDecision
  items: { request: SubscriptionRequest; why: DecideSubscriptionRefusal | null }[]
}

/** What a decision in bulk would do to each of these requests, before it is taken. */
export async function readSubscriptionBulk(
  act: Act,
  ids: number[],
  decision: BulkDecision,
): Promise<BulkSubscriptions> {
  const requests = await listManagedSubscriptionRequests(act, ids)
  const standings = decision === 'validate' ? await listStandings(act, requests) : []
  const items = requests.map((request, at) => {
    const whyNot = whyNotDecideSubscription(request, act.actor)
    const whyNotAsAsked = () => whyNotValidate(request, act.actor, standings[at] ?? null)
    return { request, why: whyNot ?? (decision === 'validate' ? whyNotAsAsked() : null) }
  })
  return { decision, items }
}
