import type { MailOf } from '../../views/mails/all.ts'
import { contactOf } from '../accounts/mails.ts'
import type { Access, AnyAct, Space } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'
import type { Member } from '../subscriptions/rules.ts'
import type { GivenRole } from './rules.ts'

type Mail = MailOf<'membership-removed' | 'membership-attached' | 'membership-changed' | 'subscriptions-changed'>
type About = Pick<Member, 'membershipId' | 'userId' | 'structureId'>

/** The event's key holds the instant too: SQLite gives the number of a deleted membership away again. */
async function tellMember(
  act: AnyAct,
  member: About,
  mailOf: (structure: { structure: string; identifier: string }) => Mail,
): Promise<void> {
  const { name, identifier } = await act.db
    .selectFrom('structure')
    .select(['name', 'identifier'])
    .where('id', '=', member.structureId)
    .executeTakeFirstOrThrow()
  const mail = mailOf({ structure: name, identifier })
  const eventKey = `membership/${member.membershipId}/${mail.kind}/${act.now.toISOString()}`
  await enqueueMail(act, { ...mail, eventKey, to: await contactOf(act, member.userId) })
}

type Ended = { action: 'membership.removed' | 'membership.ended' | 'membership.left'; comment: string | null }

/** Tells a member that they are attached no more. */
export const mailRemoval = (act: AnyAct, member: About, { action, comment }: Ended): Promise<void> =>
  tellMember(act, member, (structure) => ({
    kind: 'membership-removed',
    data: { ...structure, comment, how: action },
  }))

/** What a membership gives: `services` are names, null for the whole structure. */
type Given = {
  role: GivenRole
  services: string[] | null
  startsOn: string
  endsOn: string | null
  comment: string | null
}

/** Tells somebody that a manager has attached them. */
export const mailAttachment = (act: AnyAct, member: About, given: Given): Promise<void> =>
  tellMember(act, member, (structure) => ({ kind: 'membership-attached', data: { ...structure, ...given } }))

/** Tells a member what their attachment is from now on. */
export const mailChange = (act: AnyAct, member: About, given: Given): Promise<void> =>
  tellMember(act, member, (structure) => ({ kind: 'membership-changed', data: { ...structure, ...given } }))

/** One space that is held; `service` is a name, null as far as the membership reaches. */
type HeldNamed = { space: Space; access: Access; service: string | null }

/** Tells a member all that they hold in a structure from now on. What an earlier mail was still to say is out of date. */
export async function mailSubscriptions(act: AnyAct, member: About, spaces: HeldNamed[]): Promise<void> {
  const key = `membership/${member.membershipId}/subscriptions-changed/`
  await act.db
    .deleteFrom('mail')
    .where('event_key', '>=', key)
    .where('event_key', '<', `${key}~`)
    .where('user_id', '=', member.userId)
    .where('state', '=', 'waiting')
    // One that was tried may be on its way.
    .where('attempts', '=', 0)
    .execute()
  await tellMember(act, member, (structure) => ({ kind: 'subscriptions-changed', data: { ...structure, spaces } }))
}

type Copied = { structure: string; identifier: string; role: GivenRole | 'primary_manager'; services: string[] | null }

/** Tells somebody, once, what they were given in which structures. `from` is the name of who had it before. */
export async function mailRightsCopied(
  act: AnyAct,
  userId: number,
  data: { from: string; structures: Copied[] },
): Promise<void> {
  const mail = { kind: 'rights-copied', data } satisfies MailOf<'rights-copied'>
  const eventKey = `user/${userId}/rights-copied/${act.now.toISOString()}`
  await enqueueMail(act, { ...mail, eventKey, to: await contactOf(act, userId) })
}
