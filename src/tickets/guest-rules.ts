import type { Ticket } from './rules.ts'

const DAY = 24 * 3_600_000
/** How long a link opens its ticket; each mail brings a new one. */
export const LINK_DAYS = 400
/** After a ticket was closed there is nothing left to answer: it can be read this long. */
export const LINK_DAYS_CLOSED = 60

/** Pure. Whether a ticket was closed so long ago that no link opens it any more. */
export const isOutOfReach = ({ closed_at }: Pick<Ticket, 'closed_at'>, now: Date): boolean =>
  closed_at !== null && closed_at < daysBefore(now, LINK_DAYS_CLOSED)

/** Pure. An instant so many days ago. */
export const daysBefore = (now: Date, days: number): string => new Date(now.getTime() - days * DAY).toISOString()

/** Pure. 256 bits as URL-safe text: what is no such text is no link, whatever the database would say. */
export const isLinkToken = (text: string): boolean => /^[\w-]{43}$/.test(text)

/** Pure. The ticket's number as people type it, with spaces or in small letters; null for what is none. */
export function readNumber(typed: string): string | null {
  const number = typed.replace(/\s+/g, '').toUpperCase()
  return /^T-\d{4}-\d{6,9}$/.test(number) ? number : null
}
