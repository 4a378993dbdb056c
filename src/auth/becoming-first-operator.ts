import { insertAccount } from '../accounts/creating.ts'
import { spendFirstOperatorLink } from '../accounts/first-operator.ts'
import { isLoginTaken } from '../accounts/queries.ts'
import { fullName, type NewAccount } from '../accounts/rules.ts'
import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import type { FirstOperatorRefusal } from './rules.ts'
import { readActor } from './sessions.ts'

type Made = Result<{ userId: number }, FirstOperatorRefusal>

/** Whoever holds the link from the server's console makes their own account, active at once, and runs the instance. */
export const becomeFirstOperator = (
  act: AnyAct,
  { token, hash, ...input }: NewAccount & { token: string; hash: string },
): Promise<Made> =>
  inTransaction(act, async (act): Promise<Made> => {
    if (!(await spendFirstOperatorLink(act, token))) return refuse('link-dead')
    if (await isLoginTaken(act, input.login)) return refuse('login-taken')
    const account = await insertAccount(act, { ...input, isOperator: true }, hash)
    const actor = await readActor(act.db, account, act.now)
    await record(
      { ...act, actor },
      {
        action: 'account.made_operator',
        subject: `user/${account.id}`,
        structureId: null,
        person: { id: account.id, name: fullName(account) },
        after: { login: account.login, operator: true },
      },
    )
    return accept({ userId: account.id })
  })
