import type { Ticket } from './rules.ts'

/** Days without an answer: after which a ticket closes (0: never), and after which its writer is warned. */
export type Closing = { after: number; warning: number }

const DAY = 24 * 3_600_000
const daysBefore = (now: Date, days: number): string => new Date(now.getTime() - days * DAY).toISOString()

/** Pure. Somebody is warned at least a day before, however it is configured. */
export const warnedAfter = ({ after, warning }: Closing): number => Math.min(warning, after - 1)

/** Pure. Waiting since then or longer, a writer is warned; null where nothing closes by itself. */
export const warnsFrom = (closing: Closing, now: Date): string | null =>
  closing.after === 0 ? null : daysBefore(now, warnedAfter(closing))

/** Pure. As many days lie between the warning and the closing as are configured, also after the server was off for weeks. */
export const warnedBefore = (closing: Closing, now: Date): string =>
  daysBefore(now, closing.after - warnedAfter(closing))

/** Pure. From when a ticket whose writer is warned now may close. */
export const closesAt = (ticket: Pick<Ticket, 'waiting_since'>, closing: Closing, now: Date): string => {
  const waited = Date.parse(ticket.waiting_since ?? now.toISOString()) + closing.after * DAY
  const warned = now.getTime() + (closing.after - warnedAfter(closing)) * DAY
  return new Date(Math.max(waited, warned)).toISOString()
}

type Waiting = Pick<Ticket, 'waiting_since' | 'warned_at'>

/** Pure. Waits long enough, and nobody was warned yet. */
export function isToBeWarned({ waiting_since, warned_at }: Waiting, closing: Closing, now: Date): boolean {
  const from = warnsFrom(closing, now)
  return from !== null && waiting_since !== null && waiting_since <= from && warned_at === null
}

/** Pure. Waits long enough, and its writer was warned long enough ago. */
export const isToBeClosed = ({ waiting_since, warned_at }: Waiting, closing: Closing, now: Date): boolean =>
  closing.after > 0 &&
  waiting_since !== null &&
  waiting_since <= daysBefore(now, closing.after) &&
  warned_at !== null &&
  warned_at <= warnedBefore(closing, now)
