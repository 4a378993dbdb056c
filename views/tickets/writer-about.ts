import type { WriterAct, WriterRefusal } from '../../src/tickets/sent-rules.ts'
import type { Rating } from '../../src/tickets/rating-rules.ts'
import type { Writer } from '../../src/tickets/rules.ts'
import type { Activity, TicketFile, TicketView } from '../../src/tickets/viewing-rules.ts'
import type { FieldErrors } from '../accounts/form-errors.ts'
import type { Crumb } from '../layout/layout.tsx'
import type { Section } from '../layout/title.ts'
import type { KeptFile } from '../parts/file-field.tsx'

/** Where the pages of one ticket lie: those of an account, or those of a link */
export type WriterHrefs = Record<WriterAct | 'answer' | 'ticket', string> & {
  followUp: string
  /** Where an answer is kept while it is written. */
  writing: string
  followed: string | null
  file: (file: TicketFile) => string
}

/** One ticket as its writer sees it: `activities` and `files` are the writer's alone. */
export type WriterAbout = {
  ticket: TicketView
  activities: Activity[]
  /** Before those shown there are more; those shown are not the newest. */
  hasOlder: boolean
  isOlder: boolean
  files: TicketFile[]
  writer: Writer
  rating: Rating | null
  /** What was being written, and since when it is kept; null for nothing. */
  draft: { body: string; at: string | null } | null
  isOwnSolution: boolean
  hrefs: WriterHrefs
  /** The files that came with a form that is drawn again, or from the page beneath. */
  kept?: { token: string; files: KeptFile[] } | null
  /** Bytes, and how many: what the ticket can still take. */
  limits: { perFile: number; perForm: number; files: number }
  section: Section | undefined
  crumbs: Crumb[]
}

/** What was sent and could not be done. `newer` is what was added since the page was drawn. */
export type Acting = {
  typed: { text: string; refuses?: string | undefined; score?: string | undefined }
  errors?: FieldErrors
  refusal?: WriterRefusal | undefined
  /** What is wrong with the files, as a sentence. */
  files?: string | undefined
  newer: Activity[]
}

export const WRITER_PANEL = 'writer-panel'
/** The form of the answer: what is typed in it goes along to the acts beside it. */
export const ANSWER_FORM = 'answer-form'

/** The last line that the writer sees: a form carries it back. */
export const lastSeen = ({ ticket }: Pick<WriterAbout, 'ticket'>): number => ticket.last_activity_id ?? 0
