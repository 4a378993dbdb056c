import { AGENT_PAGES } from './agent-page-table.ts'
import { GUEST_PAGES } from './guest-page-table.ts'
import type { Row } from './page-rows.ts'
import { SENT_PAGES } from './sent-page-table.ts'
import { WRITING_PAGES } from './writing-page-table.ts'

/** The pages of tickets: those of writers, of agents, of people without an account, and the operator's categories. */
export const TICKET_PAGES: Record<string, Row> = {
  ...SENT_PAGES,
  ...GUEST_PAGES,
  ...WRITING_PAGES,
  ...AGENT_PAGES,
}
