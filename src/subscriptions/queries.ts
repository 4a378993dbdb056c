import { sql } from 'kysely'
import type { AnyAct, Role, Space } from '../act.ts'
import type { Held, Member, Offer, SpaceRule } from './rules.ts'

/** A member as their subscriptions need them; undefined when nobody is attached by that id. */
export async function findMember(
  { db }: AnyAct,
  membership: { id: number } | { userId: number; structureId: number },
): Promise<Member | undefined> {
  const found = db
    .selectFrom('membership')
    .innerJoin('structure', 'structure.id', 'membership.structure_id')
    .select(['membership.id as membershipId', 'user_id as userId', 'structure.id as structureId'])
    .select(['structure.kind as structureKind', 'role', 'whole_structure'])
  const row = await (
    'id' in membership
      ? found.where('membership.id', '=', membership.id)
      : found
          .where('membership.user_id', '=', membership.userId)
          .where('membership.structure_id', '=', membership.structureId)
  ).executeTakeFirst()
  if (!row) return undefined
  const { whole_structure, ...member } = row
  const services = whole_structure
    ? []
    : await db
        .selectFrom('membership_service')
        .select('service_id')
        .where('membership_id', '=', row.membershipId)
        .execute()
  return { ...member, whole: whole_structure === 1, services: services.map(({ service_id }) => service_id) }
}

/** What a membership holds, in the order of the matrix. */
export const listHeldSpaces = ({ db }: AnyAct, membershipId: number): Promise<Held[]> =>
  db
    .selectFrom('subscription')
    .innerJoin('space', 'space.code', 'subscription.space')
    .select(['subscription.space', 'access', 'service_id as serviceId'])
    .where('membership_id', '=', membershipId)
    .orderBy('space.position')
    .orderBy('service_id')
    .execute()

/** The spaces that are offered, with their rule for a role and where this structure has them open. In the order of the matrix. */
export async function listOffers(
  { db }: AnyAct,
  { structureId, role }: { structureId: number; role: Role },
): Promise<Map<Space, Offer>> {
  const rows = await db
    .selectFrom('structure')
    .innerJoin('space_rule as rule', 'rule.structure_kind', 'structure.kind')
    .innerJoin('space', 'space.code', 'rule.space')
    .leftJoin('structure_space as opened', (join) =>
      join.onRef('opened.structure_id', '=', 'structure.id').onRef('opened.space', '=', 'rule.space'),
    )
    .select(['rule.space', 'rule.rule', 'opened.id as openedId', 'opened.service_id'])
    .where('structure.id', '=', structureId)
    .where('rule.role', '=', role)
    .where('space.is_offered', '=', 1)
    .orderBy('space.position')
    .execute()
  const offers = new Map<Space, Offer>()
  for (const { space, rule, openedId, service_id } of rows) {
    const offer = offers.get(space) ?? { rule, openWhole: false, openServices: [] }
    if (openedId !== null && service_id === null) offer.openWhole = true
    if (service_id !== null) offer.openServices.push(service_id)
    offers.set(space, offer)
  }
  return offers
}

/** The reference matrix: the rule of each space for each kind of structure and role. */
export async function listSpaceRules({ db }: AnyAct) {
  const rows = await db
    .selectFrom('space')
    .innerJoin('space_rule as rule', 'rule.space', 'space.code')
    .select(['space.code', 'space.is_offered', 'space.opened_public', 'space.opened_private'])
    .select(['rule.structure_kind', 'rule.role', sql<SpaceRule>`rule.rule`.as('rule')])
    .orderBy('space.position')
    .execute()
  return rows
}
