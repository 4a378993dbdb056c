import { type Account, fullName } from '../accounts/rules.ts'
import type { AnyAct } from '../act.ts'
import { listStructuresOf, recordAccount } from '../history/recording-accounts.ts'
import { accept } from '../values/result.ts'
import { mailReactivated } from './mails.ts'
import { isReactivable } from './rules.ts'
import { readActor } from './sessions.ts'
import { type Credentials, type SignedIn, withPassword } from './signing-in.ts'

/**
 * Gives a deactivated account back to who knows its password, within sixty days of its deactivation. A wrong password
 * counts as at the sign-in. An account that is active already, as after a second click, is simply entered.
 */
export const reactivateAccount = (
  act: AnyAct,
  credentials: Credentials,
  { demo }: { demo: boolean },
): Promise<SignedIn> =>
  withPassword(act, credentials, {
    demo,
    open: async (act, account) => {
      if (isReactivable(account, act.now)) await reactivate(act, account)
      else if (account.state !== 'active') return null
      return accept({ userId: account.id })
    },
  })

async function reactivate(act: AnyAct, account: Account): Promise<void> {
  await act.db.updateTable('user').set({ state: 'active', deactivated_at: null }).where('id', '=', account.id).execute()
  const actor = await readActor(act.db, { ...account, state: 'active' }, act.now)
  await recordAccount({ ...act, actor }, 'account.reactivated', {
    person: { id: account.id, name: fullName(account) },
    structures: await listStructuresOf(act, account.id),
  })
  await mailReactivated(act, account)
}
