import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Talker } from '../livechat/conversation-rules.ts'
import { randomToken, sha256 } from '../values/random.ts'
import type { Env } from './page.tsx'
import { sessionCookie } from './session.ts'

/** How long a browser without an account finds its conversation again. */
const KEPT_SECONDS = 30 * 24 * 3600

const cookieOf = (publicUrl: string) => {
  const { name, options } = sessionCookie(publicUrl)
  return { name: `${name}-talk`, options }
}

/** Who talks with the assistant: the user signed in, the browser that holds a conversation's token, or both. */
export function talkerOf<E extends Env>(c: Context<E>): Talker {
  const token = getCookie(c, cookieOf(c.var.world.config.publicUrl).name)
  return { userId: c.var.anyAct.actor?.id ?? null, tokenHash: token ? sha256(token) : null }
}

/** The same before something is said: whoever has neither session nor token gets a token. */
export function talkerToBe<E extends Env>(c: Context<E>): Talker {
  const talker = talkerOf(c)
  if (talker.userId !== null || talker.tokenHash !== null) return talker
  const token = randomToken()
  const { name, options } = cookieOf(c.var.world.config.publicUrl)
  setCookie(c, name, token, { ...options, maxAge: KEPT_SECONDS })
  return { userId: null, tokenHash: sha256(token) }
}
