import type { Act, Actor } from '../act.ts'
import { extentOf } from '../values/reach.ts'
import { desksOf } from './rules.ts'

/** Whose tickets a list holds: those of desks (0 is the platform support's), and of services alone. They do not overlap. */
export type Lanes = { desks: number[]; services: number[] }

/** Pure. All that the actor reads. */
export function lanesOf(actor: Actor): Lanes {
  const { support, structures, services } = desksOf(actor, 'read')
  return { desks: support ? [0, ...structures] : structures, services }
}

/** What the actor reads of one structure or service, or null when that is nothing. `place` as in the list's address. */
export async function findLanes(act: Act, place: string | null): Promise<Lanes | null> {
  const all = lanesOf(act.actor)
  if (place === null) return all
  const id = Number(place.slice(1))
  if (place.startsWith('v')) return (await readsService(act, all, id)) ? { desks: [], services: [id] } : null
  if (all.desks.includes(id)) return { desks: [id], services: [] }
  const membership = act.actor.memberships.find(({ structureId }) => structureId === id)
  const extent = membership && extentOf(membership, 'requests_received')
  return extent ? { desks: [], services: extent.services } : null
}

/** A service is read by itself, or with all of its structure. */
async function readsService({ db }: Act, { desks, services }: Lanes, id: number): Promise<boolean> {
  if (services.includes(id)) return true
  const service = await db.selectFrom('service').select('structure_id').where('id', '=', id).executeTakeFirst()
  return service !== undefined && desks.includes(service.structure_id)
}

export const isEmptyScope = ({ desks, services }: Lanes): boolean => desks.length + services.length === 0
