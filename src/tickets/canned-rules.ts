import type { Actor } from '../act.ts'
import { extentOf } from '../values/reach.ts'
import { fold } from '../values/text.ts'
import { desksOf } from './rules.ts'

/** Whose an answer is: a service's, a whole structure's (`serviceId` null), or the platform support's (both null). */
export type CannedDesk = { structureId: number | null; serviceId: number | null }
/** A desk by its names; those of the platform support are said by the words. */
export type NamedDesk = CannedDesk & { structure: string; service: string }
export type CannedAnswer = {
  id: number
  structure_id: number | null
  service_id: number | null
  title: string
  body: string
}
export type CannedRefusal = 'not-found' | 'not-yours' | 'too-many'

/** Of one desk: as many as a list to choose from can hold. */
export const CANNED_MAX = 100

/** What an address says of a desk. */
export const deskKey = ({ structureId, serviceId }: CannedDesk): string =>
  serviceId !== null ? `v${serviceId}` : structureId !== null ? `s${structureId}` : 'support'

/** Pure. Agents with Modification keep the answers of their desk: those of the whole structure need the whole. */
export function keepsCanned(actor: Actor, { structureId, serviceId }: CannedDesk): boolean {
  const desks = desksOf(actor, 'write')
  if (structureId === null) return desks.support
  return desks.structures.includes(structureId) || (serviceId !== null && desks.services.includes(serviceId))
}

/** Pure. Those of the whole structure are of use to the agents of each of its services. */
export function usesCanned(actor: Actor, desk: CannedDesk): boolean {
  if (keepsCanned(actor, desk)) return true
  const membership = actor.memberships.find(({ structureId }) => structureId === desk.structureId)
  return (
    desk.serviceId === null && membership !== undefined && extentOf(membership, 'requests_received', 'write') !== null
  )
}

/** What can stand for something of the ticket, French and English name alike. */
const PLACEHOLDERS = {
  number: ['numero', 'number'],
  issuer: ['emetteur', 'issuer'],
  structure: ['structure', 'entity'],
  agent: ['agent'],
  subject: ['objet', 'subject'],
} as const
export type Placeholder = keyof typeof PLACEHOLDERS
const NAMES = new Map<string, Placeholder>(
  Object.entries(PLACEHOLDERS).flatMap(([key, names]) => names.map((name) => [name, key as Placeholder] as const)),
)
const IN_BRACES = /\{\s*([\p{L}\d_ -]{1,40}?)\s*\}/gu

/** Pure. The text for one ticket. What nobody knows stays as it was typed, and is told. */
export function fillIn(body: string, values: Record<Placeholder, string>): { text: string; unknown: string[] } {
  const text = body.replace(IN_BRACES, (typed, name: string) => {
    const known = NAMES.get(fold(name))
    return known ? values[known] : typed
  })
  return { text, unknown: unknownIn(body) }
}

/** Pure. Names in braces that stand for nothing. */
export const unknownIn = (body: string): string[] => [
  ...new Set([...body.matchAll(IN_BRACES)].filter(([, name = '']) => !NAMES.has(fold(name))).map(([typed]) => typed)),
]
