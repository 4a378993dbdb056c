import type { Act, AnyAct } from '../act.ts'
import { sha256 } from '../values/random.ts'
import type { Account, LinkKind } from './rules.ts'

/** The person who signs in with this address. Technical users sign in nowhere. */
export const findPerson = (act: AnyAct, login: string): Promise<Account | undefined> =>
  act.db.selectFrom('user').selectAll().where('login', '=', login).where('kind', '=', 'person').executeTakeFirst()

/** The technical user that has this address. */
export async function findTechnicalId({ db }: AnyAct, login: string): Promise<number | undefined> {
  const technical = db.selectFrom('technical_user').innerJoin('user', 'user.id', 'technical_user.user_id')
  return (await technical.select('user.id').where('login', '=', login).executeTakeFirst())?.id
}

/** Whether the address names an account of any kind. */
export const isLoginTaken = async (act: AnyAct, login: string): Promise<boolean> =>
  (await act.db.selectFrom('user').select('id').where('login', '=', login).executeTakeFirst()) !== undefined

/** Whether the account is attached to a structure, now or later. */
export const isMember = async ({ db }: AnyAct, userId: number): Promise<boolean> =>
  (await db.selectFrom('membership').select('id').where('user_id', '=', userId).limit(1).executeTakeFirst()) !==
  undefined

export const findOwnAccount = (act: Act): Promise<Account> =>
  act.db.selectFrom('user').selectAll().where('id', '=', act.actor.id).executeTakeFirstOrThrow()

/** What the account must be for a link to do something. Who deactivated it and forgot the password may come back too. */
const OPENS = { activation: ['pending_activation'], reset: ['active', 'deactivated'] } as const

/** Whose link it is, while it opens. */
export const findLinkOwner = (act: AnyAct, kind: LinkKind, token: string): Promise<Account | undefined> =>
  act.db
    .selectFrom('mail_link')
    .innerJoin('user', 'user.id', 'mail_link.user_id')
    .selectAll('user')
    .where('token_hash', '=', sha256(token))
    .where('mail_link.kind', '=', kind)
    .where('user.state', 'in', OPENS[kind])
    .where('expires_at', '>', act.now.toISOString())
    .executeTakeFirst()

export const hasOperator = async (act: AnyAct): Promise<boolean> => {
  const operators = act.db.selectFrom('user').select('id').where('is_operator', '=', 1).where('state', '=', 'active')
  return (await operators.limit(1).executeTakeFirst()) !== undefined
}

/** Whether this token makes the first operator: there is none yet, it is not too old, and no newer link was printed. */
export async function findFirstOperatorLink(act: AnyAct, token: string): Promise<boolean> {
  const link = await act.db
    .selectFrom('mail_link')
    .select('kind')
    .where('token_hash', '=', sha256(token))
    .where('kind', '=', 'first_operator')
    .where('expires_at', '>', act.now.toISOString())
    .executeTakeFirst()
  return link !== undefined && !(await hasOperator(act))
}
