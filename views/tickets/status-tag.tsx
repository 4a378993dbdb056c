import type { Ticket, TicketStatus } from '../../src/tickets/rules.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { isLate } from '../../src/tickets/due-rules.ts'
import { Tag } from '../parts/tag.tsx'
import { ticketWords } from '../words/tickets.ts'

/** The sign and colour that each status is drawn with. */
export const STATUS_TONES = {
  draft: 'calm',
  open: 'wait',
  awaiting_information: 'wait',
  resolved: 'good',
  closed: 'calm',
} as const satisfies Record<TicketStatus, string>

/** The status of a ticket, in the words of the portal: lists have their own. */
export const StatusTag = ({ status, inList }: Pick<Ticket, 'status'> & { inList?: boolean }) => (
  <Tag tone={STATUS_TONES[status]} label={useWords(ticketWords)[inList ? 'listStatuses' : 'statuses'][status]} />
)

/** Why it is open, in words; nothing when it is not. */
export const ReasonText = ({ reason }: Pick<Ticket, 'reason'>) => {
  const words = useWords(ticketWords)
  return <>{reason === '' ? '' : words.reasons[reason]}</>
}

/** Said when the answer is overdue. */
export const LateTag = (ticket: Pick<Ticket, 'due_at' | 'status'>) => {
  const { now } = useScene()
  const words = useWords(ticketWords)
  return isLate(ticket, now) ? <Tag tone="bad" label={words.late} /> : null
}
