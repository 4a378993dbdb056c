import type { MailOf } from '../../views/mails/all.ts'
import type { Act, AnyAct } from '../act.ts'
import { enqueueMail, type Recipient } from '../notifications/outbox.ts'
import type { GivenRole, MembershipRequest } from './rules.ts'

type Mail = MailOf<'request-validated' | 'request-refused'>

/** The person's contact address, which takes what is not about signing in. */
async function recipientOf(act: AnyAct, userId: number): Promise<Recipient> {
  const user = await act.db
    .selectFrom('user')
    .select(['contact_email', 'language'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return { address: user.contact_email, userId, language: user.language }
}

const about = (request: MembershipRequest, services: string[] | null) => ({
  requestId: request.id,
  structure: request.structureName,
  identifier: request.identifier,
  services,
  decidedBy: request.structureName,
})

async function tellRequester(act: Act, request: MembershipRequest, mail: Mail): Promise<void> {
  const to = await recipientOf(act, request.user_id)
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
