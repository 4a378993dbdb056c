import type { Act, AnyAct, Language } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { accept, type Result } from '../values/result.ts'
import { fold } from '../values/text.ts'
import { findOwnAccount } from './queries.ts'
import { type Account, fullName, type Identity, type ManagerMails, type TicketMails } from './rules.ts'

type Columns = Pick<
  Account,
  | 'civility'
  | 'last_name'
  | 'first_name'
  | 'contact_email'
  | 'phone'
  | 'language'
  | 'manager_mails'
  | 'ticket_mails'
  | 'shortcuts'
  | 'page_updates'
>

/** Saves what the actor says about themself. The login address stays: it is the key of the account. */
export const changeIdentity = (
  act: Act,
  input: Identity & { managerMails: ManagerMails },
): Promise<Result<null, never>> => change(act, { ...columnsOf(input), manager_mails: input.managerMails })

type Preferences = {
  ticketMails?: TicketMails | undefined
  shortcuts?: '1' | undefined
  updates?: '1' | undefined
}

/** How the actor wants to be mailed about tickets (as it is when not said), whether single keys act and pages update. */
export const choosePreferences = (
  act: Act,
  { ticketMails, shortcuts, updates }: Preferences,
): Promise<Result<null, never>> =>
  change(act, {
    ...(ticketMails && { ticket_mails: ticketMails }),
    shortcuts: shortcuts ? 1 : 0,
    page_updates: updates ? 1 : 0,
  })

/** The language switch of every page, for somebody who is signed in. */
export const chooseLanguage = (act: Act, language: Language): Promise<Result<null, never>> => change(act, { language })

const change = (act: Act, wanted: Partial<Columns>): Promise<Result<null, never>> =>
  inTransaction(act, async (act): Promise<Result<null, never>> => {
    await saveIdentity(act, await findOwnAccount(act), wanted)
    return accept(null)
  })

/** An identity as the table of users holds it. */
export const columnsOf = (
  input: Identity,
): Omit<Columns, 'manager_mails' | 'ticket_mails' | 'shortcuts' | 'page_updates'> => ({
  civility: input.civility,
  last_name: input.lastName,
  first_name: input.firstName,
  contact_email: input.contactEmail,
  phone: input.phone,
  language: input.language,
})

/** Writes what is new, and its line in the history. The account as it is then. */
export async function saveIdentity(act: AnyAct, account: Account, wanted: Partial<Columns>): Promise<Account> {
  const saved = { ...account, ...wanted }
  const changed = (Object.keys(wanted) as (keyof Columns)[]).filter((column) => wanted[column] !== account[column])
  // Nothing happened: nothing to write down.
  if (changed.length === 0) return account
  await act.db
    .updateTable('user')
    .set({ ...wanted, name_folded: fold(`${saved.last_name} ${saved.first_name}`) })
    .where('id', '=', account.id)
    .execute()
  const only = (row: Partial<Columns>) => Object.fromEntries(changed.map((column) => [column, row[column]]))
  await record(act, {
    action: 'account.identity_changed',
    subject: `user/${account.id}`,
    structureId: null,
    person: { id: account.id, name: fullName(saved) },
    before: only(account),
    after: only(wanted),
  })
  return saved
}
