import { addDays, parisDate, parisMidnight } from '../values/dates.ts'
import { openChance } from './demo-chance.ts'
import {
  askedServices,
  type Crowd,
  type CrowdRequest,
  type MassService,
  nameOf,
  personIdOf,
  placeOf,
} from './demo-mass-crowd.ts'
import { foldedName } from './demo-mass-names.ts'
import { putPerson } from './demo-mass-places.ts'
import type { Line } from './demo-mass-rows.ts'
import { commentFor, reasonToRefuse } from './demo-words.ts'

const REMINDED_AFTER_DAYS = 7
const REMINDED_AT_MINUTES = 450

export function makePerson(crowd: Crowd, person: number, moment: Date): Line[] {
  const id = crowd.rows.lastId('user') + 1
  crowd.ids.people[person] = id
  return putPerson(crowd, { id, ...nameOf(crowd, person) }, moment.toISOString())
}

/** Puts the request as it stands today; the line of its decision comes later. */
export function sendRequest(crowd: Crowd, request: CrowdRequest): Line[] {
  const { rows } = crowd
  const person = nameOf(crowd, request.person)
  const personId = personIdOf(crowd, request)
  const place = placeOf(crowd, request)
  const services = askedServices(crowd, request)
  const [first = null] = services ?? []
  const comment = commentFor(openChance(request.number), place.isFirm, first && first.code)
  const at = request.sentAt.toISOString()
  request.id = rows.lastId('membership_request') + 1
  rows.put('membership_request', {
    id: request.id,
    user_id: personId,
    requester_folded: foldedName(person),
    structure_id: place.id,
    whole_structure: services === null ? 1 : 0,
    comment,
    corrects_id: null,
    created_at: at,
    ...(request.decidedAt ? decided(crowd, request, request.decidedAt) : waiting(crowd, request)),
  })
  for (const { id } of services ?? [])
    rows.put('membership_request_service', { request_id: request.id, service_id: id, structure_id: place.id })
  const after = { services: namesOf(services) }
  const detail = { actorName: person.name, personName: person.name, comment: comment || null, after }
  return [{ ...lineOf(crowd, request), at, action: 'membership_request.sent', actorId: personId, detail }]
}

/** Managers are told again of what has waited for a week, as the server does every morning. */
function waiting({ now }: Crowd, { sentAt }: CrowdRequest) {
  const midnight = parisMidnight(addDays(parisDate(sentAt), REMINDED_AFTER_DAYS))
  const reminded = new Date(Date.parse(midnight) + REMINDED_AT_MINUTES * 60_000)
  return {
    state: 'pending',
    decided_at: null,
    decided_by_id: null,
    role_given: null,
    reason: null,
    reminded_at: reminded <= now ? reminded.toISOString() : null,
  } as const
}

function decided(crowd: Crowd, request: CrowdRequest, decidedAt: Date) {
  const { outcome } = request
  return {
    state: outcome,
    decided_at: decidedAt.toISOString(),
    decided_by_id: outcome === 'withdrawn' ? personIdOf(crowd, request) : placeOf(crowd, request).manager.id,
    role_given: outcome === 'validated' ? roleOf(request) : null,
    reason: outcome === 'refused' ? reasonOf(request) : null,
    reminded_at: null,
  } as const
}

/** The line of what became of a request, and the membership that a validation gives. */
export function decideRequest(crowd: Crowd, request: CrowdRequest, decidedAt: Date): Line[] {
  const person = nameOf(crowd, request.person)
  const { manager } = placeOf(crowd, request)
  const services = namesOf(askedServices(crowd, request))
  const line = { ...lineOf(crowd, request), at: decidedAt.toISOString() }
  const names = { actorName: manager.name, personName: person.name }
  if (request.outcome === 'withdrawn') {
    const detail = { actorName: person.name, personName: person.name, before: { services } }
    return [{ ...line, action: 'membership_request.withdrawn', actorId: line.personId, detail }]
  }
  if (request.outcome === 'refused') {
    const detail = { ...names, comment: reasonOf(request) }
    return [{ ...line, action: 'membership_request.refused', actorId: manager.id, detail }]
  }
  putMembership(crowd, request, decidedAt)
  const detail = { ...names, after: { role: roleOf(request), services, startsOn: parisDate(decidedAt) } }
  return [{ ...line, action: 'membership_request.validated', actorId: manager.id, detail }]
}

function putMembership(crowd: Crowd, request: CrowdRequest, decidedAt: Date): void {
  const { rows } = crowd
  const services = askedServices(crowd, request)
  const id = rows.lastId('membership') + 1
  const structure_id = placeOf(crowd, request).id
  rows.put('membership', {
    id,
    user_id: personIdOf(crowd, request),
    structure_id,
    role: roleOf(request),
    whole_structure: services === null ? 1 : 0,
    witness_service_id: services?.[0]?.id ?? null,
    starts_on: parisDate(decidedAt),
    ends_on: null,
    created_at: decidedAt.toISOString(),
  })
  for (const service of services ?? [])
    rows.put('membership_service', { membership_id: id, service_id: service.id, structure_id })
}

const namesOf = (services: MassService[] | null) => services?.map(({ name }) => name) ?? null

const lineOf = (crowd: Crowd, request: CrowdRequest) => ({
  subject: `membership_request/${request.id}`,
  structureId: placeOf(crowd, request).id,
  personId: personIdOf(crowd, request),
})

const roleOf = ({ number }: CrowdRequest) => (number % 12 === 1 ? 'secondary_manager' : 'simple_user')
const reasonOf = ({ number }: CrowdRequest): string => reasonToRefuse(openChance(number))
