import type { MailOf } from '../../views/mails/all.ts'
import type { MadeLink } from '../accounts/mail-links.ts'
import { signInAddress } from '../accounts/mails.ts'
import { type Account, LINK_MINUTES } from '../accounts/rules.ts'
import type { AnyAct } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'

type Mail = MailOf<
  'password-reset' | 'password-changed' | 'account-locked' | 'account-deactivated' | 'account-reactivated'
> & { eventKey: string }

const send = (act: AnyAct, account: Account, mail: Mail): Promise<void> =>
  enqueueMail(act, { ...mail, to: signInAddress(account) })

/** The link by which its owner chooses a new password. */
export const mailReset = (act: AnyAct, account: Account, link: MadeLink): Promise<void> =>
  send(act, account, {
    eventKey: link.event,
    kind: 'password-reset',
    data: { login: account.login, secret: link.token, minutes: LINK_MINUTES },
  })

/** Tells the owner that the password is another one now, in case somebody else changed it. */
export const mailPasswordChanged = (act: AnyAct, account: Account): Promise<void> =>
  send(act, account, {
    eventKey: `password-changed/${account.id}/${act.now.toISOString()}`,
    kind: 'password-changed',
    data: { login: account.login, at: act.now.toISOString() },
  })

/** Once per lock. `until` is an instant. */
export const mailLock = (act: AnyAct, account: Account, until: string): Promise<void> =>
  send(act, account, {
    eventKey: `account-locked/${account.id}/${until}`,
    kind: 'account-locked',
    data: { login: account.login, until },
  })

/** How to come back, and until when: an instant. */
export const mailDeactivated = (act: AnyAct, account: Account, until: string): Promise<void> =>
  send(act, account, {
    eventKey: `account-deactivated/${account.id}/${act.now.toISOString()}`,
    kind: 'account-deactivated',
    data: { login: account.login, until },
  })

/** Tells the owner that the account is active again, in case somebody else did it. */
export const mailReactivated = (act: AnyAct, account: Account): Promise<void> =>
  send(act, account, {
    eventKey: `account-reactivated/${account.id}/${act.now.toISOString()}`,
    kind: 'account-reactivated',
    data: { login: account.login, at: act.now.toISOString() },
  })
