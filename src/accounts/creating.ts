import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { fold } from '../values/text.ts'
import { columnsOf, saveIdentity } from './changing-identity.ts'
import { dropFirstOperatorLink } from './first-operator.ts'
import { makeLink, type MadeLink } from './mail-links.ts'
import { mailActivation, mailAlreadyRegistered, mailTechnicalAddress } from './mails.ts'
import { findPerson, findTechnicalId, isLoginTaken, isMember } from './queries.ts'
import { type Account, type CreateRefusal, fullName, type NewAccount, type SelfRegistration } from './rules.ts'

type Created = Result<{ account: Account; link: MadeLink }, CreateRefusal>

/** Makes an account that waits for its activation, and mails its owner the link. Whoever acts is named in the mail. */
export const createAccount = (act: AnyAct, input: NewAccount & { isOperator?: boolean }): Promise<Created> =>
  inTransaction(act, async (act): Promise<Created> => {
    if (await isLoginTaken(act, input.login)) return refuse('login-taken')
    const account = await insertAccount(act, input)
    await recordCreation(act, account)
    return accept({ account, link: await inviteToActivate(act, account) })
  })

/** Mails a new activation link, which voids the one before. */
export async function inviteToActivate(act: AnyAct, account: Account): Promise<MadeLink> {
  const link = await makeLink(act, 'activation', account.id)
  await mailActivation(act, account, link)
  return link
}

/**
 * Somebody asks for an account on the public page. Nobody has proved yet that the address is theirs: for an account that
 * waits, what was typed last counts, since its link is the one that opens, and no mail goes to another address. What
 * happens is told by mail alone: the answer is always the same.
 */
export const requestAccount = (act: AnyAct, typed: SelfRegistration): Promise<Result<null, never>> =>
  inTransaction({ ...act, actor: null }, async (act): Promise<Result<null, never>> => {
    const input = { ...typed, contactEmail: typed.login }
    const account = await findPerson(act, input.login)
    if (account?.state === 'pending_activation') await inviteToActivate(act, await retype(act, account, input))
    else if (account) await mailAlreadyRegistered(act, account)
    else await createOrTell(act, input)
    return accept(null)
  })

/** An address that a technical user has taken: whoever reads it is told which one, and what to do. */
async function createOrTell(act: AnyAct, input: NewAccount): Promise<void> {
  const technicalId = await findTechnicalId(act, input.login)
  if (technicalId === undefined) await createAccount(act, input)
  else await mailTechnicalAddress(act, technicalId, null)
}

/**
 * An operator's account was made on the server, that of a member by a manager: neither was made on the public page, and a
 * stranger changes nothing of it.
 */
const retype = async (act: AnyAct, account: Account, input: NewAccount): Promise<Account> =>
  account.is_operator || (await isMember(act, account.id)) ? account : saveIdentity(act, account, columnsOf(input))

/** `password` is the hash of an account that is active from the start. */
export async function insertAccount(
  act: AnyAct,
  input: NewAccount & { isOperator?: boolean },
  password: string | null = null,
): Promise<Account> {
  const at = act.now.toISOString()
  if (input.isOperator) await dropFirstOperatorLink(act)
  return act.db
    .insertInto('user')
    .values({
      state: password === null ? 'pending_activation' : 'active',
      login: input.login,
      contact_email: input.contactEmail,
      civility: input.civility,
      last_name: input.lastName,
      first_name: input.firstName,
      name_folded: fold(`${input.lastName} ${input.firstName}`),
      phone: input.phone,
      language: input.language,
      is_operator: input.isOperator ? 1 : 0,
      password_hash: password,
      created_at: at,
      activated_at: password === null ? null : at,
      deactivated_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

const recordCreation = (act: AnyAct, account: Account): Promise<void> =>
  record(act, {
    action: 'account.created',
    subject: `user/${account.id}`,
    structureId: null,
    person: { id: account.id, name: fullName(account) },
    after: { login: account.login, contactEmail: account.contact_email, operator: account.is_operator === 1 },
  })
