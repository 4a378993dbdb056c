import type { Context } from 'hono'
import type { Env } from './page.tsx'
import { clientAddress, type Limit } from './rate-limit.ts'

const MINUTE = 60
const HOUR = 3600
const DAY = 24 * HOUR
/** Nobody types faster; who sends each word alone may. */
const MESSAGES: Limit = { points: 60, seconds: MINUTE }
/** A network address may be a whole town hall. */
const MESSAGES_PER_NETWORK: Limit = { points: 600, seconds: MINUTE }
/** Without an account a new conversation costs nothing: places in the queue are counted by network. */
const ASKINGS: Limit = { points: 10, seconds: HOUR }
const ASKINGS_PER_NETWORK: Limit = { points: 60, seconds: HOUR }
/** Signs of typing: pages send one every few seconds. */
const TYPINGS: Limit = { points: 60, seconds: MINUTE }
/** Sendings with files of one conversation: each may lie on the disk for a day. */
const UPLOADS: Limit = { points: 60, seconds: HOUR }
/** Nobody's mailbox is filled by strangers: by the address typed, and by the network that asks. */
const MAILS_PER_ADDRESS: Limit = { points: 3, seconds: DAY }
const MAILS_PER_NETWORK: Limit = { points: 30, seconds: DAY }
const OWN_MAILS: Limit = { points: 20, seconds: DAY }

const networkOf = <E extends Env>(c: Context<E>) => clientAddress(c, c.var.world.config.trustedProxies)

/** Counts a message of a conversation; seconds to wait, or null. */
export const secondsUntilMessage = async <E extends Env>(c: Context<E>, conversationId: number) =>
  (await c.var.world.limiter.take('chat-message-network', MESSAGES_PER_NETWORK, networkOf(c))) ??
  (await c.var.world.limiter.take('chat-message', MESSAGES, String(conversationId)))

/** Counts somebody who asks for an advisor; seconds to wait, or null. */
export const secondsUntilAsking = <E extends Env>(c: Context<E>): Promise<number | null> => {
  const { actor } = c.var.anyAct
  const { limiter } = c.var.world
  return actor
    ? limiter.take('chat-ask', ASKINGS, String(actor.id))
    : limiter.take('chat-ask-network', ASKINGS_PER_NETWORK, networkOf(c))
}

/** Whether one more sign of typing is worth telling. */
export const mayTellTyping = async <E extends Env>(c: Context<E>, conversationId: number): Promise<boolean> =>
  (await c.var.world.limiter.take('chat-typing', TYPINGS, String(conversationId))) === null

/** Counts a sending with files, before its body is read; seconds to wait, or null. */
export const secondsUntilUpload = <E extends Env>(c: Context<E>, conversationId: number): Promise<number | null> =>
  c.var.world.limiter.take('chat-upload', UPLOADS, String(conversationId))

/** Counts a transcript that is mailed: to one's own account, or to an address that was typed. False when there were too many. */
export async function mayMailTranscript<E extends Env>(c: Context<E>, email: string | null): Promise<boolean> {
  const { actor } = c.var.anyAct
  const { limiter } = c.var.world
  if (actor) return (await limiter.take('chat-mail', OWN_MAILS, String(actor.id))) === null
  const wait =
    (await limiter.take('chat-mail-network', MAILS_PER_NETWORK, networkOf(c))) ??
    (await limiter.take('chat-mail-address', MAILS_PER_ADDRESS, email ?? ''))
  return wait === null
}
