import type { Selectable } from 'kysely'
import type { Language } from '../act.ts'
import type { Tables, UserTable } from '../db/tables.ts'

export type Account = Selectable<UserTable>
export type ManagerMails = Account['manager_mails']
export const MANAGER_MAILS = ['at_once', 'daily'] as const satisfies ManagerMails[]
export type TicketMails = Account['ticket_mails']
export const TICKET_MAILS = ['mine', 'all'] as const satisfies TicketMails[]
export const CIVILITIES = ['madame', 'monsieur'] as const
export type Civility = (typeof CIVILITIES)[number]

/** What a person says about themself. `contactEmail` takes what is not about signing in. */
export type Identity = {
  civility: Civility | null
  lastName: string
  firstName: string
  contactEmail: string
  phone: string | null
  language: Language
}
/** What a manager may change of somebody's data. */
export type CorrectedField = keyof Identity
export type NewAccount = Identity & { login: string }
/** What is typed on the public page. */
export type SelfRegistration = Omit<NewAccount, 'contactEmail'>

/** The first operator's link is shown on the server's console instead of being mailed. */
export type LinkKind = Exclude<Tables['mail_link']['kind'], 'first_operator'>
/** Links in mails: used once, for an hour. */
export const LINK_MINUTES = 60

/** The name as it is shown and written into the history. */
export const fullName = ({ first_name, last_name }: Pick<Account, 'first_name' | 'last_name'>): string =>
  `${first_name} ${last_name}`

export type CreateRefusal = 'login-taken'

/** What can be wrong in the forms about a person. */
export type IdentityError =
  | 'last-name-missing'
  | 'first-name-missing'
  | 'name-with-link'
  | 'login-missing'
  | 'email-wrong'
  | 'phone-wrong'
  | 'text-too-long'
  | 'choice-wrong'
