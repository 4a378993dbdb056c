import type { MailOf } from '../../views/mails/all.ts'
import { contactOf } from '../accounts/mails.ts'
import type { Act } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'
import type { GivenRole, MembershipRequest } from './rules.ts'

type Mail = MailOf<'request-validated' | 'request-refused'>

const about = (request: MembershipRequest, services: string[] | null) => ({
  requestId: request.id,
  structure: request.structureName,
  identifier: request.identifier,
  services,
  decidedBy: request.structureName,
})

async function tellRequester(act: Act, request: MembershipRequest, mail: Mail): Promise<void> {
  const to = await contactOf(act, request.user_id)
  await enqueueMail(act, { ...mail, eventKey: `membership_request/${request.id}/decided`, to })
}

/** Tells the requester what was given. `services` is null for the whole structure. */
export const mailValidation = (
  act: Act,
  request: MembershipRequest,
  given: { role: GivenRole; services: string[] | null; startsOn: string },
): Promise<void> =>
  tellRequester(act, request, {
    kind: 'request-validated',
    data: { ...about(request, given.services), role: given.role, startsOn: given.startsOn },
  })

/** Tells the requester why not. */
export const mailRefusal = (act: Act, request: MembershipRequest, reason: string): Promise<void> =>
  tellRequester(act, request, {
    kind: 'request-refused',
    data: { ...about(request, request.whole_structure ? null : request.services.map(({ name }) => name)), reason },
  })
