import type { MailData } from '../../views/mails/all.ts'
import type { Act } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'
import type { Structure } from '../structures/rules.ts'
import type { Appointee } from './rules.ts'

/** Tells somebody that they are the primary manager now, and who named them. */
export async function mailAppointment(act: Act, { id, name, identifier }: Structure, to: Appointee): Promise<void> {
  const data: MailData<'primary-appointed'> = { structure: name, identifier, by: act.actor.name }
  await enqueueMail(act, {
    kind: 'primary-appointed',
    data,
    eventKey: `structure/${id}/primary/${to.id}`,
    to: { address: to.address, userId: to.id, language: to.language },
  })
}
