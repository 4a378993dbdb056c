import { findPerson } from '../accounts/queries.ts'
import type { Account } from '../accounts/rules.ts'
import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { verifyPassword } from '../outside/password.ts'
import { sha256 } from '../values/random.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { isPublished } from './choosing-password.ts'
import { mailLock } from './mails.ts'
import { findStanding } from './queries.ts'
import { afterFailure, isReactivable, type SignInRefusal, type Standing } from './rules.ts'

export type Credentials = { login: string; password: string }
export type SignedIn = Result<{ userId: number }, SignInRefusal>

/** Checks a password. The owner of a deactivated account, who knows it, is told so; nobody else is. */
export const signIn = (act: AnyAct, credentials: Credentials, { demo }: { demo: boolean }): Promise<SignedIn> =>
  withPassword(act, credentials, {
    demo,
    open: async (act, account) => {
      if (account.state === 'active') return accept({ userId: account.id })
      return isReactivable(account, act.now) ? refuse('deactivated') : null
    },
  })

/** What the right password does; null when it opens nothing, which is answered and counted as a wrong one. */
type Opening = { demo: boolean; open: (act: AnyAct, account: Account) => Promise<SignedIn | null> }

/**
 * Checks a password, and counts a wrong one by the login typed, known or not. The hash is verified before the
 * transaction and the lock asked again inside it: of many attempts sent at once, no more than five get an answer.
 */
export async function withPassword(
  act: AnyAct,
  { login, password }: Credentials,
  { demo, open }: Opening,
): Promise<SignedIn> {
  if ((await findStanding(act, login)).lockedUntil !== null) return refuse('locked')
  const person = await findPerson(act, login)
  const isRight = await verifyPassword(person?.password_hash ?? null, password)
  const mayEnter = isRight && (demo || !isPublished(password))
  const outcome = await inTransaction(act, async (act): Promise<Result<SignedIn, never>> => {
    const standing = await findStanding(act, login)
    if (standing.lockedUntil !== null) return accept(refuse('locked'))
    // Read anew: the password may have been changed, or the account deactivated, while the hash was computed.
    const account = await findPerson(act, login)
    const isOwner = account && mayEnter && account.password_hash === person?.password_hash
    const opened = isOwner ? await open(act, account) : null
    if (opened) {
      await forgetFailures(act, login)
      return accept(opened)
    }
    // The failure is kept: it must not be undone as a refusal would be.
    return accept(refuse(await countFailure(act, { login, account, standing })))
  })
  return outcome.ok ? outcome.value : outcome.refusal
}

type Failure = { login: string; account: Account | undefined; standing: Standing }

async function countFailure(act: AnyAct, { login, account, standing }: Failure): Promise<SignInRefusal> {
  const { failures, lockedUntil } = afterFailure(standing, act.now)
  const counted = { failures, last_at: act.now.toISOString(), locked_until: lockedUntil }
  await act.db
    .insertInto('sign_in_failure')
    .values({ login_hash: sha256(login), ...counted })
    .onConflict((conflict) => conflict.column('login_hash').doUpdateSet(counted))
    .execute()
  if (lockedUntil === null) return 'wrong'
  if (account?.state === 'active') await mailLock(act, account, lockedUntil)
  return 'locked'
}

/** Unlocks a login: after the right password, or a new one. */
export const forgetFailures = async (act: AnyAct, login: string): Promise<void> =>
  void (await act.db.deleteFrom('sign_in_failure').where('login_hash', '=', sha256(login)).execute())
