import { randomInt } from 'node:crypto'
import type { AnyAct } from '../act.ts'
import { minutesLater } from '../values/dates.ts'
import { sha256 } from '../values/random.ts'
import { SECRET_DAYS } from './technical-rules.ts'

/** Without letters and digits that are mistaken for one another (0 O, 1 I L): it is typed by hand once. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
/** 28 of 31 letters: 138 bits. */
const GROUPS = 7
const GROUP = 4

/** A new secret in groups that can be read aloud: `7K3M-9QWX-…`. */
const newSecret = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-')

/** What the database keeps: the same however the secret was typed, with or without its dashes. */
export const secretHash = (typed: string): string => sha256(typed.replace(/[\s\p{Pd}]+/gu, '').toUpperCase())

/** Keeps a new secret as a hash, and gives its text: nothing else knows it from here on. */
export async function insertSecret({ db, now }: AnyAct, userId: number) {
  const text = newSecret()
  const createdAt = now.toISOString()
  const expiresAt = minutesLater(now, SECRET_DAYS * 24 * 60)
  await db
    .insertInto('technical_secret')
    .values({
      user_id: userId,
      secret_hash: secretHash(text),
      created_at: createdAt,
      expires_at: expiresAt,
      replaced_at: null,
      warned_days: null,
    })
    .execute()
  return { text, createdAt, expiresAt }
}
