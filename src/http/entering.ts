import type { Context } from 'hono'
import { deviceOf } from '../auth/rules.ts'
import type { Env } from './page.tsx'
import { giveSession, thisSession } from './session.ts'

/** Starts a session under a new id, sets its cookie, and ends the one that this browser had. */
export async function enter<E extends Env>(c: Context<E>, userId: number): Promise<void> {
  const { config, sessions } = c.var.world
  const before = thisSession(c, config.publicUrl)
  if (before !== '') await sessions.end(before)
  const id = await sessions.start(userId, deviceOf(c.req.header('user-agent')), c.var.anyAct.now)
  giveSession(c, config.publicUrl, id)
}
