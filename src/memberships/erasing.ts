import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Account } from '../accounts/rules.ts'
import { deactivatedBefore } from '../auth/rules.ts'
import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { listStructuresOf, recordAccount } from '../history/recording-accounts.ts'
import { findMember } from '../subscriptions/queries.ts'
import { sha256 } from '../values/random.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { fold } from '../values/text.ts'
import { forgetWords } from './forgetting-words.ts'
import { endMembership } from './removing.ts'
import { isUnusedAccount, listUnusedAccounts } from './unused-queries.ts'

export type EraseRefusal = 'not-due' | 'still-primary'

/** What stands where a person's names stood. */
const NOBODY = { first_name: 'Compte', last_name: 'effacé' } as const
const REMOVED = '—'

/**
 * Erases the accounts that were deactivated, or made and never used, sixty days ago or earlier, each in a transaction of its own: the person's data
 * go, the structures' history keeps its chain, and tickets and lines keep an account with a neutral name.
 */
export async function eraseDueAccounts(act: AnyAct): Promise<{ erased: number }> {
  const deactivated = await act.db
    .selectFrom('user')
    .select('id')
    .where('state', '=', 'deactivated')
    .where('deactivated_at', '<=', deactivatedBefore(act.now))
    .orderBy('deactivated_at')
    .execute()
  const due = [...deactivated, ...(await listUnusedAccounts(act))]
  let erased = 0
  const failures: unknown[] = []
  for (const { id } of due) {
    // One that fails must not keep the others from being erased, today and every day.
    const [outcome] = await Promise.allSettled([eraseAccount(act, id)])
    if (outcome.status === 'rejected') failures.push(outcome.reason)
    else if (outcome.value.ok) erased++
    await setImmediate()
  }
  if (erased > 0) await forgetWords(act)
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} accounts could not be erased`)
  return { erased }
}

/** Erases one account that is due. Nobody who is a primary manager is ever erased. */
export const eraseAccount = (act: AnyAct, id: number): Promise<Result<null, EraseRefusal>> =>
  inTransaction({ ...act, actor: null }, async (act): Promise<Result<null, EraseRefusal>> => {
    const user = await act.db.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirst()
    if (!user || !(wasDeactivated(user, act.now) || (await isUnusedAccount(act, id)))) return refuse('not-due')
    const memberships = await act.db.selectFrom('membership').select(['id', 'role']).where('user_id', '=', id).execute()
    if (memberships.some(({ role }) => role === 'primary_manager')) return refuse('still-primary')
    const structures = await listStructuresOf(act, id)
    for (const membership of memberships) {
      const member = await findMember(act, membership)
      if (member) await endMembership(act, member, { action: 'membership.ended', isSilent: true })
    }
    await emptyRequests(act, id)
    const name = (await hasHomonym(act, user)) ? null : `${user.first_name} ${user.last_name}`
    await emptyMails(act, { id, name, addresses: [user.login, user.contact_email] })
    await dropRows(act, id, user.login)
    await emptyAccount(act, id)
    await emptyHistory(act, { id, name })
    const person = { id, name: `${NOBODY.first_name} ${NOBODY.last_name}` }
    await recordAccount(act, 'account.erased', { person, structures })
    return accept(null)
  })

const wasDeactivated = ({ state, deactivated_at }: Account, now: Date): boolean =>
  state === 'deactivated' && deactivated_at !== null && deactivated_at <= deactivatedBefore(now)

const emptyAccount = async ({ db }: AnyAct, id: number): Promise<void> => {
  const address = `erased-${id}@compte-efface.invalid`
  await db
    .updateTable('user')
    .set({
      ...NOBODY,
      state: 'erased',
      login: address,
      contact_email: address,
      civility: null,
      name_folded: fold(`${NOBODY.last_name} ${NOBODY.first_name}`),
      phone: null,
      password_hash: null,
      is_operator: 0,
    })
    .where('id', '=', id)
    .execute()
}

/** What they asked for and nobody has decided is taken back; what was written in any request goes. */
async function emptyRequests({ db, now }: AnyAct, id: number): Promise<void> {
  const at = now.toISOString()
  for (const table of ['membership_request', 'subscription_request'] as const) {
    await db
      .updateTable(table)
      .set({ state: 'withdrawn', decided_at: at, decided_by_id: id })
      .where('user_id', '=', id)
      .where('state', '=', 'pending')
      .execute()
    await db.updateTable(table).set({ comment: '' }).where('user_id', '=', id).execute()
    await db
      .updateTable(table)
      .set({ reason: REMOVED })
      .where('user_id', '=', id)
      .where('reason', 'is not', null)
      .execute()
  }
  await db.updateTable('subscription_request').set({ decision_comment: '' }).where('user_id', '=', id).execute()
}

/** Somebody else of the same name: by the name alone nothing is theirs, what others keep under it stays. */
async function hasHomonym({ db }: AnyAct, { id, name_folded }: { id: number; name_folded: string }): Promise<boolean> {
  const other = db.selectFrom('user').select('id').where('name_folded', '=', name_folded).where('id', '<>', id)
  return (await other.limit(1).executeTakeFirst()) !== undefined
}

/** A name that no other account has; null where it means somebody else too. */
type Known = { id: number; name: string | null; addresses: string[] }

/** Requests have numbers of their own in mails about them: of memberships and of subscriptions. */
const REQUEST_MAILS = [
  { table: 'membership_request', kinds: ['request-arrived'] },
  { table: 'subscription_request', kinds: ['subscription-request-arrived'] },
] as const

/**
 * Mails to them, sent or not, and mails to others that are about them and have gone: by their requests, their addresses,
 * and their name. What waits for others still goes out.
 */
async function emptyMails({ db }: AnyAct, { id, name, addresses }: Known): Promise<void> {
  await db.deleteFrom('mail').where('user_id', '=', id).execute()
  const texts = name === null ? addresses : [name, ...addresses]
  const named = texts.map((text) => sql<boolean>`instr(data, ${JSON.stringify(text)}) > 0`)
  const asked = REQUEST_MAILS.map(
    ({ table, kinds }) => sql<boolean>`(kind in (${sql.join(kinds)})
      and data ->> '$.requestId' in (select id from ${sql.table(table)} where user_id = ${id}))`,
  )
  const about = sql<boolean>`(${sql.join([...named, ...asked, sql`to_address in (${sql.join(addresses)})`], sql` or `)})`
  await db.deleteFrom('mail').where('state', '<>', 'waiting').where(about).execute()
  await db
    .updateTable('bulk_run_item')
    .set({ label: `${NOBODY.first_name} ${NOBODY.last_name}` })
    .where(
      sql<boolean>`(${sql.join(
        texts.map((text) => sql`instr(' ' || label || ' ', ${` ${text} `}) > 0`),
        sql` or `,
      )})`,
    )
    .execute()
}

/** What only they could use, or what they had typed. */
async function dropRows({ db }: AnyAct, id: number, login: string): Promise<void> {
  for (const table of ['session', 'mail_link', 'form_submission', 'kept_form', 'kept_file', 'advisor'] as const)
    await db.deleteFrom(table).where('user_id', '=', id).execute()
  for (const table of ['bulk_run', 'decision_run'] as const)
    await db.deleteFrom(table).where('actor_id', '=', id).execute()
  await db.deleteFrom('sign_in_failure').where('login_hash', '=', sha256(login)).execute()
}

/**
 * Lines by them or about them keep what the chain holds: ids, action, time. The check then says "erased", not "broken".
 * Whose rights were copied to somebody else is named in the comment of that line.
 */
const emptyHistory = async ({ db, now }: AnyAct, { id, name }: Pick<Known, 'id' | 'name'>): Promise<void> =>
  void (await sql`update history_detail set content = null, salt = null, erased_at = ${now.toISOString()}
    where content is not null and history_id in (
      select id from history where actor_id = ${id} or person_id = ${id} or subject = ${`user/${id}`}
      union all
      select history.id from history join history_detail on history_detail.history_id = history.id
      where action = 'membership.rights_copied' and content ->> '$.comment' = ${name})`.execute(db))
