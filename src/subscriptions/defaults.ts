import { sql } from 'kysely'
import type { AnyAct, Role } from '../act.ts'

/** Opens what every structure of its kind has open from the start. For a structure that was just made. */
export const openUsualSpaces = async ({ db, now }: AnyAct, structureId: number): Promise<void> =>
  void (await sql`insert into structure_space (structure_id, space, opened_at)
    select structure.id, space.code, ${now.toISOString()} from structure join space
    on iif(structure.kind = 'public', opened_public, opened_private) = 1
    where structure.id = ${structureId} and space.code <> 'account' order by position`.execute(db))

/**
 * Gives a new membership the spaces that its role has by itself, as far as the structure has them open. With
 * `formerRole`, a membership that changed it: what stood as the former role's own follows the new role, what somebody
 * gave or limited by hand stays, and what the new role never has goes.
 */
export async function giveUsualSubscriptions(act: AnyAct, membershipId: number, formerRole?: Role): Promise<void> {
  if (formerRole) await dropUsualOf(act, membershipId, formerRole)
  await sql`insert into subscription (membership_id, structure_id, space, access, created_at)
    select membership.id, membership.structure_id, rule.space, iif(rule.rule = 'default_read', 'read', 'write'),
      ${act.now.toISOString()}
    from membership
    join structure on structure.id = membership.structure_id
    join space_rule rule on rule.structure_kind = structure.kind and rule.role = membership.role
      and rule.rule in ('default_write', 'default_read')
    join space on space.code = rule.space and space.is_offered = 1
    join structure_space opened
      on opened.structure_id = structure.id and opened.space = rule.space and opened.service_id is null
    where membership.id = ${membershipId}
      and not exists (select 1 from subscription held
        where held.membership_id = membership.id and held.space = rule.space and held.service_id is null)
    order by space.position`.execute(act.db)
}

/** A change of role takes away what the former role had by itself, unless it was changed by hand, and what the new one never has. */
async function dropUsualOf({ db }: AnyAct, membershipId: number, formerRole: Role): Promise<void> {
  await sql`delete from subscription where membership_id = ${membershipId} and (
    exists (select 1 from membership join structure on structure.id = membership.structure_id
      join space_rule rule on rule.structure_kind = structure.kind and rule.role = membership.role
      where membership.id = ${membershipId} and rule.space = subscription.space and rule.rule = 'never')
    or (service_id is null and exists (select 1 from structure
      join space_rule former on former.structure_kind = structure.kind and former.role = ${formerRole}
      join membership on membership.id = ${membershipId}
      join space_rule rule on rule.structure_kind = structure.kind and rule.role = membership.role
        and rule.space = former.space
      where structure.id = subscription.structure_id and former.space = subscription.space
        and rule.rule in ('default_write', 'default_read') and rule.rule <> former.rule
        and former.rule = 'default_' || subscription.access)))`.execute(db)
}

/** A membership that no longer covers some services holds nothing there any more. For after its services changed. */
export const dropBeyondMembership = async ({ db }: AnyAct, membershipId: number): Promise<void> =>
  void (await sql`delete from subscription where membership_id = ${membershipId} and service_id is not null
    and exists (select 1 from membership where id = ${membershipId} and whole_structure = 0)
    and not exists (select 1 from membership_service held
      where held.membership_id = ${membershipId} and held.service_id = subscription.service_id)`.execute(db))
