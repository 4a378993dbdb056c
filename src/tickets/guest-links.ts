import { randomBytes } from 'node:crypto'
import type { AnyAct } from '../act.ts'
import { sha256 } from '../values/random.ts'
import { daysBefore, LINK_DAYS } from './guest-rules.ts'

/**
 * Makes one more link to a ticket written without an account, and returns its token: 256 bits, of which only the hash is
 * kept. Those of earlier mails go on opening it: people answer from whichever mail they find.
 */
export async function makeGuestLink({ db, now }: Pick<AnyAct, 'db' | 'now'>, ticketId: number): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('ticket_link')
    .values({
      token_hash: sha256(token),
      ticket_id: ticketId,
      created_at: now.toISOString(),
      expires_at: daysBefore(now, -LINK_DAYS),
    })
    .execute()
  return token
}
