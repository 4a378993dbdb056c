import { correctIdentity, correctLogin } from '../accounts/correcting.ts'
import type { Account, Identity } from '../accounts/rules.ts'
import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findManagedUser } from './user-account-queries.ts'
import { mailCorrection } from './user-mails.ts'
import { type CorrectRefusal, recordedAt, whyNotCorrect, whyNotCorrectLogin } from './user-rules.ts'

/** `login` null: it stays as it is. */
export type Correction = { identity: Identity; login: string | null }
export type Corrected = { account: Account; isChanged: boolean; isLoginCorrected: boolean }

/**
 * Changes the data of somebody attached to one of the actor's structures; a mail to the login address names what changed.
 * The login of an account that waits for its activation can be corrected: a new link goes to the new address.
 */
export const correctUser = (
  act: Act,
  userId: number,
  { identity, login }: Correction,
): Promise<Result<Corrected, CorrectRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Corrected, CorrectRefusal>> => {
    const user = await findManagedUser(act, userId)
    if (!user) return refuse('not-found')
    const { attached: _attached, ...account } = user
    const isLoginCorrected = login !== null && login !== user.login
    const refusal = isLoginCorrected ? whyNotCorrectLogin(act.actor, user) : whyNotCorrect(act.actor, user)
    if (refusal) return refuse(refusal)
    const structureId = recordedAt(act.actor, user)
    // The mail about signing in greets by the name as it is now: names are changed first.
    const wanted = isLoginCorrected ? following(account, identity, login) : identity
    const { account: named, changed } = await correctIdentity(act, account, { identity: wanted, structureId })
    const corrected = isLoginCorrected ? await correctLogin(act, named, { login, structureId }) : accept(named)
    if (!corrected.ok) return corrected
    if (changed.length > 0) await mailCorrection(act, corrected.value, changed)
    return accept({ account: corrected.value, isChanged: isLoginCorrected || changed.length > 0, isLoginCorrected })
  })

/** A contact address that was the wrong login was wrong as well, unless another was typed. */
const following = (account: Account, identity: Identity, login: string): Identity =>
  account.contact_email === account.login && identity.contactEmail === account.login
    ? { ...identity, contactEmail: login }
    : identity
