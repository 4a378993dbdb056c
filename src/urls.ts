import { helpPaths } from './values/help-paths.ts'

/** Every path of the product. Routes, views, mails and tests take them from here. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  signOut: '/sign-out',
  newAccount: '/account/new',
  newAccountSent: '/account/new/sent',
  activation: '/activation/:token',
  firstOperator: '/first-operator/:token',
  passwordForgotten: '/password/forgotten',
  passwordForgottenSent: '/password/forgotten/sent',
  passwordReset: '/password/:token',
  language: '/language',
  resume: '/resume/:id',

  account: '/account',
  accountIdentity: '/account/identity',
  accountSecurity: '/account/security',
  accountPassword: '/account/security/password',
  accountSessionEnd: '/account/security/sessions/:id/end',
  accountSessionsEnd: '/account/security/sessions/end',
  accountData: '/account/data',
  accountPreferences: '/account/preferences',
  ownMemberships: '/account/memberships',
  ownRequest: '/account/requests/:id',
  ownRequestWithdrawal: '/account/requests/:id/withdrawal',

  ownSubscriptions: '/account/subscriptions',
  ownSubscriptionRequest: '/account/subscription-requests/:id',
  ownSubscriptionRequestWithdrawal: '/account/subscription-requests/:id/withdrawal',
  ownTransfer: '/account/memberships/transfer',
  ownDeparture: '/account/memberships/:id/departure',
  deactivation: '/account/deactivation',
  deactivationSuccessors: '/account/deactivation/successors',
  reactivation: '/account/reactivation',

  structureSearch: '/structures/search',
  newStructure: '/structures/new',
  newStructureCheck: '/structures/new/check',
  structure: '/structures/:id',
  joining: '/structures/:id/membership-request',
  subscribing: '/structures/:id/subscription-request',
  ownSpaces: '/structures/:id/own-spaces',

  manager: '/manager',
  membershipRequests: '/manager/membership-requests',
  membershipRequest: '/membership-requests/:id',
  membershipRequestApproval: '/membership-requests/:id/approval',
  membershipRequestRefusal: '/membership-requests/:id/refusal',
  membershipRequestApprovals: '/membership-requests/approvals',
  membershipRequestRefusals: '/membership-requests/refusals',
  decisionRun: '/membership-requests/decisions/:id',

  subscriptionRequests: '/manager/subscription-requests',
  subscriptionRequest: '/subscription-requests/:id',
  subscriptionRequestApproval: '/subscription-requests/:id/approval',
  subscriptionRequestRefusal: '/subscription-requests/:id/refusal',
  subscriptionRequestApprovals: '/subscription-requests/approvals',
  subscriptionRequestRefusals: '/subscription-requests/refusals',
  subscriptionRun: '/subscription-requests/decisions/:id',

  managedStructures: '/manager/structures',
  managedStructure: '/manager/structures/:id',
  managedStructureEdit: '/manager/structures/:id/edit',
  managedStructureRegister: '/manager/structures/:id/register',
  managedParameters: '/manager/structures/:id/parameters',
  managedServices: '/manager/structures/:id/services',
  managedService: '/manager/structures/:id/services/:service',
  managedServiceClosing: '/manager/structures/:id/services/:service/closing',
  managedServiceOpening: '/manager/structures/:id/services/:service/opening',
  managedMandates: '/manager/structures/:id/mandates',
  managedMandate: '/manager/structures/:id/mandates/:mandate',
  managedMandateDocument: '/manager/structures/:id/mandates/:mandate/document',
  managedActivation: '/manager/structures/:id/activation',
  managedInactivation: '/manager/structures/:id/inactivation',
  managedSpaces: '/manager/structures/:id/spaces',
  managedSpaceOpening: '/manager/structures/:id/spaces/:space/opening',
  managedSpaceClosing: '/manager/structures/:id/spaces/:space/closing',
  members: '/manager/structures/:id/members',
  memberSearch: '/manager/structures/:id/members/search',
  attaching: '/manager/structures/:id/members/new',
  attachingRun: '/manager/structures/:id/members/runs/:run',
  newMemberAccount: '/manager/structures/:id/members/account',
  member: '/manager/structures/:id/members/:user',
  memberRemoval: '/manager/structures/:id/members/:user/removal',
  memberSubscriptions: '/manager/structures/:id/members/:user/subscriptions',
  membersSubscriptions: '/manager/structures/:id/members/subscriptions',
  technicalUser: '/manager/structures/:id/technical-user',
  technicalUserReset: '/manager/structures/:id/technical-user/reset',
  technicalUserRemoval: '/manager/structures/:id/technical-user/removal',
  technicalUserExport: '/manager/structures/:id/technical-user/export',
  identifierChange: '/manager/structures/:id/identifier',
  identifierNew: '/manager/structures/:id/identifier/new',
  rightsCopy: '/manager/rights-copy',

  userSearch: '/manager/users',
  usersExport: '/manager/users.csv',
  user: '/manager/users/:id',
  userStructures: '/manager/users/:id/structures',
  userActivation: '/manager/users/:id/activation-mail',
  userActivations: '/manager/users/activation-mails',
  memberRemovals: '/manager/users/removals',
  userRun: '/manager/users/runs/:id',
  userAttaching: '/manager/users/attaching',

  history: '/manager/history',
  historyExport: '/manager/history.csv',
  historyEntry: '/manager/history/:id',

  operator: '/operator',
  operatorStructures: '/operator/structures',
  operatorStructure: '/operator/structures/:id',
  operatorNewStructure: '/operator/structures/new',
  operatorPrimary: '/operator/structures/:id/primary',
  operatorServices: '/operator/structures/:id/services',
  operatorSpaces: '/operator/spaces',
  operatorReplacement: '/operator/structures/:id/replacement',
  operatorPigp: '/operator/structures/:id/pigp',
  operatorMails: '/operator/mails',
  operatorMail: '/operator/mails/:id',
  operatorMailRetry: '/operator/mails/:id/retry',

  operatorCategories: '/operator/categories',
  operatorNewCategory: '/operator/categories/new',
  operatorCategory: '/operator/categories/:id',
  operatorNewSubcategory: '/operator/categories/:id/new',
  operatorCategoryClosing: '/operator/categories/:id/closing',
  operatorSubcategory: '/operator/categories/:id/:subcategory',
  operatorSubcategoryClosing: '/operator/categories/:id/:subcategory/closing',

  sentTickets: '/sent-tickets',
  sentTicketSearch: '/sent-tickets/search',
  sentTicketDashboard: '/sent-tickets/dashboard',
  newTicket: '/sent-tickets/new',
  newTicketDraft: '/sent-tickets/drafts',
  ticketDraft: '/sent-tickets/drafts/:id',
  ticketDraftFiles: '/sent-tickets/drafts/:id/files',
  ticketDraftFile: '/sent-tickets/drafts/:id/files/:file',
  ticketDraftFileRemoval: '/sent-tickets/drafts/:id/files/:file/removal',
  ticketDraftRemoval: '/sent-tickets/drafts/:id/removal',
  ticketRecipients: '/sent-tickets/recipients',
  sentTicket: '/sent-tickets/:id',
  sentTicketAnswer: '/sent-tickets/:id/answer',
  sentTicketAcceptance: '/sent-tickets/:id/acceptance',
  sentTicketAcceptanceUndoing: '/sent-tickets/:id/acceptance/undoing',
  sentTicketRefusal: '/sent-tickets/:id/refusal',
  sentTicketClosing: '/sent-tickets/:id/closing',
  sentTicketFollowUp: '/sent-tickets/:id/follow-up',
  sentTicketRating: '/sent-tickets/:id/rating',
  sentTicketWriting: '/sent-tickets/:id/writing',
  sentTicketFile: '/sent-tickets/:id/files/:file',

  guestTicket: '/follow/:token',
  guestTicketAnswer: '/follow/:token/answer',
  guestTicketAcceptance: '/follow/:token/acceptance',
  guestTicketAcceptanceUndoing: '/follow/:token/acceptance/undoing',
  guestTicketRefusal: '/follow/:token/refusal',
  guestTicketClosing: '/follow/:token/closing',
  guestTicketRating: '/follow/:token/rating',
  guestTicketFollowUp: '/follow/:token/follow-up',
  guestTicketWriting: '/follow/:token/writing',
  guestTicketFile: '/follow/:token/files/:file',

  tickets: '/tickets',
  ticketsExport: '/tickets.csv',
  ticketEvents: '/tickets/events',
  ticketNews: '/tickets/news',
  ticketAssignments: '/tickets/assignments',
  ticketRun: '/tickets/runs/:id',
  cannedAnswers: '/tickets/answers',
  newCannedAnswer: '/tickets/answers/new',
  cannedAnswer: '/tickets/answers/:id',
  cannedAnswerRemoval: '/tickets/answers/:id/removal',
  ticket: '/tickets/:id',
  ticketTaking: '/tickets/:id/taking',
  ticketAssignment: '/tickets/:id/assignment',
  ticketSolution: '/tickets/:id/solution',
  ticketInformationRequest: '/tickets/:id/information-request',
  ticketSupportTransfer: '/tickets/:id/support-transfer',
  ticketServiceTransfer: '/tickets/:id/service-transfer',
  ticketReturn: '/tickets/:id/return-transfer',
  ticketNote: '/tickets/:id/note',
  ticketWriting: '/tickets/:id/writing',
  ticketPresence: '/tickets/:id/presence',
  ticketFile: '/tickets/:id/files/:file',

  shortcuts: '/shortcuts',
  contact: '/contact',
  contactSent: '/contact/sent',
  contactLink: '/contact/link',
  contactLinkSent: '/contact/link/sent',
  siteMap: '/site-map',
  releaseNotes: '/release-notes',
  legal: '/legal',
  privacy: '/privacy',
  terms: '/terms',
  accessibility: '/accessibility',

  ...helpPaths,

  alive: '/healthz',
  ready: '/readyz',
} as const

type Params<P extends string> = P extends `${string}:${infer K}/${infer R}`
  ? K | Params<`/${R}`>
  : P extends `${string}:${infer K}`
    ? K
    : never

/** Patterns in pieces, every other one a name: a list fills some of them for each of its rows. */
const pieces = new Map<string, string[]>()

