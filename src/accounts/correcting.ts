import type { Act } from '../act.ts'
import { record } from '../history/record.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { fold } from '../values/text.ts'
import { inviteToActivate } from './creating.ts'
import { isLoginTaken } from './queries.ts'
import { type Account, type CorrectedField, type CreateRefusal, fullName, type Identity } from './rules.ts'

/** The names are those of the history and of the mail that tells it. */
const COLUMNS = {
  civility: 'civility',
  lastName: 'last_name',
  firstName: 'first_name',
  contactEmail: 'contact_email',
  phone: 'phone',
  language: 'language',
} as const satisfies Record<keyof Identity, keyof Account>

/** Writes what is new of somebody's data, and its line in the history of a structure. Who may is asked by the caller. */
export async function correctIdentity(
  act: Act,
  account: Account,
  { identity, structureId }: { identity: Identity; structureId: number | null },
): Promise<{ account: Account; changed: CorrectedField[] }> {
  const names = Object.keys(COLUMNS) as CorrectedField[]
  const changed = names.filter((name) => identity[name] !== account[COLUMNS[name]])
  if (changed.length === 0) return { account, changed }
  const wanted = Object.fromEntries(changed.map((name) => [COLUMNS[name], identity[name]])) as Partial<Account>
  const saved = { ...account, ...wanted }
  const name_folded = fold(`${saved.last_name} ${saved.first_name}`)
  await act.db
    .updateTable('user')
    .set({ ...wanted, name_folded })
    .where('id', '=', account.id)
    .execute()
  const only = (row: Account) => Object.fromEntries(changed.map((name) => [name, row[COLUMNS[name]]]))
  await record(act, {
    action: 'account.identity_changed',
    subject: `user/${account.id}`,
    structureId,
    person: { id: account.id, name: fullName(saved) },
    before: only(account),
    after: only(saved),
  })
  return { account: { ...saved, name_folded }, changed }
}

/** Gives an account that waits for its activation the right login: the old link opens nothing any more, a new one is mailed there. */
export async function correctLogin(
  act: Act,
  account: Account,
  { login, structureId }: { login: string; structureId: number | null },
): Promise<Result<Account, CreateRefusal>> {
  if (await isLoginTaken(act, login)) return refuse('login-taken')
  await act.db.updateTable('user').set({ login }).where('id', '=', account.id).execute()
  const corrected = { ...account, login }
  await record(act, {
    action: 'account.login_corrected',
    subject: `user/${account.id}`,
    structureId,
    person: { id: account.id, name: fullName(account) },
    before: { login: account.login },
    after: { login },
  })
  await inviteToActivate(act, corrected)
  return accept(corrected)
}
