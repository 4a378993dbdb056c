import { z } from 'zod'
import type { AnyAct } from '../act.ts'
import { minutesLater } from '../values/dates.ts'
import { randomToken, sha256 } from '../values/random.ts'

const KEPT_MINUTES = 60
const isToken = (text: string): boolean => /^[\w-]{20,64}$/.test(text)

/** What a form begins with: fields by name. */
const prefill = z.record(z.string(), z.string())
export type Prefill = z.output<typeof prefill>

/** An address can be forwarded, the cookie of a browser's conversation cannot: it takes both. */
const hashOf = (token: string, holder: string): string => sha256(`${token} ${holder}`)

/**
 * Keeps for an hour what a form elsewhere begins with, for one browser: `holder` is the hash of its conversation's token. In
 * the transaction of the command.
 */
export async function keepPrefill({ db, now }: AnyAct, fields: Prefill, holder: string): Promise<string> {
  const token = randomToken()
  await db
    .insertInto('prefill')
    .values({ token_hash: hashOf(token, holder), fields: JSON.stringify(fields), at: now.toISOString() })
    .execute()
  return token
}

/** What was kept under a token for this browser; nothing for what is none, none any more, or another's. */
export async function findPrefill(
  { db, now }: AnyAct,
  token: string | undefined,
  holder: string | null,
): Promise<Prefill> {
  if (token === undefined || holder === null || !isToken(token)) return {}
  const row = await db
    .selectFrom('prefill')
    .select('fields')
    .where('token_hash', '=', hashOf(token, holder))
    .where('at', '>=', minutesLater(now, -KEPT_MINUTES))
    .executeTakeFirst()
  return row ? prefill.parse(JSON.parse(row.fields)) : {}
}

/** Takes away what nobody opened in its hour. */
export async function purgePrefills({ db, now }: AnyAct): Promise<void> {
  await db.deleteFrom('prefill').where('at', '<', minutesLater(now, -KEPT_MINUTES)).execute()
}