/** Fills a path pattern: `url(paths.structure, { id: 7 })`. */
export function url<P extends string>(path: P, params: Record<Params<P>, string | number>): string {
  const known = pieces.get(path) ?? path.split(/:(\w+)/)
  pieces.set(path, known)
  return known.reduce((text, piece, at) =>
    at % 2 === 0 ? text + piece : text + encodeURIComponent(params[piece as Params<P>]),
  )
}

/** What means itself in a value (RFC 3986): an address to come back to can be read, and is short where every row has it. */
const PLAIN: Record<string, string> = { '%2F': '/', '%3F': '?', '%3D': '=' }

/** Adds a query to a path; empty values are left out, so that URLs stay short and equal. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const kept = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = new URLSearchParams(kept.map(([key, value]): [string, string] => [key, String(value)])).toString()
  return text ? `${path}?${text.replace(/%2F|%3F|%3D/g, (sign) => PLAIN[sign] ?? sign)}` : path
}

/** A path for the log: activation, reset, operator and ticket links are secrets, of which only that one was opened is kept. */
export const withoutToken = (path: string): string =>
  path.replace(/^(\/(?:activation|password|first-operator|follow|help\/transcripts)\/).+/, '$1…')

const POLLED = [
  paths.ticketEvents,
  paths.ticketNews,
  paths.ticketPresence,
  paths.assistantEvents,
  paths.assistantNews,
  paths.advisorEvents,
  paths.advisorNews,
].map((path) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`))
/** Whether open pages ask for this path by themselves, however long nobody has touched them. */
export const isPolled = (path: string): boolean => POLLED.some((pattern) => pattern.test(path))
