import { dropFirstOperatorLink } from '../accounts/first-operator.ts'
import { dropLinks } from '../accounts/mail-links.ts'
import { findLinkOwner } from '../accounts/queries.ts'
import { fullName } from '../accounts/rules.ts'
import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import type { LinkRefusal } from './rules.ts'
import { readActor } from './sessions.ts'
import { forgetFailures } from './signing-in.ts'

type Entered = Result<{ userId: number }, LinkRefusal>

/** The owner of an activation link has chosen a password: the account is active, the link has served. */
export const activateAccount = (act: AnyAct, input: { token: string; hash: string }): Promise<Entered> =>
  inTransaction(act, async (act): Promise<Entered> => {
    const account = await findLinkOwner(act, 'activation', input.token)
    if (!account) return refuse('link-dead')
    await dropLinks(act, 'activation', account.id)
    if (account.is_operator) await dropFirstOperatorLink(act)
    await act.db
      .updateTable('user')
      .set({ state: 'active', password_hash: input.hash, activated_at: act.now.toISOString() })
      .where('id', '=', account.id)
      .execute()
    await forgetFailures(act, account.login)
    // Who opens the mail is the owner: the line is theirs although nobody has signed in yet.
    const actor = await readActor(act.db, account, act.now)
    await record(
      { ...act, actor },
      {
        action: 'account.activated',
        subject: `user/${account.id}`,
        structureId: null,
        person: { id: account.id, name: fullName(account) },
      },
    )
    return accept({ userId: account.id })
  })
