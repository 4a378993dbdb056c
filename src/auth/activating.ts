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

/**
 * The owner of an activation link has chosen a password: the account is active, the link has served. The contact address is
 * the one that they gave now, or else the login: what somebody else typed before was theirs to propose, not to decide.
 */
export const activateAccount = (
  act: AnyAct,
  input: { token: string; hash: string; contactEmail?: string },
): Promise<Entered> =>
  inTransaction(act, async (act): Promise<Entered> => {
    const account = await findLinkOwner(act, 'activation', input.token)
    if (!account) return refuse('link-dead')
    await dropLinks(act, 'activation', account.id)
    if (account.is_operator) await dropFirstOperatorLink(act)
    const contactEmail = input.contactEmail || account.login
    await act.db
      .updateTable('user')
      .set({
        contact_email: contactEmail,
        state: 'active',
        password_hash: input.hash,
        activated_at: act.now.toISOString(),
      })
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
        ...(contactEmail !== account.contact_email && {
          before: { contactEmail: account.contact_email },
          after: { contactEmail },
        }),
      },
    )
    return accept({ userId: account.id })
  })
