import type { AnyAct } from '../act.ts'
import { enqueueMail, type Recipient } from '../notifications/outbox.ts'
import type { MailOf } from '../../views/mails/all.ts'
import type { MadeLink } from './mail-links.ts'
import { type Account, LINK_MINUTES } from './rules.ts'

type Mail = MailOf<'activation' | 'already-registered'>

/** What is about signing in goes to the login address, never to the contact address. */
export const signInAddress = (account: Account): Recipient => ({
  address: account.login,
  userId: account.id,
  language: account.language,
})

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
