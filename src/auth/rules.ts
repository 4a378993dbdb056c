import type { Selectable } from 'kysely'
import type { Tables } from '../db/tables.ts'
import { minutesLater } from '../values/dates.ts'

export const PASSWORD_MIN = 12
export const LOCK_MINUTES = 60
export const MAX_FAILURES = 5
const FAILURES_COUNT_MS = 24 * 3_600_000

/** `deactivated`: the right password of an account that its owner may still reactivate. Who does not know it is told 'wrong'. */
export type SignInRefusal = 'wrong' | 'locked' | 'deactivated'
export type DeactivateRefusal = 'current-wrong' | 'still-primary' | 'last-operator'

/** Days in which a deactivated account can be reactivated; then it is erased. */
export const REACTIVATION_DAYS = 60
const REACTIVATION_MS = REACTIVATION_DAYS * 24 * 3_600_000

/** Pure. The instant from which a deactivated account is erased. */
export const erasedFrom = (deactivatedAt: string | Date): string =>
  new Date(new Date(deactivatedAt).getTime() + REACTIVATION_MS).toISOString()

/** Pure. The last instant of deactivation of accounts that are due to be erased now. */
export const deactivatedBefore = (now: Date): string => new Date(now.getTime() - REACTIVATION_MS).toISOString()

/** Pure. May its owner still have this account back? */
export const isReactivable = (account: { state: string; deactivated_at: string | null }, now: Date): boolean =>
  account.state === 'deactivated' && account.deactivated_at !== null && account.deactivated_at > deactivatedBefore(now)
export type PasswordRefusal = 'too-short' | 'too-long' | 'too-common' | 'like-yours' | 'same-as-before'
/** A link in a mail that opens nothing: never existed, has served, was replaced, or is too old. Nobody is told which. */
export type LinkRefusal = 'link-dead'
export type FirstOperatorRefusal = LinkRefusal | 'login-taken'
export type ChangePasswordRefusal = 'current-wrong'
/** What can be wrong in the forms about signing in, besides what is wrong with a person's names. */
export type AuthError =
  | PasswordRefusal
  | ChangePasswordRefusal
  | 'login-missing'
  | 'login-taken'
  | 'password-missing'
  | 'current-missing'

/** One of my sessions: `id` is the stored hash, which opens nothing. */
export type OwnSession = { id: string; device: string; createdAt: string; seenAt: string; isThis: boolean }
/** What a lapsed session had typed: names and values of the form, and where it was going. */
export type KeptForm = { id: string; path: string; fields: [name: string, value: string][]; at: string }

type FailureRow = Selectable<Tables['sign_in_failure']>
/** Where the wrong passwords given for one login stand. `lockedUntil` is an instant, while the lock holds. */
export type Standing = { failures: number; lockedUntil: string | null }

/**
 * Pure. A lock that would end later than a lock can was written by a clock that has stepped back since: it holds no
 * more. Failures of another day do not count.
 */
export function standingOf(row: FailureRow | undefined, now: Date): Standing {
  const fresh = { failures: 0, lockedUntil: null }
  if (!row) return fresh
  if (row.locked_until !== null) {
    const holds = row.locked_until > now.toISOString() && row.locked_until <= minutesLater(now, LOCK_MINUTES)
    return holds ? { failures: row.failures, lockedUntil: row.locked_until } : fresh
  }
  const age = Math.abs(now.getTime() - Date.parse(row.last_at))
  return age < FAILURES_COUNT_MS ? { failures: row.failures, lockedUntil: null } : fresh
}

/** Pure. One wrong password more. */
export function afterFailure({ failures }: Standing, now: Date): Standing {
  const more = failures + 1
  return { failures: more, lockedUntil: more >= MAX_FAILURES ? minutesLater(now, LOCK_MINUTES) : null }
}

const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** A browser's long name for itself as people know it: "Firefox, Windows". Empty when it says nothing known. */
export function deviceOf(userAgent: string | undefined): string {
  const first = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
  return [first(BROWSERS), first(SYSTEMS)].filter(Boolean).join(', ')
}
