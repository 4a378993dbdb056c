import type { AnyAct } from '../act.ts'
import { enqueueMail, type Recipient } from '../notifications/outbox.ts'
import type { MailOf } from '../../views/mails/all.ts'
import type { MadeLink } from './mail-links.ts'
import { type Account, LINK_MINUTES } from './rules.ts'

/** `by` made the technical user a moment ago; null when somebody has just tried to make an account with its address. */
export async function mailTechnicalAddress(act: AnyAct, userId: number, by: string | null): Promise<void> {
  const { login, language, name, identifier } = await act.db
    .selectFrom('technical_user as technical')
    .innerJoin('user', 'user.id', 'technical.user_id')
    .innerJoin('structure', 'structure.id', 'technical.structure_id')
    .select(['user.login', 'user.language', 'structure.name', 'structure.identifier'])
    .where('technical.user_id', '=', userId)
    .executeTakeFirstOrThrow()
  const data = { structure: name, identifier, technicalLogin: login, by }
  const mail = { kind: 'technical-address-used', data } satisfies MailOf
  // It tells whoever reads the address, not the account, which reads no mail.
  const to = { address: login, userId: null, language }
  await enqueueMail(act, { ...mail, eventKey: `user/${userId}/technical-address/${act.now.toISOString()}`, to })
}

type Mail = MailOf<'activation' | 'already-registered'>

/** What is about signing in goes to the login address, never to the contact address. */
export const signInAddress = (account: Account): Recipient => ({
  address: account.login,
  userId: account.id,
  language: account.language,
})

/**
 * Where mails about all else go: to the contact address, once the account's owner has had a say in it. Until the account is
 * activated that address is what somebody else typed.
 */
export async function contactOf({ db }: AnyAct, userId: number): Promise<Recipient> {
  const { login, contact_email, language, state } = await db
    .selectFrom('user')
    .select(['login', 'contact_email', 'language', 'state'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return { address: state === 'pending_activation' ? login : contact_email, userId, language }
}

const send = (act: AnyAct, account: Account, { eventKey, ...mail }: Mail & { eventKey: string }): Promise<void> =>
  enqueueMail(act, { ...mail, eventKey, to: signInAddress(account) })

/** The link by which its owner activates an account, and who made it if somebody else did. */
export function mailActivation(act: AnyAct, account: Account, link: MadeLink): Promise<void> {
  const creator = act.actor && act.actor.id !== account.id ? { createdBy: act.actor.name } : {}
  return send(act, account, {
    eventKey: link.event,
    kind: 'activation',
    data: {
      firstName: account.first_name,
      lastName: account.last_name,
      login: account.login,
      secret: link.token,
      minutes: LINK_MINUTES,
      ...creator,
    },
  })
}

/** Tells the owner that somebody asked for an account that exists: the page tells nobody. */
export const mailAlreadyRegistered = (act: AnyAct, account: Account): Promise<void> =>
  send(act, account, {
    eventKey: `already-registered/${account.id}/${act.now.toISOString()}`,
    kind: 'already-registered',
    data: { login: account.login },
  })
