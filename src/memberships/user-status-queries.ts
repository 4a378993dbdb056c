import type { Act } from '../act.ts'
import { standingOf } from '../auth/rules.ts'
import { sha256 } from '../values/random.ts'

/** Locks that hold at once, at most, that are looked through for many logins. */
const LOCKS_MOST = 10_000
/** Up to so many logins their own locks are looked up; beyond, all locks are read. */
const FEW = 200

/** Which of these logins are locked now, after too many wrong passwords. Locks are kept by the hash of the login. */
export async function listLocked({ db, now }: Act, logins: Set<string>): Promise<Set<string>> {
  if (logins.size === 0) return new Set()
  const locks = db.selectFrom('sign_in_failure').selectAll().where('locked_until', '>', now.toISOString())
  const hashes = logins.size <= FEW ? new Map([...logins].map((login) => [sha256(login), login])) : null
  const rows = await (hashes ? locks.where('login_hash', 'in', [...hashes.keys()]) : locks.limit(LOCKS_MOST)).execute()
  const holding = rows.filter((row) => standingOf(row, now).lockedUntil !== null)
  if (holding.length === 0) return new Set()
  const held = new Set(holding.map(({ login_hash }) => login_hash))
  return new Set([...logins].filter((login) => held.has(sha256(login))))
}
