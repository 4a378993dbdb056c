import type { MailOf } from '../../views/mails/all.ts'
import type { AnyAct, Language } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'
import { sha256 } from '../values/random.ts'

type Asked = { id: number; number: string; email: string; language: Language }

/** A new link to a ticket that was written without an account: it was asked for. */
export const mailGuestLink = (act: AnyAct, { id, number, email, language }: Asked, token: string): Promise<void> => {
  const mail: MailOf<'ticket-link'> = { kind: 'ticket-link', data: { number, secret: token } }
  const to = { address: email, userId: null, language }
  return enqueueMail(act, { eventKey: `ticket/${id}/link/${sha256(token).slice(0, 16)}`, to, ...mail })
}
