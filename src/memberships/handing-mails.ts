import type { MailOf } from '../../views/mails/all.ts'
import type { Act, Language } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'

/** Somebody who is, was or will be in charge of a structure. `address` is where mails about it go. */
export type InCharge = { id: number; name: string; address: string; language: Language }
type Mail = MailOf<'primary-transferred-to' | 'primary-transferred-from'>

/** Tells both, and nobody else. `reason` is the platform support's, when it was them; then `by` names who did it. */
export async function mailHandingOver(
  act: Act,
  { id, name, identifier }: { id: number; name: string; identifier: string },
  { former, successor, reason }: { former: InCharge; successor: InCharge; reason: string | null },
): Promise<void> {
  const by = act.actor.id === former.id ? null : act.actor.name
  const about = { structure: name, identifier, by, reason }
  const event = `structure/${id}/handed/${act.now.toISOString()}/${former.id}-${successor.id}`
  const send = async (to: InCharge, mail: Mail): Promise<void> =>
    enqueueMail(act, {
      ...mail,
      eventKey: `${event}/${to.id}`,
      to: { address: to.address, userId: to.id, language: to.language },
    })
  await send(successor, { kind: 'primary-transferred-to', data: { ...about, former: former.name } })
  await send(former, { kind: 'primary-transferred-from', data: { ...about, successor: successor.name } })
}
