import type { AnyAct } from '../act.ts'
import { sha256 } from '../values/random.ts'
import { type KeptForm, type Standing, standingOf } from './rules.ts'

/** Where the wrong passwords for a login stand, whether it names an account or not. */
export async function findStanding(act: AnyAct, login: string): Promise<Standing> {
  const row = await act.db
    .selectFrom('sign_in_failure')
    .selectAll()
    .where('login_hash', '=', sha256(login))
    .executeTakeFirst()
  return standingOf(row, act.now)
}

const KEPT_HOURS = 24

/** A form kept for this user, for a day. */
export async function findKeptForm(act: AnyAct & { actor: { id: number } }, id: string): Promise<KeptForm | undefined> {
  const row = await act.db
    .selectFrom('kept_form')
    .select(['id', 'path', 'body', 'at'])
    .where('id', '=', id)
    .where('user_id', '=', act.actor.id)
    .where('at', '>', new Date(act.now.getTime() - KEPT_HOURS * 3_600_000).toISOString())
    .executeTakeFirst()
  return row && { id: row.id, path: row.path, at: row.at, fields: JSON.parse(row.body) as KeptForm['fields'] }
}
