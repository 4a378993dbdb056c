import { lengthOf, PASSWORD_MAX } from '../outside/password.ts'
import { countPieces } from './guessing.ts'
import { PASSWORD_MIN, type PasswordRefusal } from './rules.ts'

/** Published with the demonstration: only the demonstration takes it. */
export const DEMONSTRATION_PASSWORD = 'demonstration-2026'
/** Two common words, or a word and a year, are among the first things that anybody tries. */
const ENOUGH_PIECES = 3

/** For whom and where a password is chosen. */
export type PasswordOwner = { login: string; firstName: string; lastName: string }
export type PasswordSite = { brand: string; demo: boolean }

/** Pure. Why this may not be the password: its length and how soon it would be guessed, never what kinds of signs it has. */
export function whyNotPassword(password: string, owner: PasswordOwner, site: PasswordSite): PasswordRefusal | null {
  if (isPublished(password)) return site.demo ? null : 'too-common'
  const length = lengthOf(password)
  if (length < PASSWORD_MIN) return 'too-short'
  if (length > PASSWORD_MAX) return 'too-long'
  if (countPieces(password) < ENOUGH_PIECES) return 'too-common'
  const words = [owner.login, owner.firstName, owner.lastName, site.brand].flatMap((text) => [
    text,
    ...text.split(/[^\p{L}\d]+/u),
  ])
  return countPieces(password, words) < ENOUGH_PIECES - 1 ? 'like-yours' : null
}

export const isPublished = (password: string): boolean => password.toLowerCase() === DEMONSTRATION_PASSWORD
