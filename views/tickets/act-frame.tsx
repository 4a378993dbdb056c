import type { Child } from 'hono/jsx'
import type { AgentAct, Watcher } from '../../src/tickets/agent-rules.ts'
import type { TicketView } from '../../src/tickets/viewing-rules.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { DialogPanel } from '../parts/dialog.tsx'
import { ticketAgentWords } from '../words/ticket-agent.ts'
import { ticketWords } from '../words/tickets.ts'
import { type Place, ticketHref } from './agent-address.ts'
import { Presence } from './presence.tsx'

export type ActProps = Place & {
  act: AgentAct
  ticket: TicketView
  /** Who else has the ticket open: said on the page; the dialog lies over a page that says it. */
  watchers: Watcher[]
}

/** The page of one act: what the dialog holds, with the question to which it is an answer. */
export function ActLayout({ act, ticket, watchers, hasError, children, ...place }: ActProps & Told) {
  const words = useWords(ticketAgentWords)
  return (
    <Layout
      title={words.actTitle(words.acts[act], ticket.number ?? '')}
      heading={words.acts[act]}
      crumb={words.acts[act]}
      section="received"
      hasError={hasError}
      crumbs={[
        { href: place.back, label: words.list },
        { href: ticketHref(ticket, place), label: ticket.number ?? '' },
      ]}
    >
      <div class="stack">
        <Question ticket={ticket} />
        <Presence ticketId={ticket.id} watchers={watchers} />
      </div>
      {children}
    </Layout>
  )
}
/** What is answered: at hand, out of the way. */
const Question = ({ ticket }: { ticket: TicketView }) => (
  <details>
    <summary>{ticket.subject}</summary>
    <div class="card">
      <h2>{useWords(ticketWords).description}</h2>
      <p class="said" dir="auto">
        {ticket.description}
      </p>
    </div>
  </details>
)

type Told = { hasError: boolean; children?: Child }

/** The same in the dialog. */
export const ActDialog = ({ act, ticket, children }: Pick<ActProps, 'act' | 'ticket'> & { children?: Child }) => {
  const words = useWords(ticketAgentWords)
  return (
    <DialogPanel title={words.actTitle(words.acts[act], ticket.number ?? '')}>
      <Question ticket={ticket} />
      {children}
    </DialogPanel>
  )
}
