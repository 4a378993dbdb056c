import type { MailData } from '../../views/mails/all.ts'
import type { Act } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'
import { listSubscriptionDeciders } from './requesting-queries.ts'

/** Tells the managers who may decide the request and want a mail at once. The others have a daily summary. */
export async function mailSubscriptionArrival(
  act: Act,
  data: MailData<'subscription-request-arrived'>,
  reached: { structureId: number; whole: boolean; services: number[] },
): Promise<void> {
  for (const { id, contact_email, language } of await listSubscriptionDeciders(act, reached))
    await enqueueMail(act, {
      kind: 'subscription-request-arrived',
      data,
      eventKey: `subscription_request/${data.requestId}/arrived/${id}`,
      to: { address: contact_email, userId: id, language },
    })
}
