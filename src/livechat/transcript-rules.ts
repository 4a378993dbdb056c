import type { MessageKind, Side } from './conversation-rules.ts'

/** Why a transcript was not mailed. `no-advisor`: somebody alone with the assistant cannot have mails sent. */
export type MailTranscriptRefusal = 'not-found' | 'no-advisor'

/** One line of a transcript. `name` is an advisor's first name, as it is now; `text` plain words. */
export type TranscriptLine = {
  id: number
  at: string
  side: Side
  kind: MessageKind
  name: string | null
  text: string
  data: unknown
}

/** Lines of a transcript: what is older is left out, and said to be. */
export const TRANSCRIPT_MAX = 500
/** How long the link to a transcript opens it, for who has no account. */
export const TRANSCRIPT_DAYS = 30
