import type { ActivityKind, Side, Ticket } from './rules.ts'

/** Somebody as a page names them. `name` is as it is now: an erased account has a neutral one. */
export type Named = { id: number; name: string }

/** Who holds the link to a ticket written without an account. */
export type Guest = {
  last_name: string
  first_name: string
  email: string
  phone: string
  siret: string
  organisation: string
  language: 'fr' | 'en'
}

/** A ticket as its page shows it: with what its ids mean. Category names come in both languages. */
export type TicketView = Ticket & {
  category: { fr: string; en: string }
  subcategory: { fr: string; en: string }
  writer: { id: number; name: string; login: string; email: string; phone: string | null } | null
  guest: Guest | null
  issuer: { id: number; name: string; identifier: string; identifier_kind: string; address: string } | null
  recipient: { id: number; name: string; identifier: string; identifier_kind: string } | null
  service: { id: number; name: string; code: string } | null
  assignee: Named | null
  follows: { id: number; number: string } | null
}

/** One line of the thread. `details` is what it says besides, as it was then. */
export type Activity = {
  id: number
  kind: ActivityKind
  side: Side
  author: Named | null
  isInternal: boolean
  body: string
  details: Record<string, string | number | null>
  at: string
}

/** `scan`: only `clean` ones, or `none` where no scanner is configured, can be had. */
export type TicketFile = {
  id: number
  activityId: number | null
  kind: string
  hash: string
  name: string
  size: number
  type: string
  scan: 'none' | 'waiting' | 'clean' | 'infected'
  isInternal: boolean
  at: string
}

/** What the writer is not told: who has a ticket within a team is not their business. */
export const QUIET: ActivityKind[] = ['taken', 'assigned', 'released']

/** Those in which the writer answers the agents, or refuses with a reason. */
export const WRITERS_WORDS: ActivityKind[] = ['answered', 'solution_refused']

/** Pure. The activity of an address before which the thread is shown; undefined for its newest part. */
export const olderIn = (typed: string | undefined): number | undefined =>
  typed !== undefined && /^\d{1,15}$/.test(typed) ? Number(typed) : undefined

/** Pure. The last name that a ticket's writer goes by. */
export const writerName = ({ writer, guest }: Pick<TicketView, 'writer' | 'guest'>): string =>
  writer?.name ?? (guest ? `${guest.first_name} ${guest.last_name}` : '')
