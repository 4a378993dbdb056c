import type { Actor } from '../../src/act.ts'
import type { RequestLine } from '../../src/memberships/rules.ts'
import type { Page } from '../../src/values/page.ts'
import type { RequestSearch, RequestState } from '../../src/values/request-queue.ts'

export type QueueProps = {
  address: RequestSearch
  page: Page<RequestLine>
  /** Null for managers of services alone: they have no counters. */
  totals: Record<RequestState, number> | null
  structures: { id: number; name: string }[]
  canSortByName: boolean
  actor: Actor
}

/** The part of the queue's page that htmx swaps. */
export const QUEUE_PANEL = 'membership-requests-panel'
