import { parisDate } from '../values/dates.ts'
import { fold } from '../values/text.ts'
import type { Crowd } from './demo-mass-crowd.ts'
import {
  foldedName,
  numberedLogin,
  type NumberedPerson,
  numberedPerson,
  type NumberedPlace,
  numberedPlace,
} from './demo-mass-names.ts'
import { servicesOf } from './demo-mass-plan.ts'
import type { Line } from './demo-mass-rows.ts'

type Person = NumberedPerson & { id: number }

/** Puts an account that is active from the start. */
export function putPerson({ rows, hash }: Crowd, { id, ...person }: Person, at: string): Line[] {
  const login = numberedLogin(person)
  rows.put('user', {
    id,
    state: 'active',
    login,
    contact_email: login,
    civility: person.civility,
    last_name: person.lastName,
    first_name: person.firstName,
    name_folded: foldedName(person),
    phone: null,
    password_hash: hash,
    created_at: at,
    activated_at: at,
    deactivated_at: null,
  })
  const about = { at, subject: `user/${id}`, structureId: null, personId: id }
  const personName = person.name
  const after = { login, contactEmail: login, operator: false }
  return [
    { ...about, action: 'account.created', actorId: null, detail: { personName, after } },
    { ...about, action: 'account.activated', actorId: id, detail: { actorName: personName, personName } },
  ]
}

/** Makes the place of a number with its services and its primary manager. */
export function makePlace(crowd: Crowd, number: number, moment: Date): Line[] {
  const at = moment.toISOString()
  const place = numberedPlace(number)
  const id = crowd.rows.lastId('structure') + 1
  const manager = { id: crowd.rows.lastId('user') + 1, ...numberedPerson(number) }
  crowd.ids.places[number] = id
  crowd.ids.managers[number] = manager.id
  crowd.ids.firstServices[number] = crowd.rows.lastId('service') + 1
  const membershipId = crowd.rows.lastId('membership') + 1
  const accountLines = putPerson(crowd, manager, at)
  crowd.rows.put('structure', { id, ...structureOf(place), primary_membership_id: membershipId, created_at: at })
  for (const { code, name } of servicesOf(number))
    crowd.rows.put('service', { structure_id: id, code, name, name_folded: fold(name) })
  const startsOn = parisDate(moment)
  crowd.rows.put('membership', {
    id: membershipId,
    user_id: manager.id,
    structure_id: id,
    role: 'primary_manager',
    whole_structure: 1,
    witness_service_id: null,
    starts_on: startsOn,
    ends_on: null,
    created_at: at,
  })
  const lines = place.kind === 'public' ? publicLines : privateLines
  return [...accountLines, ...lines(crowd, { at, id, place, manager, membershipId, startsOn })]
}

const structureOf = (place: NumberedPlace) =>
  ({
    kind: place.kind,
    identifier_kind: 'SIRET',
    identifier: place.siret,
    name: place.name,
    name_folded: fold(place.name),
    address: '1 PLACE DE LA MAIRIE',
    postcode: place.postcode,
    city: place.city,
    city_folded: fold(place.city),
    legal_category: place.legalCategory,
    state: 'active',
    successor_id: null,
  }) as const

type Opened = {
  at: string
  id: number
  place: NumberedPlace
  manager: Person
  membershipId: number
  startsOn: string
}

/** The platform support registers it and appoints its manager. */
function publicLines({ anchors }: Crowd, { at, id, place, manager, startsOn }: Opened): Line[] {
  const { id: actorId, name: actorName } = anchors.operator
  const about = { at, subject: `structure/${id}`, structureId: id, actorId }
  const { name, siret: identifier, kind } = place
  const after = { role: 'primary_manager', services: null, startsOn }
  return [
    {
      ...about,
      action: 'structure.created',
      personId: null,
      detail: { actorName, after: { name, identifier, kind, state: 'inactive' } },
    },
    {
      ...about,
      action: 'structure.primary_appointed',
      personId: manager.id,
      detail: { actorName, personName: manager.name, after },
    },
  ]
}

/** Its manager makes it. */
function privateLines(_crowd: Crowd, { at, id, place, manager, membershipId, startsOn }: Opened): Line[] {
  const about = { at, structureId: id, actorId: manager.id }
  const { name, siret: identifier, kind } = place
  const after = { role: 'primary_manager', services: null, startsOn }
  return [
    {
      ...about,
      action: 'structure.created',
      subject: `structure/${id}`,
      personId: null,
      detail: { actorName: manager.name, after: { name, identifier, kind, state: 'active' } },
    },
    {
      ...about,
      action: 'membership.created',
      subject: `membership/${membershipId}`,
      personId: manager.id,
      detail: { actorName: manager.name, personName: manager.name, after },
    },
  ]
}
