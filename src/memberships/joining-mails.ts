import type { MailData } from '../../views/mails/all.ts'
import type { Act } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'
import { listDeciders } from './joining-queries.ts'

/** Tells the managers who may decide the request and want a mail at once. The others have a daily summary. */
export async function mailArrival(
  act: Act,
  data: MailData<'request-arrived'>,
  asked: { structureId: number; ids: number[] },
): Promise<void> {
  for (const { id, contact_email, language } of await listDeciders(act, asked))
    await enqueueMail(act, {
      kind: 'request-arrived',
      data,
      eventKey: `membership_request/${data.requestId}/arrived/${id}`,
      to: { address: contact_email, userId: id, language },
    })
}
