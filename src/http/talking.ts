import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Db } from '../db/tables.ts'
import type { Talker } from '../livechat/conversation-rules.ts'
import { randomToken, sha256 } from '../values/random.ts'
import type { Env } from './page.tsx'
import { talkCookie } from './session.ts'

/** How long a browser without an account finds its conversation again. */
const KEPT_SECONDS = 30 * 24 * 3600

/** Who talks with the assistant: the user signed in, the browser that holds a conversation's token, or both. */
export function talkerOf<E extends Env>(c: Context<E>): Talker {
  const token = getCookie(c, talkCookie(c.var.world.config.publicUrl).name)
  return { userId: c.var.anyAct.actor?.id ?? null, tokenHash: token ? sha256(token) : null }
}

/**
 * The same before something is said. A token that opens no conversation is never used again, since somebody may have
 * copied it: whoever is not signed in gets a new one, of whoever is it is taken back.
 */
export async function talkerToBe<E extends Env>(c: Context<E>): Promise<Talker> {
  const { userId, tokenHash } = talkerOf(c)
  if (tokenHash !== null && (await opensConversation(c.var.anyAct.db, tokenHash))) return { userId, tokenHash }
  if (userId === null) return { userId, tokenHash: giveToken(c) }
  if (tokenHash !== null) forgetTalk(c)
  return { userId, tokenHash: null }
}

const opensConversation = async (db: Db, tokenHash: string): Promise<boolean> =>
  (await db
    .selectFrom('conversation')
    .select('id')
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .executeTakeFirst()) !== undefined

function giveToken<E extends Env>(c: Context<E>): string {
  const token = randomToken()
  const { name, options } = talkCookie(c.var.world.config.publicUrl)
  setCookie(c, name, token, { ...options, maxAge: KEPT_SECONDS })
  return sha256(token)
}

/** Takes the token back of a conversation that is over. */
export function forgetTalk<E extends Env>(c: Context<E>): void {
  const { name, options } = talkCookie(c.var.world.config.publicUrl)
  deleteCookie(c, name, options)
}
