import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { AnyAct } from '../act.ts'
import type { Db } from '../db/tables.ts'
import type { Talker } from '../livechat/conversation-rules.ts'
import { randomToken, sha256 } from '../values/random.ts'
import { readOnce } from './once.ts'
import { type Env, plain } from './page.tsx'
import { talkCookie } from './session.ts'
import type { World } from './world.ts'

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
  // One that opens nothing is never used again, whichever form it was given for.
  if (userId === null)
    return { userId, tokenHash: giveToken(c, tokenHash === null ? await tokenFor(c) : randomToken()) }
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

/**
 * Keeps which ticket was sent of the conversation that this browser has open, and of its last chat; `at`: when what was said was
 * gathered for it. In the transaction of the command.
 */
export async function noteTicketOfTalk(
  { db }: Pick<AnyAct, 'db'>,
  tokenHash: string,
  { ticketId, at }: { ticketId: number; at: string },
): Promise<void> {
  const conversation = await db
    .updateTable('conversation')
    .set({ ticket_id: ticketId, ticket_at: at })
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!conversation) return
  await db
    .updateTable('chat')
    .set({ ticket_id: ticketId })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('chat')
        .select((last) => last.fn.max('id').as('id'))
        .where('conversation_id', '=', conversation.id),
    )
    .where('ticket_id', 'is', null)
    .execute()
}

/** A double click, both of which are under way, is over by then. */
const SAME_FORM_MS = 30_000
/** Forms that are remembered; in a flood of strangers the oldest are forgotten. */
const FORMS_MOST = 1000
type Given = { token: string; at: number }
const given = new WeakMap<World, Map<string, Given>>()

/**
 * A new token; for a form that was sent a moment ago the same: of a first question sent twice before the cookie has arrived
 * both find one conversation. Kept by the process alone, since the database holds no clear token.
 */
async function tokenFor<E extends Env>(c: Context<E>): Promise<string> {
  const once = await readOnce(plain(c))
  const { world, anyAct } = c.var
  const at = anyAct.now.getTime()
  const lately = given.get(world) ?? new Map<string, Given>()
  given.set(world, lately)
  // In the order of their arrival.
  for (const [form, one] of lately) {
    if (Math.abs(at - one.at) <= SAME_FORM_MS && lately.size <= FORMS_MOST) break
    lately.delete(form)
  }
  const token = (once !== null && lately.get(once)?.token) || randomToken()
  if (once !== null && !lately.has(once)) lately.set(once, { token, at })
  return token
}

function giveToken<E extends Env>(c: Context<E>, token: string): string {
  const { name, options } = talkCookie(c.var.world.config.publicUrl)
  setCookie(c, name, token, { ...options, maxAge: KEPT_SECONDS })
  return sha256(token)
}

/** Takes the token back of a conversation that is over. */
export function forgetTalk<E extends Env>(c: Context<E>): void {
  const { name, options } = talkCookie(c.var.world.config.publicUrl)
  const token = getCookie(c, name)
  const lately = given.get(c.var.world) ?? new Map<string, Given>()
  for (const [form, one] of lately) if (one.token === token) lately.delete(form)
  deleteCookie(c, name, options)
}
