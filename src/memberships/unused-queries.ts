import { deactivatedBefore } from '../auth/rules.ts'
import type { AnyAct } from '../act.ts'

/** Accounts made sixty days ago or earlier, by a manager or on the public page, that were never activated and serve nothing. */
const unused = ({ db, now }: AnyAct) =>
  db
    .selectFrom('user')
    .select('id')
    .where('state', '=', 'pending_activation')
    .where('is_operator', '=', 0)
    .where('created_at', '<=', deactivatedBefore(now))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('membership').select('id').whereRef('user_id', '=', 'user.id'))))
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('membership_request').select('id').whereRef('user_id', '=', 'user.id'))),
    )
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('subscription_request').select('id').whereRef('user_id', '=', 'user.id'))),
    )

export const listUnusedAccounts = (act: AnyAct): Promise<{ id: number }[]> =>
  unused(act).orderBy('created_at').execute()

export const isUnusedAccount = async (act: AnyAct, id: number): Promise<boolean> =>
  (await unused(act).where('id', '=', id).executeTakeFirst()) !== undefined
