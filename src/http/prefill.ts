import { z } from 'zod'
import type { AnyAct } from '../act.ts'
import { minutesLater } from '../values/dates.ts'
import { randomToken, sha256 } from '../values/random.ts'

const KEPT_MINUTES = 60
const isToken = (text: string): boolean => /^[\w-]{20,64}$/.test(text)

/** What a form begins with: fields by name. */
const prefill = z.record(z.string(), z.string())
export type Prefill = z.output<typeof prefill>

/** Keeps for an hour what a form elsewhere begins with; whoever has the token opens it, nobody guesses one. In the transaction of the command. */
export async function keepPrefill({ db, now }: AnyAct, fields: Prefill): Promise<string> {
  const token = randomToken()
  await db
    .insertInto('prefill')
    .values({ token_hash: sha256(token), fields: JSON.stringify(fields), at: now.toISOString() })
    .execute()
  return token
}

/** What was kept under a token; nothing for what is none, or none any more. */
export async function findPrefill({ db, now }: AnyAct, token: string | undefined): Promise<Prefill> {
  if (token === undefined || !isToken(token)) return {}
  const row = await db
    .selectFrom('prefill')
    .select('fields')
    .where('token_hash', '=', sha256(token))
    .where('at', '>=', minutesLater(now, -KEPT_MINUTES))
    .executeTakeFirst()
  return row ? prefill.parse(JSON.parse(row.fields)) : {}
}

/** Takes away what nobody opened in its hour. */
export async function purgePrefills({ db, now }: AnyAct): Promise<void> {
  await db.deleteFrom('prefill').where('at', '<', minutesLater(now, -KEPT_MINUTES)).execute()
}
