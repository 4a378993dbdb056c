import type { FurnishedChat } from './livechat/furnishing.ts'

export const ROLES = ['visitor', 'nadia', 'chloe', 'gael', 'bruno', 'alice', 'farid', 'emma'] as const
type Role = (typeof ROLES)[number]
export const EVERYBODY: Role[] = [...ROLES]
export const SIGNED_IN: Role[] = ROLES.filter((role) => role !== 'visitor')
export const MANAGERS: Role[] = ['gael', 'bruno', 'alice', 'farid']
export const OF_MAIRIE: Role[] = ['gael', 'bruno', 'alice']
export const OPERATOR: Role[] = ['emma']

/** What a route is asked for: the Mairie's own things, then those of Farid's firm, which is elsewhere. */
export type Ids = {
  structure: number
  request: number
  subscription: number
  entry: number
  run: number
  subscriptionRun: number
  service: number
  mandate: number
  /** A member that every manager of the structure sees, and a run of its primary manager on members. */
  user: number
  memberRun: number
  userRun: number
  /** An answer of the assistant that was found to be wrong. */
  answer: number
  /** Of the help. */
  article: number
  /** A closure of the livechat: of no structure. */
  closure: number
} & TicketIds &
  FurnishedChat
/** Of tickets: one received, one sent, a draft, a canned answer of the desk, a run of Alice's or Farid's giving out tickets. */
export type TicketIds = {
  ticket: number
  sentTicket: number
  ticketDraft: number
  cannedAnswer: number
  ticketRun: number
  /** What fills `:file` where `id` is the ticket of it. */
  ticketFile: number
  sentTicketFile: number
  ticketDraftFile: number
  /** A seeded one, the same for both. */
  category: number
  subcategory: number
}
/** The rights of one route. */
export type Row = {
  /** Who gets in, with the Mairie's ids. */
  mairie: Role[]
  /** The same with the ids of the firm elsewhere. Left out where the route takes no id. */
  elsewhere?: Role[]
  /** Who knows that the Mairie's thing is there, and is told why it is not for them. */
  forbidden?: Role[]
  /** Fills the route's `:id`; its other parameters are filled by their names. */
  id?: keyof Ids
}

/** What concerns a structure as a whole: its managers of the whole and the platform support. */
export const OF_WHOLE: Row = {
  mairie: ['bruno', 'alice', 'emma'],
  elsewhere: ['farid', 'emma'],
  forbidden: ['gael'],
  id: 'structure',
}

/** What managers do for members of their structure or services. */
export const OF_SERVICES: Row = { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'structure' }
