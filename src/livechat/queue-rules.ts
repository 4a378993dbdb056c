/** How long somebody will probably wait, as far as it can be said: about so many minutes, less or more than what is named, or nothing known. */
export type Wait =
  | { kind: 'about'; minutes: number }
  | { kind: 'less'; minutes: number }
  | { kind: 'more'; minutes: number }
  | { kind: 'unknown' }

/** Where somebody stands in the queue, from 1, and how long that takes. */
export type QueuePlace = { place: number; wait: Wait }

/** What an estimate is made from. `lengths`: seconds of the last chats; `capacity`: chats that those who are there would have in hand at once. */
export type QueueFacts = { place: number; capacity: number; running: number; lengths: number[] }

/** Fewer chats than this say nothing about the next one. */
export const LENGTHS_NEEDED = 3
const STEPS = [2, 5, 10, 15, 20, 30, 45, 60] as const
const SHORTEST = 2
const LONGEST = 60

/**
 * Pure. Whoever has a free place before them is answered soon; the others wait until as many chats end as stand before
 * them, of which as many run at once as advisors can have.
 */
export function estimateWait({ place, capacity, running, lengths }: QueueFacts): Wait {
  if (capacity <= 0) return { kind: 'unknown' }
  const before = place - Math.max(0, capacity - running)
  if (before <= 0) return { kind: 'less', minutes: SHORTEST }
  if (lengths.length < LENGTHS_NEEDED) return { kind: 'unknown' }
  const mean = lengths.reduce((sum, seconds) => sum + seconds, 0) / lengths.length / 60
  const minutes = (before * mean) / capacity
  if (minutes < SHORTEST) return { kind: 'less', minutes: SHORTEST }
  if (minutes > LONGEST) return { kind: 'more', minutes: LONGEST }
  return { kind: 'about', minutes: STEPS.find((step) => minutes <= step) ?? LONGEST }
}
