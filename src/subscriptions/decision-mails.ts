import type { MailOf } from '../../views/mails/all.ts'
import { contactOf } from '../accounts/mails.ts'
import type { Act } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'
import type { Held, SubscriptionRequest } from './rules.ts'

type Mail = MailOf<'subscription-validated' | 'subscription-refused'>

/** One mail for one decision, to the contact address, which takes what is not about signing in. */
async function tellRequester(act: Act, request: SubscriptionRequest, mail: Mail): Promise<void> {
  await enqueueMail(act, {
    ...mail,
    eventKey: `subscription_request/${request.id}/decided`,
    to: await contactOf(act, request.user_id),
  })
}

const about = (request: SubscriptionRequest) => ({
  requestId: request.id,
  structure: request.structureName,
  identifier: request.identifier,
  decidedBy: request.structureName,
  origin: request.origin,
})

/** Tells the requester what was given: each space with its access. */
export const mailSubscriptionValidation = (
  act: Act,
  request: SubscriptionRequest,
  { granted, comment }: { granted: (Held & { lineId: number })[]; comment: string },
): Promise<void> =>
  tellRequester(act, request, {
    kind: 'subscription-validated',
    data: {
      ...about(request),
      spaces: request.spaces.map(({ id, space, asked, service }) => ({
        space,
        access: granted.find(({ lineId }) => lineId === id)?.access ?? asked,
        service: service?.name ?? null,
      })),
      comment,
    },
  })

/** Tells the requester why not. */
export const mailSubscriptionRefusal = (act: Act, request: SubscriptionRequest, reason: string): Promise<void> =>
  tellRequester(act, request, {
    kind: 'subscription-refused',
    data: {
      ...about(request),
      spaces: request.spaces.map(({ space, asked, service }) => ({
        space,
        access: asked,
        service: service?.name ?? null,
      })),
      reason,
    },
  })
