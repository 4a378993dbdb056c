import type { Actor } from '../../src/act.ts'
import { type Activity, type TicketFile, type TicketView, writerName } from '../../src/tickets/viewing-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { ticketAgentWords } from '../words/ticket-agent.ts'
import { Thread } from './thread.tsx'

/** What was added to a ticket since a form about it was opened. */
export type ActChanges = { activities: Activity[]; files: TicketFile[] }
type ChangesProps = { changes: ActChanges; ticket: TicketView; actor: Actor }

/** Somebody acted meanwhile: what they did, above what was typed. */
export function Changes({ changes, ticket, actor }: ChangesProps) {
  const words = useWords(ticketAgentWords)
  if (changes.activities.length === 0) return null
  return (
    <section class="card" aria-labelledby="changes">
      <h2 id="changes">{words.changes}</h2>
      <Thread
        {...changes}
        reader={{ side: 'agent', id: actor.id }}
        writerName={writerName(ticket)}
        fileHref={(file) => url(paths.ticketFile, { id: ticket.id, file: file.id })}
      />
    </section>
  )
}
