import type { MailOf } from '../../views/mails/all.ts'
import type { Act } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'
import { parisDate } from '../values/dates.ts'
import type { Activated } from './activation-rules.ts'

type Manager = { id: number; contact_email: string; language: 'fr' | 'en' }

/** Those who manage a structure today, wholly or in part. */
const listManagers = ({ db, now }: Act, structureId: number): Promise<Manager[]> =>
  db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['user.id', 'user.contact_email', 'user.language'])
    .where('membership.structure_id', '=', structureId)
    .where('membership.role', 'in', ['primary_manager', 'secondary_manager'])
    .where('membership.starts_on', '<=', parisDate(now))
    .where((eb) => eb.or([eb('membership.ends_on', 'is', null), eb('membership.ends_on', '>=', parisDate(now))]))
    .where('user.state', '=', 'active')
    .orderBy('membership.id')
    .execute()

/** A structure is activated and inactivated more than once: its instant tells one time from another. */
async function mailAll(act: Act, managers: Manager[], mail: MailOf): Promise<void> {
  for (const { id, contact_email, language } of managers)
    await enqueueMail(act, {
      ...mail,
      eventKey: `${mail.kind}/${act.now.toISOString()}/${JSON.stringify(mail.data)}/${id}`,
      to: { address: contact_email, userId: id, language },
    })
}

/** Tells the managers that their structure receives again. */
export async function mailActivation(act: Act, { id, name, identifier }: Activated): Promise<void> {
  const data = { structureId: id, structure: name, identifier, by: act.actor.name }
  await mailAll(act, await listManagers(act, id), { kind: 'structure-activated', data })
}

/** Tells the managers of both; who manages both is told once, by what concerns the structure that is inactive now. */
export async function mailInactivation(
  act: Act,
  { structure, successor }: { structure: Activated; successor: Activated | null },
): Promise<void> {
  const named = (one: Activated) => ({ id: one.id, name: one.name, identifier: one.identifier })
  const data = { structure: named(structure), successor: successor && named(successor), by: act.actor.name }
  const own = await listManagers(act, structure.id)
  await mailAll(act, own, { kind: 'structure-inactivated', data: { ...data, reader: 'former' } })
  if (!successor) return
  const told = new Set(own.map(({ id }) => id))
  const others = (await listManagers(act, successor.id)).filter(({ id }) => !told.has(id))
  await mailAll(act, others, { kind: 'structure-inactivated', data: { ...data, reader: 'successor' } })
}
