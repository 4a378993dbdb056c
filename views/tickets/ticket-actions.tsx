import type { Actor } from '../../src/act.ts'
import { AGENT_ACTS, type AgentAct, whyNotAct } from '../../src/tickets/agent-rules.ts'
import type { TicketView } from '../../src/tickets/viewing-rules.ts'
import { useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { ticketAgentWords } from '../words/ticket-agent.ts'
import { actHref, actPath, type Place, placeQuery, TICKET_PANEL } from './agent-address.ts'

type MenuProps = Place & { ticket: TicketView; actor: Actor }

/** The menu "Actions": what this agent can do now, by the very rules by which the commands refuse. */
export function ActionsMenu({ ticket, actor, ...place }: MenuProps) {
  const words = useWords(ticketAgentWords)
  const acts = AGENT_ACTS.filter((act) => whyNotAct(act, ticket, actor) === null)
  if (acts.length === 0) return null
  return (
    <details class="choices">
      <summary class="button main">{words.actions}</summary>
      <ul>
        {acts.map((act) => (
          <li>
            {act === 'taking' ? (
              <Taking ticket={ticket} {...place} />
            ) : (
              <ActLink act={act} ticket={ticket} {...place} />
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The single key that does the same. */
const KEYS: Partial<Record<AgentAct, string>> = { solution: 's', question: 'i', note: 'n' }

const ActLink = ({ act, ticket, ...place }: Place & { act: AgentAct; ticket: TicketView }) => (
  <a class="button plain" data-key={KEYS[act]} {...dialogLink(actHref(act, ticket, place))}>
    {useWords(ticketAgentWords).acts[act]}
  </a>
)

/** Nothing is asked before a ticket is taken: another agent can be given it. */
const Taking = ({ ticket, ...place }: Place & { ticket: TicketView }) => (
  <Form action={actPath('taking', ticket)} panel={TICKET_PANEL}>
    <PlaceFields {...place} />
    <button class="plain" data-key="a">
      {useWords(ticketAgentWords).acts.taking}
    </button>
  </Form>
)

/** Where a form comes back to. */
export const PlaceFields = (place: Place) => (
  <>
    {Object.entries(placeQuery(place)).map(
      ([name, value]) => value && <input type="hidden" name={name} value={value} />,
    )}
  </>
)

/** Why nothing can be done yet, and who can. */
export function WhoActs({ ticket, actor }: { ticket: TicketView; actor: Actor }) {
  const words = useWords(ticketAgentWords)
  const refusal = whyNotAct('solution', ticket, actor)
  const text =
    refusal === 'not-an-agent'
      ? words.readsOnly
      : refusal === 'not-assigned'
        ? words.notAssigned
        : refusal === 'not-yours' && ticket.assignee
          ? words.assignedTo(ticket.assignee.name)
          : refusal === 'not-open' || refusal === 'closed'
            ? words.refusals[refusal]
            : null
  return text && <p class="hint">{text}</p>
}
