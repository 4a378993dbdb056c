import { paths } from '../src/urls.ts'
import { EVERYBODY, OF_MAIRIE, type Row, SIGNED_IN } from './rights-roles.ts'

const DRAFT: Row = { mairie: ['chloe'], elsewhere: ['farid'], id: 'ticketDraft' }
/** On the desk of the Mairie's finance service: its readers read, its agents act. Nobody of the firm elsewhere receives. */
const READING: Row = { mairie: ['chloe', ...OF_MAIRIE], elsewhere: [], id: 'ticket' }
const ACTING: Row = { mairie: OF_MAIRIE, elsewhere: [], forbidden: ['chloe'], id: 'ticket' }
/** Who receives anything at all; the platform support its own. */
const AGENTS: Row = { mairie: ['chloe', ...OF_MAIRIE, 'emma'] }
/** Canned answers are for those who answer: who only reads knows of none. */
const ANSWERERS: Row = { mairie: [...OF_MAIRIE, 'emma'] }
const CANNED: Row = { mairie: OF_MAIRIE, elsewhere: [], id: 'cannedAnswer' }
const ACTS = [
  paths.ticketTaking,
  paths.ticketAssignment,
  paths.ticketSolution,
  paths.ticketInformationRequest,
  paths.ticketSupportTransfer,
  paths.ticketServiceTransfer,
  paths.ticketReturn,
  paths.ticketNote,
]
const OWN: Row = { mairie: ['chloe'], elsewhere: ['farid'], id: 'sentTicket' }

/**
 * Tickets. `ticket` is one received by the Mairie's finance service: Alice, Bruno and Gaël process it, Chloé only sees it
 * (403 for acts), others do not know of it; `sentTicket` and `ticketDraft` are Chloé's own, elsewhere Farid's.
 */
export const TICKET_RIGHTS: Record<string, Row> = {
  // What one wrote oneself: nobody else's, not even the platform support's.
  [`GET ${paths.sentTickets}`]: { mairie: SIGNED_IN },
  [`GET ${paths.sentTicketSearch}`]: { mairie: SIGNED_IN },
  [`GET ${paths.sentTicketDashboard}`]: { mairie: SIGNED_IN },
  [`GET ${paths.sentTicket}`]: OWN,
  [`GET ${paths.sentTicketAnswer}`]: OWN,
  [`POST ${paths.sentTicketAnswer}`]: OWN,
  [`GET ${paths.sentTicketAcceptance}`]: OWN,
  [`POST ${paths.sentTicketAcceptance}`]: OWN,
  [`GET ${paths.sentTicketAcceptanceUndoing}`]: OWN,
  [`POST ${paths.sentTicketAcceptanceUndoing}`]: OWN,
  [`GET ${paths.sentTicketRefusal}`]: OWN,
  [`POST ${paths.sentTicketRefusal}`]: OWN,
  [`GET ${paths.sentTicketClosing}`]: OWN,
  [`POST ${paths.sentTicketClosing}`]: OWN,
  [`GET ${paths.sentTicketRating}`]: OWN,
  [`POST ${paths.sentTicketRating}`]: OWN,
  [`POST ${paths.sentTicketWriting}`]: OWN,
  [`GET ${paths.sentTicketFollowUp}`]: OWN,
  // Drafts: their writer's alone.
  [`GET ${paths.newTicket}`]: { mairie: SIGNED_IN },
  [`GET ${paths.ticketRecipients}`]: { mairie: SIGNED_IN },
  [`GET ${paths.newTicketDraft}`]: { mairie: SIGNED_IN },
  [`POST ${paths.newTicketDraft}`]: { mairie: SIGNED_IN },
  [`GET ${paths.ticketDraft}`]: DRAFT,
  [`POST ${paths.ticketDraft}`]: DRAFT,
  [`GET ${paths.ticketDraftFiles}`]: DRAFT,
  [`POST ${paths.ticketDraftFiles}`]: DRAFT,
  [`GET ${paths.ticketDraftRemoval}`]: DRAFT,
  [`GET ${paths.ticketDraftFileRemoval}`]: DRAFT,
  // What one receives.
  [`GET ${paths.tickets}`]: AGENTS,
  [`GET ${paths.ticket}`]: READING,
  [`GET ${paths.ticketsExport}`]: AGENTS,
  [`GET ${paths.ticketEvents}`]: AGENTS,
  [`GET ${paths.ticketNews}`]: AGENTS,
  // Whom each ticket that was ticked may be given to, the command asks for each; a run is its author's alone.
  [`GET ${paths.ticketAssignments}`]: AGENTS,
  [`POST ${paths.ticketAssignments}`]: AGENTS,
  [`GET ${paths.ticketRun}`]: { mairie: ['alice'], elsewhere: [], id: 'ticketRun' },
  [`POST ${paths.ticketRun}`]: { mairie: ['alice'], elsewhere: [], id: 'ticketRun' },
  [`GET ${paths.ticketPresence}`]: READING,
  [`POST ${paths.ticketWriting}`]: READING,
  ...Object.fromEntries(ACTS.flatMap((path) => ['GET', 'POST'].map((method) => [`${method} ${path}`, ACTING]))),
  [`GET ${paths.cannedAnswers}`]: ANSWERERS,
  [`GET ${paths.newCannedAnswer}`]: ANSWERERS,
  [`POST ${paths.newCannedAnswer}`]: ANSWERERS,
  [`GET ${paths.cannedAnswer}`]: CANNED,
  [`POST ${paths.cannedAnswer}`]: CANNED,
  [`GET ${paths.cannedAnswerRemoval}`]: CANNED,
  // Files: of the ticket that one may see. A stranger's token leads nowhere.
  [`GET ${paths.ticketFile}`]: READING,
  [`GET ${paths.sentTicketFile}`]: { mairie: ['chloe'], elsewhere: ['farid'], id: 'sentTicket' },
  [`GET ${paths.ticketDraftFile}`]: { mairie: ['chloe'], elsewhere: ['farid'], id: 'ticketDraft' },
  [`GET ${paths.guestTicketFile}`]: { mairie: [] },
  // Without an account: writing, and asking for a new link, is for everybody; a ticket, for whoever holds its link.
  ...Object.fromEntries(
    [`POST ${paths.contact}`, `GET ${paths.contactSent}`, `GET ${paths.contactLink}`, `POST ${paths.contactLink}`]
      .concat(`GET ${paths.contactLinkSent}`)
      .map((route) => [route, { mairie: EVERYBODY }]),
  ),
  ...Object.fromEntries(
    [
      paths.guestTicket,
      paths.guestTicketAnswer,
      paths.guestTicketAcceptance,
      paths.guestTicketAcceptanceUndoing,
      paths.guestTicketRefusal,
      paths.guestTicketClosing,
      paths.guestTicketRating,
    ].flatMap((path) =>
      (path === paths.guestTicket ? ['GET'] : ['GET', 'POST']).map((method) => [`${method} ${path}`, { mairie: [] }]),
    ),
  ),
  [`GET ${paths.guestTicketFollowUp}`]: { mairie: [] },
  [`POST ${paths.guestTicketWriting}`]: { mairie: [] },
  // Last: what is taken away is not there any more.
  [`POST ${paths.cannedAnswerRemoval}`]: CANNED,
  [`POST ${paths.ticketDraftFileRemoval}`]: DRAFT,
  [`POST ${paths.ticketDraftRemoval}`]: DRAFT,
}
