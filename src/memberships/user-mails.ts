import { signInAddress } from '../accounts/mails.ts'
import type { Account, CorrectedField } from '../accounts/rules.ts'
import type { Act } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'

/** Tells somebody at their login address that a manager changed their data: what, not to which values. */
export const mailCorrection = (act: Act, account: Account, fields: CorrectedField[]): Promise<void> =>
  enqueueMail(act, {
    kind: 'account-changed-by-manager',
    eventKey: `account-changed/${account.id}/${act.actor.id}/${act.now.toISOString()}`,
    to: signInAddress(account),
    data: { login: account.login, by: act.actor.name, fields },
  })
