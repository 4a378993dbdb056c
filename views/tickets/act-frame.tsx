import type { Child } from 'hono/jsx'
import type { AgentAct, Watcher } from '../../src/tickets/agent-rules.ts'
import { type TicketView, writerName } from '../../src/tickets/viewing-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { DialogPanel } from '../parts/dialog.tsx'
import { ticketAgentWords } from '../words/ticket-agent.ts'
import { ticketWords } from '../words/tickets.ts'
import type { ActChanges } from './act-changes.tsx'
import { type Place, ticketHref } from './agent-address.ts'
import { Presence } from './presence.tsx'
import { Thread } from './thread.tsx'

export type ActProps = Place & {
  act: AgentAct
  ticket: TicketView
  /** What the writer said last, if that is not the description. */
  asked: ActChanges
  /** Who else has the ticket open: said on the page; the dialog lies over a page that says it. */
  watchers: Watcher[]
}

/** The page of one act: what the dialog holds, with the question to which it is an answer. */
export function ActLayout({ act, ticket, asked, watchers, hasError, children, ...place }: ActProps & Told) {
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
        <Question ticket={ticket} asked={asked} />
        <Presence ticketId={ticket.id} watchers={watchers} />
      </div>
      {children}
    </Layout>
  )
}

/** What is answered stands open, in a frame of its own that scrolls; what went before it is folded. */
function Question({ ticket, asked }: Pick<ActProps, 'ticket' | 'asked'>) {
  const words = useWords(ticketAgentWords)
  if (asked.activities.length === 0)
    return (
      <section class="card asked" tabindex={0} aria-label={words.asked}>
        <Description ticket={ticket} />
      </section>
    )
  return (
    <>
      <section class="card asked" tabindex={0} aria-label={words.asked}>
        <Thread
          {...asked}
          isExcerpt
          reader={{ side: 'agent', id: null }}
          writerName={writerName(ticket)}
          fileHref={(file) => url(paths.ticketFile, { id: ticket.id, file: file.id })}
        />
      </section>
      <details>
        <summary>{ticket.subject}</summary>
        <div class="card">
          <Description ticket={ticket} />
        </div>
      </details>
    </>
  )
}

const Description = ({ ticket }: Pick<ActProps, 'ticket'>) => (
  <>
    <h2>{useWords(ticketWords).description}</h2>
    <p class="said" dir="auto">
      {ticket.description}
    </p>
  </>
)

type Told = { hasError: boolean; children?: Child }

type DialogProps = Pick<ActProps, 'act' | 'ticket' | 'asked'> & { children?: Child }

/** The same in the dialog. */
export const ActDialog = ({ act, ticket, asked, children }: DialogProps) => {
  const words = useWords(ticketAgentWords)
  return (
    <DialogPanel title={words.actTitle(words.acts[act], ticket.number ?? '')}>
      <Question ticket={ticket} asked={asked} />
      {children}
    </DialogPanel>
  )
}
