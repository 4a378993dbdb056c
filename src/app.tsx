import { randomUUID } from 'node:crypto'
import { Hono, type MiddlewareHandler } from 'hono'
import { except } from 'hono/combine'
import { conversations } from './assistant/conversation-routes.tsx'
import { conversationEvents } from './assistant/events-routes.tsx'
import { answerRatings } from './assistant/rating-routes.tsx'
import { scenarioSteps } from './assistant/scenario-routes.tsx'
import { accounts } from './accounts/routes.tsx'
import { advisorActs } from './livechat/desk-act-routes.tsx'
import { advisorChat } from './livechat/desk-chat-routes.tsx'
import { advisorNews } from './livechat/desk-news-routes.tsx'
import { advisorDesk } from './livechat/desk-routes.tsx'
import { livechatHours } from './livechat/hours-routes.tsx'
import { helpSuggestions } from './assistant/suggestion-routes.tsx'
import { assistantStatistics } from './assistant/statistics-routes.tsx'
import { articleImport } from './assistant/article-import-routes.tsx'
import { articlePages } from './assistant/article-edit-routes.tsx'
import { articleLists } from './assistant/article-routes.tsx'
import { help } from './assistant/help-routes.tsx'
import { auth } from './auth/routes.tsx'
import { history } from './history/routes.tsx'
import { assets } from './http/assets.ts'
import { onError, showNotFound } from './http/errors.tsx'
import { isMultipart, limitedBody, notStored, ownOrigin, rightHost, safeHeaders } from './http/guard.ts'
import { notePages } from './http/own-pages.ts'
import type { Env } from './http/page.tsx'
import { session } from './http/session.ts'
import type { World } from './http/world.ts'
import { chatEnd } from './livechat/after-routes.tsx'
import { askingForPerson } from './livechat/asking-routes.tsx'
import { chatMessages } from './livechat/message-routes.tsx'
import { ticketOfChat } from './livechat/ticket-routes.tsx'
import { transcripts } from './livechat/transcript-routes.tsx'
import { departures } from './memberships/departure-routes.tsx'
import { handingOver } from './memberships/handing-over-routes.tsx'
import { activations } from './memberships/activation-routes.tsx'
import { joining } from './memberships/joining-routes.tsx'
import { ownMemberships } from './memberships/own-routes.tsx'
import { manager } from './memberships/manager-routes.tsx'
import { membershipQueue } from './memberships/queue-routes.tsx'
import { memberships } from './memberships/routes.tsx'
import { memberPages } from './memberships/member-pages-routes.tsx'
import { successors } from './memberships/successors-routes.tsx'
import { userAttaching } from './memberships/user-attaching-routes.tsx'
import { user } from './memberships/user-routes.tsx'
import { userRuns } from './memberships/user-run-routes.tsx'
import { userSearch } from './memberships/user-search-routes.tsx'
import { mails } from './notifications/routes.tsx'
import { newStructures } from './memberships/founding-routes.tsx'
import { identifierChanges } from './memberships/identifier-routes.tsx'
import { technicalPages } from './memberships/technical-export-routes.tsx'
import { managedStructures } from './memberships/structure-routes.tsx'
import { managedStructureEdits } from './structures/managed-routes.tsx'
import { managedMandates } from './structures/mandates-routes.tsx'
import { structures } from './structures/routes.tsx'
import { managedServices } from './structures/services-routes.tsx'
import { subscriptionDecisions } from './subscriptions/decision-routes.tsx'
import { subscriptionQueue } from './subscriptions/queue-routes.tsx'
import { newPublicStructures } from './admin/registering-routes.tsx'
import { admin } from './admin/routes.tsx'
import { replacements } from './admin/replacement-routes.tsx'
import { operatorStructures } from './admin/structures-routes.tsx'
import { spaceMatrix } from './subscriptions/matrix-routes.tsx'
import { structureSpaces } from './subscriptions/opening-routes.tsx'
import { ownSubscriptions } from './subscriptions/own-routes.tsx'
import { subscribing } from './subscriptions/requesting-routes.tsx'
import { ticketAssigning } from './tickets/agent-assigning-routes.tsx'
import { ticketWritten } from './tickets/agent-writing-routes.tsx'
import { cannedAnswers } from './tickets/canned-routes.tsx'
import { contact } from './tickets/contact-routes.tsx'
import { categories } from './tickets/category-routes.tsx'
import { draftFiles } from './tickets/draft-file-routes.tsx'
import { drafts } from './tickets/draft-routes.tsx'
import { ticketFiles } from './tickets/file-routes.tsx'
import { sentDashboard } from './tickets/dashboard-routes.tsx'
import { sentTicket } from './tickets/sent-one-routes.tsx'
import { sentTickets } from './tickets/sent-routes.tsx'
import { guestLinks } from './tickets/guest-link-routes.tsx'
import { guestTicket } from './tickets/guest-routes.tsx'
import { ticketAssignments } from './tickets/bulk-routes.tsx'
import { ticketExport } from './tickets/export-routes.tsx'
import { ticketLists } from './tickets/list-routes.tsx'
import { ticketNews } from './tickets/news-routes.tsx'
import { ticketPage } from './tickets/ticket-routes.tsx'
import { writing } from './tickets/writing-routes.tsx'
import { paths, withoutToken } from './urls.ts'

