import type { MailOf } from '../../views/mails/all.ts'
import type { Act } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'
import { parisDate } from '../values/dates.ts'

type Changed = { structureId: number; structure: string; former: string; identifier: string }

/** Tells the managers of the new structure, and nobody else: for its other members nothing changes but a number. */
export async function mailNewIdentifier(act: Act, changed: Changed): Promise<void> {
  const today = parisDate(act.now)
  const managers = await act.db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['user.id', 'user.contact_email', 'user.language'])
    .where('membership.structure_id', '=', changed.structureId)
    .where('membership.role', 'in', ['primary_manager', 'secondary_manager'])
    .where('membership.starts_on', '<=', today)
    .where('user.state', '=', 'active')
    .orderBy('membership.id')
    .execute()
  const mail = { kind: 'identifier-changed', data: { ...changed, by: act.actor.name } } satisfies MailOf
  for (const { id, contact_email, language } of managers)
    await enqueueMail(act, {
      ...mail,
      eventKey: `structure/${changed.structureId}/duplicated/${id}`,
      to: { address: contact_email, userId: id, language },
    })
}
