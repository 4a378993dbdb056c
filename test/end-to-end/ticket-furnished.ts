import type { Site } from '../site.ts'
import { furnishReceived } from './agent-page-table.ts'
import { furnishGuests } from './guest-furnished.ts'
import { furnishSent } from './sent-page-table.ts'
import { furnishDrafts } from './writing-page-table.ts'

/** Tickets in every state that their pages can be in. */
export const furnishTickets = async (site: Site) => ({
  guests: await furnishGuests(site),
  sent: await furnishSent(site),
  drafts: await furnishDrafts(site),
  received: await furnishReceived(site),
})
