import type { Access, Actor, ActorMembership, Role, Space } from '../act.ts'

/** How far someone may act in a structure: all of it, or some services. */
export type Extent = { whole: boolean; services: number[] }
/** How far an actor manages a structure, and in which role; null is not at all. */
export type Reach = (Extent & { role: Role }) | null

/** How far a membership's subscription to a space reaches; null when it holds none of this access. `write` includes `read`. */
export function extentOf({ services, spaces }: ActorMembership, space: Space, access: Access = 'read'): Extent | null {
  const held = spaces.filter((one) => one.space === space && (access === 'read' || one.access === 'write'))
  if (held.length === 0) return null
  if (held.some(({ serviceId }) => serviceId === null)) return { whole: services === null, services: services ?? [] }
  const named = held.flatMap(({ serviceId }) => serviceId ?? [])
  return { whole: false, services: services === null ? named : named.filter((id) => services.includes(id)) }
}

/** How far the actor manages this structure: by the subscription to "Activités du gestionnaire", not by the role's name. */
export function reachOf(actor: Actor, structureId: number): Reach {
  const membership = actor.memberships.find((one) => one.structureId === structureId)
  const extent = membership && extentOf(membership, 'manager', 'write')
  return membership && extent ? { ...extent, role: membership.role } : null
}

/** What the actor manages, structure by structure. */
export const managed = (actor: Actor): (Extent & { role: Role; structureId: number })[] =>
  actor.memberships.flatMap((membership) => {
    const extent = extentOf(membership, 'manager', 'write')
    return extent ? [{ ...extent, role: membership.role, structureId: membership.structureId }] : []
  })

/** Does the actor manage anything at all? */
export const managesAny = (actor: Actor): boolean =>
  actor.memberships.some((membership) => extentOf(membership, 'manager', 'write') !== null)

/** Whether the actor has the space in any structure; everybody who is signed in has "Mon compte". */
export const holdsSpace = (actor: Actor, space: Space, access: Access = 'read'): boolean =>
  space === 'account' || actor.memberships.some((membership) => extentOf(membership, space, access) !== null)
