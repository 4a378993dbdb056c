import type { QueuePlace } from './queue-rules.ts'
import type { ChatState } from './rules.ts'

/** Bytes of one file, of all files of a chat together, and their number. */
export type FileLimits = { perFile: number; perForm: number; files: number }

/** A chat as the visitor's page shows it. `advisor`: the first name of who has it. `draftId`: the ticket prepared from it that waits. `limits`: what it can still hold. */
export type ChatView = {
  id: number
  conversationId: number
  state: ChatState
  advisor: string | null
  queue: QueuePlace | null
  wasTaken: boolean
  rating: number | null
  draftId: number | null
  limits: FileLimits
}
