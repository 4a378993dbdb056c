import { minutesLater } from '../values/dates.ts'

export type MailState = 'waiting' | 'sent' | 'given_up'
export type RetryRefusal = 'not-found' | 'not-allowed' | 'already-sent' | 'link-expired'

/** Minutes until the next attempt after the first, second… failure; later ones come every three hours. */
const FIRST_DELAYS = [1, 5, 15, 60]
const LATER_DELAY = 180
/** At this spacing the last attempt falls five days after the first. Counted, not timed: a clock that jumps gives nothing up. */
export const MAX_ATTEMPTS = 45
/** Longer than one delivery may take; a mail claimed by a process that was killed is taken up again after it. */
export const CLAIM_MINUTES = 5

/** When to try again after so many failed attempts, or null when it is time to give up. */
export function nextAttemptAt(mail: { id: number; attempts: number }, now: Date): string | null {
  if (mail.attempts >= MAX_ATTEMPTS) return null
  const minutes = FIRST_DELAYS[mail.attempts - 1] ?? LATER_DELAY
  return minutesLater(now, minutes * (1 + spread(mail)))
}

/** 0 to 10 %, always the same for the same attempt: mails that failed together do not all come back together. */
const spread = ({ id, attempts }: { id: number; attempts: number }): number =>
  ((id * 7919 + attempts * 104_729) % 100) / 1000

/** Nothing waits longer than this for its turn, unless the clock was ahead when it was written and has stepped back. */
export const longestWait = (now: Date): string => minutesLater(now, LATER_DELAY * 1.1 + 1)

/** The data of a mail without the token of its link, which nobody needs once the mail has gone. */
export function withoutSecret(data: string): string {
  const parsed = JSON.parse(data) as Record<string, unknown>
  return 'secret' in parsed ? JSON.stringify({ ...parsed, secret: null }) : data
}

/** The token of a mail's link: null when it was erased, undefined when this mail has none. */
export function secretOf(data: string): string | null | undefined {
  const { secret } = JSON.parse(data) as { secret?: string | null }
  return secret
}

export function whyNotRetry(mail: { state: MailState; data: string }): RetryRefusal | null {
  if (mail.state === 'sent') return 'already-sent'
  // A mail that was given up has lost its link; a new one is asked for on the sign-in page.
  return secretOf(mail.data) === null ? 'link-expired' : null
}
