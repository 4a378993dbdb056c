import type { AgentAct, TicketTab } from '../../src/tickets/agent-rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'

/** Which part of a ticket is shown, and the list that it was opened from. */
export type Place = { tab: TicketTab; back: string }
type Id = { id: number }

export const TICKET_PANEL = 'ticket-panel'

const PATHS = {
  taking: paths.ticketTaking,
  assignment: paths.ticketAssignment,
  solution: paths.ticketSolution,
  question: paths.ticketInformationRequest,
  'support-transfer': paths.ticketSupportTransfer,
  'service-transfer': paths.ticketServiceTransfer,
  'return-transfer': paths.ticketReturn,
  note: paths.ticketNote,
} as const satisfies Record<AgentAct, string>

/** Where a place is worth saying: the usual list and the first tab are not. */
export const placeQuery = ({ tab, back }: Place): Record<string, string | undefined> => ({
  tab: tab === 'content' ? undefined : tab,
  back: back === paths.tickets ? undefined : back,
})

export const ticketHref = ({ id }: Id, place: Place): string => withQuery(url(paths.ticket, { id }), placeQuery(place))

/** Where an act is sent to. */
export const actPath = (act: AgentAct, { id }: Id): string => url(PATHS[act], { id })

/** Its page. */
export const actHref = (act: AgentAct, ticket: Id, place: Place): string =>
  withQuery(actPath(act, ticket), placeQuery(place))
