import type { Act, AnyAct } from '../act.ts'
import { minutesLater } from '../values/dates.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { EXPORT_MINUTES, type MadeSecret, type TechnicalUser, whyNotRemoveTechnical } from './technical-rules.ts'
import { secretHash } from './technical-secrets.ts'

/** The technical user of a structure, for its primary manager and the platform support alone. */
export async function findTechnicalUserOf(act: Act, structureId: number): Promise<TechnicalUser | undefined> {
  if (whyNotRemoveTechnical(act.actor, structureId)) return undefined
  const rows = await act.db
    .selectFrom('technical_user as technical')
    .innerJoin('user', 'user.id', 'technical.user_id')
    .innerJoin('technical_secret as secret', 'secret.user_id', 'technical.user_id')
    .select(['technical.user_id', 'technical.created_at as createdAt', 'user.login'])
    .select(['secret.created_at as madeAt', 'secret.expires_at', 'secret.replaced_at'])
    .where('technical.structure_id', '=', structureId)
    .where((eb) => eb.or([eb('secret.replaced_at', 'is', null), eb('secret.replaced_at', '>', act.now.toISOString())]))
    .execute()
  const current = rows.find((row) => row.replaced_at === null)
  if (!current) return undefined
  const former = rows.find((row) => row.replaced_at !== null)
  return {
    userId: current.user_id,
    login: current.login,
    createdAt: current.createdAt,
    secret: { createdAt: current.madeAt, expiresAt: current.expires_at },
    formerUntil: former ? sooner(former.replaced_at, former.expires_at) : null,
  }
}

const sooner = (a: string | null, b: string): string => (a !== null && a < b ? a : b)

/**
 * Whose login and secret these are. `expired` is told to who knows the secret alone. It is looked up by its hash, known
 * login or not: the time that it takes does not tell whether the login exists.
 */
export async function findTechnicalUser(
  { db, now }: AnyAct,
  login: string,
  secret: string,
): Promise<Result<{ userId: number; structureId: number }, 'unknown' | 'expired'>> {
  const at = now.toISOString()
  const row = await db
    .selectFrom('technical_secret as secret')
    .innerJoin('technical_user as technical', 'technical.user_id', 'secret.user_id')
    .innerJoin('user', 'user.id', 'technical.user_id')
    .innerJoin('structure', 'structure.id', 'technical.structure_id')
    .select(['user.id', 'user.login', 'technical.structure_id', 'secret.expires_at', 'secret.replaced_at'])
    .where('secret.secret_hash', '=', secretHash(secret))
    .where('user.state', '=', 'active')
    .where('structure.state', '=', 'active')
    .executeTakeFirst()
  if (row?.login !== login.trim().toLowerCase()) return refuse('unknown')
  if (row.replaced_at !== null && row.replaced_at <= at) return refuse('unknown')
  if (row.expires_at <= at) return refuse('expired')
  return accept({ userId: row.id, structureId: row.structure_id })
}

/** A secret that the actor had made a moment ago and still has on their screen; undefined for any other text. */
export async function findFreshSecret(act: Act, structureId: number, text: string): Promise<MadeSecret | undefined> {
  const technical = await findTechnicalUserOf(act, structureId)
  if (!technical) return undefined
  const { userId, login, secret, formerUntil } = technical
  const made = await act.db
    .selectFrom('technical_secret')
    .select('id')
    .where('secret_hash', '=', secretHash(text))
    .where('user_id', '=', userId)
    .where('replaced_at', 'is', null)
    .where('created_at', '>', minutesLater(act.now, -EXPORT_MINUTES))
    // A clock that steps back does not make a secret fresh again.
    .where('created_at', '<=', act.now.toISOString())
    .executeTakeFirst()
  if (!made || !(await wasMadeBy(act, userId, secret.createdAt))) return undefined
  return { text, login, ...secret, formerUntil }
}

/** Who had a secret made is written in the history alone. */
async function wasMadeBy({ db, actor }: Act, userId: number, at: string): Promise<boolean> {
  const row = await db
    .selectFrom('history')
    .select('id')
    .where('subject', '=', `user/${userId}`)
    .where('action', 'in', ['technical_user.created', 'technical_user.secret_reset'])
    .where('at', '=', at)
    .where('actor_id', '=', actor.id)
    .executeTakeFirst()
  return row !== undefined
}
