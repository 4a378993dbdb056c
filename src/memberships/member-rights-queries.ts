import type { Act, AnyAct } from '../act.ts'
import { listSpaceRules } from '../subscriptions/queries.ts'
import type { Held as HeldSpace } from '../subscriptions/rules.ts'
import { parisDate } from '../values/dates.ts'
import { managed } from '../values/reach.ts'
import type { Held } from './rules.ts'

type Service = { id: number; name: string; isOpen: boolean }
/** What somebody has in one structure. `startsOn` and `endsOn` are civil dates. */
export type Rights = {
  membershipId: number
  structure: { id: number; name: string; identifier: string; kind: 'public' | 'private'; state: 'active' | 'inactive' }
  held: NonNullable<Held>
  services: Service[]
  startsOn: string
  endsOn: string | null
  spaces: HeldSpace[]
}

/** What somebody has in the structures that the actor manages, by name; `inForce` leaves out what starts later. Three queries. */
export async function listRights(
  act: Act,
  userId: number,
  { limit, inForce }: { limit: number; inForce: boolean },
): Promise<Rights[]> {
  const today = parisDate(act.now)
  const ids = managed(act.actor).map(({ structureId }) => structureId)
  if (ids.length === 0) return []
  const rows = await act.db
    .selectFrom('membership')
    .innerJoin('structure', 'structure.id', 'membership.structure_id')
    .select(['membership.id as membershipId', 'role', 'whole_structure'])
    .select(['starts_on as startsOn', 'ends_on as endsOn'])
    .select(['structure.id', 'structure.name', 'structure.identifier', 'structure.kind', 'structure.state'])
    .where('user_id', '=', userId)
    .where('structure_id', 'in', ids)
    .$if(inForce, (begun) => begun.where('starts_on', '<=', today))
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', today)]))
    .orderBy('structure.name_folded')
    .orderBy('structure.id')
    .limit(limit)
    .execute()
  const memberships = rows.map(({ membershipId }) => membershipId)
  const services = await servicesOf(act, memberships)
  const spaces = await spacesOf(act, memberships)
  return rows.map(({ membershipId, role, whole_structure, startsOn, endsOn, ...structure }) => {
    const mine = services.get(membershipId) ?? []
    const held = { role, whole: whole_structure === 1, services: mine.map(({ id }) => id) }
    return { membershipId, structure, held, services: mine, startsOn, endsOn, spaces: spaces.get(membershipId) ?? [] }
  })
}

async function servicesOf({ db }: AnyAct, memberships: number[]): Promise<Map<number, Service[]>> {
  const byMembership = new Map<number, Service[]>()
  if (memberships.length === 0) return byMembership
  const rows = await db
    .selectFrom('membership_service as held')
    .innerJoin('service', 'service.id', 'held.service_id')
    .select(['held.membership_id', 'service.id', 'service.name', 'service.state'])
    .where('held.membership_id', 'in', memberships)
    .orderBy('service.name_folded')
    .execute()
  for (const { membership_id, state, ...service } of rows) {
    const known = byMembership.get(membership_id) ?? []
    byMembership.set(membership_id, [...known, { ...service, isOpen: state === 'open' }])
  }
  return byMembership
}

async function spacesOf({ db }: AnyAct, memberships: number[]): Promise<Map<number, HeldSpace[]>> {
  const byMembership = new Map<number, HeldSpace[]>()
  if (memberships.length === 0) return byMembership
  const rows = await db
    .selectFrom('subscription')
    .innerJoin('space', 'space.code', 'subscription.space')
    .select(['membership_id', 'subscription.space', 'access', 'service_id as serviceId'])
    .where('membership_id', 'in', memberships)
    .orderBy('space.position')
    .orderBy('service_id')
    .execute()
  for (const { membership_id, ...space } of rows)
    byMembership.set(membership_id, [...(byMembership.get(membership_id) ?? []), space])
  return byMembership
}

/** What may be held: the rule of each space for a kind of structure and role, and where each structure has it open. */
export async function readOpenness(act: AnyAct, structureIds: number[]) {
  const rules = await listSpaceRules(act)
  const opened =
    structureIds.length === 0
      ? []
      : await act.db
          .selectFrom('structure_space')
          .select(['structure_id', 'space', 'service_id'])
          .where('structure_id', 'in', structureIds)
          .execute()
  return { rules, opened }
}
export type Openness = Awaited<ReturnType<typeof readOpenness>>
