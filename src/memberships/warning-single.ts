import { type RawBuilder, sql } from 'kysely'
import type { AnyAct } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'
import { parisDate } from '../values/dates.ts'

/**
 * Whether somebody besides the primary manager decides for the whole of a structure today: attached to all of it, with
 * "Activités du gestionnaire" in Modification, and an account that is active. `structureId` is a column or a number. Cross
 * joins keep their order: the few managers come first, not the many members.
 */
export const hasOtherManager = (structureId: RawBuilder<unknown>, today: string): RawBuilder<0 | 1> => sql<
  0 | 1
>`exists (
  select 1 from subscription held
  cross join membership other on other.id = held.membership_id
  cross join user on user.id = other.user_id
  where held.structure_id = ${structureId} and held.space = 'manager' and held.access = 'write'
    and held.service_id is null and other.role <> 'primary_manager' and other.whole_structure = 1
    and other.starts_on <= ${today} and (other.ends_on is null or other.ends_on >= ${today})
    and user.state = 'active' and user.kind = 'person')`

/**
 * Mails the primary manager who is left alone. For after a manager of the whole structure went, or became less; says
 * nothing while there is another one, or where the structure is inactive. Twice at one moment is one mail.
 */
export async function warnOfSingleManager(act: AnyAct, structureId: number): Promise<void> {
  const primary = await act.db
    .selectFrom('structure')
    .innerJoin('membership', 'membership.id', 'structure.primary_membership_id')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['user.id', 'user.contact_email', 'user.language', 'structure.name', 'structure.identifier'])
    .where('structure.id', '=', structureId)
    .where('structure.state', '=', 'active')
    .where('user.state', '=', 'active')
    .where((eb) => eb.not(hasOtherManager(sql.lit(structureId), parisDate(act.now))))
    .executeTakeFirst()
  if (!primary) return
  await enqueueMail(act, {
    kind: 'single-manager',
    eventKey: `single-manager/${structureId}/${primary.id}/${act.now.toISOString()}`,
    to: { address: primary.contact_email, userId: primary.id, language: primary.language },
    data: { structureId, structure: primary.name, identifier: primary.identifier },
  })
}
