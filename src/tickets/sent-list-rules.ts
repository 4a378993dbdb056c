import type { Page, Paging } from '../values/page.ts'
import { type Ticket, TICKET_STATUSES, type TicketStatus } from './rules.ts'

/** The tabs of "Sollicitations émises", in the order of the portal. */
export const SENT_TABS = ['action', 'open', 'closed', 'drafts'] as const
export type SentTab = (typeof SENT_TABS)[number]
/** "Actions requises": what waits for its writer. */
export const STATUSES_OF: Record<SentTab, TicketStatus[]> = {
  action: ['awaiting_information', 'resolved'],
  open: ['open'],
  closed: ['closed'],
  drafts: ['draft'],
}
export const isSentTab = (text: string | undefined): text is SentTab => SENT_TABS.some((one) => one === text)

/** `isUp`: oldest first. */
export type SentList = { tab: SentTab; isUp: boolean; paging: Paging }

export type SentStatus = Exclude<TicketStatus, 'draft'>
export const SENT_STATUSES = TICKET_STATUSES.filter((status): status is SentStatus => status !== 'draft')
export type SentSearch = { q: string; status: SentStatus | null; paging: Paging }

/** A row of the lists: names in both languages. */
export type SentRow = Pick<Ticket, 'id' | 'number' | 'subject' | 'status' | 'reason' | 'sent_at' | 'updated_at'> & {
  category: { fr: string; en: string }
  subcategory: { fr: string; en: string }
  /** Null for the platform support. */
  recipient: string | null
}

/** `nearly`: the words that were searched instead, when nothing has those that were typed. */
export type FoundSent = { page: Page<SentRow>; nearly: string | null }