const BODY_LIMIT = 100 * 1024
const UPLOAD_PATHS = [
  paths.managedMandates,
  paths.articlesImport,
  paths.newTicketDraft,
  paths.ticketDraft,
  paths.ticketDraftFiles,
  paths.contact,
  paths.guestTicketAnswer,
  paths.guestTicketAcceptance,
  paths.guestTicketRefusal,
  paths.guestTicketClosing,
  paths.sentTicketAnswer,
  paths.sentTicketAcceptance,
  paths.sentTicketRefusal,
  paths.sentTicketClosing,
  paths.ticketSolution,
  paths.ticketInformationRequest,
  paths.ticketNote,
  paths.livechatMessages,
  paths.advisorMessages,
]

/** The whole product as one Hono app: the order of middleware, one `route` per feature, nothing else. */
export function createApp(world: World) {
  const { config, dbs, log } = world
  const app = new Hono<Env>()
  app.onError(onError)
  app.notFound(showNotFound)
  app.use(async (c, next) => {
    const started = performance.now()
    c.set('world', world)
    c.set('log', log)
    c.set('requestId', randomUUID().slice(0, 8))
    await next()
    const ms = Math.round((performance.now() - started) * 10) / 10
    log.info({
      id: c.var.requestId,
      method: c.req.method,
      path: withoutToken(c.req.path),
      status: c.res.status,
      ms,
      user: c.var.anyAct?.actor?.id,
    })
  })
  app.get(paths.alive, (c) => c.text('ok'))
  app.get(paths.ready, async (c) => {
    await dbs.read.selectFrom('job_run').select('name').limit(1).execute()
    return c.text('ok')
  })
  app.use(safeHeaders(config.publicUrl), rightHost(config.publicUrl))
  app.route('/', assets)
  // Forms with files have limits of their own, read piece by piece behind the sign-in.
  const limited = limitedBody(BODY_LIMIT)
  const unlessUpload = except([...UPLOAD_PATHS], limited)
  const usualBody: MiddlewareHandler<Env> = (c, next) => (isMultipart(c) ? unlessUpload(c, next) : limited(c, next))
  app.use(notStored, session(world), usualBody, ownOrigin(config.publicUrl))
  mountOwnPages(app)
  mountManagersPages(app)
  mountTickets(app)
  mountHelp(app)
  mountOperatorsPages(app)
  notePages(world, app.routes)
  return app
}

/** Signing in, one’s account, what one holds and asks for. */
function mountOwnPages(app: Hono<Env>): void {
  app.route('/', auth)
  app.route('/', accounts)
  app.route('/', newStructures)
  app.route('/', structures)
  app.route('/', joining)
  app.route('/', ownMemberships)
  app.route('/', handingOver)
  app.route('/', departures)
  app.route('/', successors)
  app.route('/', subscribing)
  app.route('/', ownSubscriptions)
}

/** "Activités du gestionnaire". */
function mountManagersPages(app: Hono<Env>): void {
  app.route('/', managedStructureEdits)
  app.route('/', managedServices)
  app.route('/', managedMandates)
  app.route('/', managedStructures)
  app.route('/', technicalPages)
  app.route('/', identifierChanges)
  app.route('/', activations)
  app.route('/', structureSpaces)
  app.route('/', manager)
  app.route('/', membershipQueue)
  app.route('/', memberships)
  app.route('/', memberPages)
  app.route('/', subscriptionQueue)
  app.route('/', subscriptionDecisions)
  app.route('/', userSearch)
  app.route('/', userRuns)
  app.route('/', userAttaching)
  app.route('/', user)
  app.route('/', history)
}

/** Writing tickets, answering them. */
function mountTickets(app: Hono<Env>): void {
  app.route('/', writing)
  app.route('/', drafts)
  app.route('/', draftFiles)
  app.route('/', ticketFiles)
  app.route('/', sentDashboard)
  app.route('/', sentTickets)
  app.route('/', ticketLists)
  app.route('/', ticketExport)
  app.route('/', ticketNews)
  app.route('/', ticketAssignments)
  app.route('/', contact)
  app.route('/', guestLinks)
  app.route('/', guestTicket)
  app.route('/', sentTicket)
  app.route('/', cannedAnswers)
  app.route('/', ticketAssigning)
  app.route('/', ticketWritten)
  app.route('/', ticketPage)
}

/** The assistant, the help pages, the livechat. */
function mountHelp(app: Hono<Env>): void {
  app.route('/', assistantStatistics)
  app.route('/', helpSuggestions)
  app.route('/', livechatHours)
  app.route('/', advisorNews)
  app.route('/', advisorDesk)
  app.route('/', advisorActs)
  app.route('/', advisorChat)
  app.route('/', askingForPerson)
  app.route('/', chatMessages)
  app.route('/', chatEnd)
  app.route('/', transcripts)
  app.route('/', ticketOfChat)
  app.route('/', help)
  app.route('/', conversations)
  app.route('/', conversationEvents)
  app.route('/', answerRatings)
  app.route('/', scenarioSteps)
}

/** The platform support. */
function mountOperatorsPages(app: Hono<Env>): void {
  app.route('/', articleLists)
  app.route('/', articleImport)
  app.route('/', articlePages)
  app.route('/', categories)
  app.route('/', spaceMatrix)
  app.route('/', mails)
  app.route('/', newPublicStructures)
  app.route('/', operatorStructures)
  app.route('/', replacements)
  app.route('/', admin)
}
