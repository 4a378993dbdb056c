import type { Context } from 'hono'
import type { SignedInEnv } from './page.tsx'
import type { Limit } from './rate-limit.ts'

/** Each change is a mail to the person: nobody fills a mailbox by going back and forth. */
const CHANGES: Limit = { points: 20, seconds: 3600 }

/** Counts a change by the actor to these people. Seconds to wait, or null. */
export async function secondsUntilChange<E extends SignedInEnv>(
  { var: { actor, world } }: Context<E>,
  userIds: number[],
): Promise<number | null> {
  for (const userId of userIds) {
    const wait = await world.limiter.take('member-change', CHANGES, `${actor.id}/${userId}`)
    if (wait !== null) return wait
  }
  return null
}
