import { inviteToActivate } from '../accounts/creating.ts'
import { dropLinks, makeLink, type MadeLink } from '../accounts/mail-links.ts'
import { findLinkOwner, findOwnAccount, findPerson } from '../accounts/queries.ts'
import { type Account, fullName } from '../accounts/rules.ts'
import type { Act, AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { mailPasswordChanged, mailReset } from './mails.ts'
import { type ChangePasswordRefusal, isReactivable, type LinkRefusal } from './rules.ts'
import { endSessionsOf, readActor } from './sessions.ts'
import { forgetFailures } from './signing-in.ts'

/** What the mail just sent lets its reader do, or null when there was nobody to send one to. */
export type SentLink = { kind: 'activation' | 'reset'; link: MadeLink } | null
type Entered<R extends string> = Result<{ userId: number }, R>

/**
 * Somebody has forgotten a password, or let a link grow old. An account that was never activated gets its activation
 * link again. What happens is told by mail alone.
 */
export const sendLinkAgain = (act: AnyAct, login: string): Promise<Result<SentLink, never>> =>
  inTransaction({ ...act, actor: null }, async (act): Promise<Result<SentLink, never>> => {
    const account = await findPerson(act, login)
    if (account?.state === 'pending_activation')
      return accept({ kind: 'activation', link: await inviteToActivate(act, account) })
    if (!account || (account.state !== 'active' && !isReactivable(account, act.now))) return accept(null)
    const link = await makeLink(act, 'reset', account.id)
    await mailReset(act, account, link)
    return accept({ kind: 'reset', link })
  })

/** The owner of a reset link has chosen a password: it unlocks, and every session ends. */
export const resetPassword = (act: AnyAct, input: { token: string; hash: string }): Promise<Entered<LinkRefusal>> =>
  inTransaction(act, async (act): Promise<Entered<LinkRefusal>> => {
    const account = await findLinkOwner(act, 'reset', input.token)
    if (!account) return refuse('link-dead')
    const actor = await readActor(act.db, account, act.now)
    await setPassword({ ...act, actor }, account, input.hash)
    return accept({ userId: account.id })
  })

/** The actor changes the password. `checked` is the stored hash that the current password was found to fit. */
export const changePassword = (
  act: Act,
  input: { checked: string; hash: string },
): Promise<Entered<ChangePasswordRefusal>> =>
  inTransaction(act, async (act): Promise<Entered<ChangePasswordRefusal>> => {
    const account = await findOwnAccount(act)
    // Somebody else, or a reset by mail, was faster.
    if (account.password_hash !== input.checked) return refuse('current-wrong')
    await setPassword(act, account, input.hash)
    return accept({ userId: account.id })
  })

async function setPassword(act: Act, account: Account, hash: string): Promise<void> {
  await act.db.updateTable('user').set({ password_hash: hash }).where('id', '=', account.id).execute()
  await dropLinks(act, 'reset', account.id)
  await endSessionsOf(act.db, account.id)
  await forgetFailures(act, account.login)
  await record(act, {
    action: 'account.password_changed',
    subject: `user/${account.id}`,
    structureId: null,
    person: { id: account.id, name: fullName(account) },
  })
  await mailPasswordChanged(act, account)
}
