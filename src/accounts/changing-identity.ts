import type { Act, Language } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { accept, type Result } from '../values/result.ts'
import { fold } from '../values/text.ts'
import { findOwnAccount } from './queries.ts'
import type { Account, Identity, ManagerMails } from './rules.ts'

type Columns = Pick<
  Account,
  'civility' | 'last_name' | 'first_name' | 'contact_email' | 'phone' | 'language' | 'manager_mails'
>

/** Saves what the actor says about themself. The login address stays: it is the key of the account. */
export const changeIdentity = (
  act: Act,
  input: Identity & { managerMails: ManagerMails },
): Promise<Result<null, never>> =>
  change(act, {
    civility: input.civility,
    last_name: input.lastName,
    first_name: input.firstName,
    contact_email: input.contactEmail,
    phone: input.phone,
    language: input.language,
    manager_mails: input.managerMails,
  })

/** The language switch of every page, for somebody who is signed in. */
export const chooseLanguage = (act: Act, language: Language): Promise<Result<null, never>> => change(act, { language })

const change = (act: Act, wanted: Partial<Columns>): Promise<Result<null, never>> =>
  inTransaction(act, async (act): Promise<Result<null, never>> => {
    const account = await findOwnAccount(act)
    const changed = (Object.keys(wanted) as (keyof Columns)[]).filter((column) => wanted[column] !== account[column])
    // Nothing happened: nothing to write down.
    if (changed.length === 0) return accept(null)
    const { first_name, last_name } = { ...account, ...wanted }
    await act.db
      .updateTable('user')
      .set({ ...wanted, name_folded: fold(`${last_name} ${first_name}`) })
      .where('id', '=', account.id)
      .execute()
    const only = (row: Partial<Columns>) => Object.fromEntries(changed.map((column) => [column, row[column]]))
    await record(act, {
      action: 'account.identity_changed',
      subject: `user/${account.id}`,
      structureId: null,
      person: { id: account.id, name: `${first_name} ${last_name}` },
      before: only(account),
      after: only(wanted),
    })
    return accept(null)
  })
