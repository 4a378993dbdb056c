import type Database from 'better-sqlite3'
import { ACCOUNTS, MAIN_PLACE } from './demo-cast.ts'
import { type NumberedPerson, numberedPerson } from './demo-mass-names.ts'
import { type Amounts, type MassRequest, servicesOf } from './demo-mass-plan.ts'
import type { Rows } from './demo-mass-rows.ts'
import type { ServiceCode } from './demo-words.ts'

type Named = { id: number; name: string }
export type MassService = { id: number; code: ServiceCode; name: string }

/** The main place with its manager, and the platform support: the story has them before the crowd comes. */
export type Anchors = { main: { id: number; services: MassService[] }; principal: Named; operator: Named }

/** `hash` is of the password that all of the crowd share. The ids of what was made are kept by its number. */
export type Crowd = {
  rows: Rows
  amounts: Amounts
  anchors: Anchors
  hash: string
  now: Date
  ids: Record<'people' | 'managers' | 'places' | 'firstServices', Int32Array>
}

/** Looks up what the story has made. */
export function findAnchors(sqlite: Database.Database): Anchors {
  const id = sqlite.prepare('select id from structure where identifier = ?').pluck().get(MAIN_PLACE.siret) as number
  const services = sqlite
    .prepare('select id, code, name from service where structure_id = ? and state = ? order by id')
    .all(id, 'open')
  const named = (key: string): Named => {
    const person = ACCOUNTS.find((one) => one.key === key)
    const found = sqlite.prepare('select id from user where login = ?').pluck().get(person?.login) as number
    return { id: found, name: `${person?.firstName} ${person?.lastName}` }
  }
  return {
    main: { id, services: services as MassService[] },
    principal: named('principal'),
    operator: named('operateur'),
  }
}

/** A request of the crowd. `decidedAt` is null for one that waits; `id` is known once it has been sent. */
export type CrowdRequest = MassRequest & { sentAt: Date; decidedAt: Date | null; id: number }

/** People have the numbers after those of the places' managers. */
export const nameOf = ({ amounts }: Crowd, person: number): NumberedPerson => numberedPerson(amounts.places + person)

export const personIdOf = ({ ids }: Crowd, { person }: CrowdRequest): number => ids.people[person] ?? 0

/** Where a request went, and who decides there. */
export function placeOf({ anchors, ids }: Crowd, { place }: CrowdRequest) {
  if (place === null) return { id: anchors.main.id, manager: anchors.principal, isFirm: false }
  const manager = { id: ids.managers[place] ?? 0, name: numberedPerson(place).name }
  return { id: ids.places[place] ?? 0, manager, isFirm: place % 10 >= 7 }
}

/** The services asked for, or null for the whole structure. */
export function askedServices({ anchors, ids }: Crowd, { number, place }: CrowdRequest): MassService[] | null {
  const there =
    place === null
      ? anchors.main.services
      : servicesOf(place).map((service, at) => ({ ...service, id: (ids.firstServices[place] ?? 0) + at }))
  const asked = there[Math.floor(number / 4) % there.length]
  return asked === undefined || number % 4 === 0 ? null : [asked]
}
