import type { Actor } from '../../src/act.ts'
import type { Named } from '../../src/tickets/viewing-rules.ts'
import { useWords } from '../layout/scene.ts'
import { Cancel } from '../parts/dialog.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { ticketAgentWords } from '../words/ticket-agent.ts'
import { type ActChanges, Changes } from './act-changes.tsx'
import { ActDialog, ActLayout, type ActProps } from './act-frame.tsx'
import { actPath, placeQuery, TICKET_PANEL, ticketHref } from './agent-address.ts'
import { PlaceFields } from './ticket-actions.tsx'

type Simple = Omit<ActProps, 'act'> & { refusal: string | null }

/** "M'affecter le ticket" as a page: where a click leads that nobody can act on any more, or a link of the past. */
export const TakingPage = (props: Simple) => {
  const words = useWords(ticketAgentWords)
  return (
    <ActLayout {...props} act="taking" hasError={props.refusal !== null}>
      <RefusalNote text={props.refusal} />
      <Form action={actPath('taking', props.ticket)} class="stack">
        <PlaceFields tab={props.tab} back={props.back} />
        <p>{words.takingText}</p>
        <div class="acts">
          <button class="main">{words.acts.taking}</button>
          <Cancel href={ticketHref(props.ticket, props)} />
        </div>
      </Form>
    </ActLayout>
  )
}

export type AssigningProps = Simple & {
  actor: Actor
  seen: number
  agents: (Named & { login: string })[]
  isCut: boolean
  q: string
  chosen: string | undefined
  error: string | undefined
  changes: ActChanges
}

/** "Affecter à…". */
export const AssigningPage = (props: AssigningProps) => (
  <ActLayout {...props} act="assignment" hasError={props.refusal !== null || props.error !== undefined}>
    <AssigningForm {...props} inPage />
  </ActLayout>
)

export const AssigningPanel = (props: AssigningProps) => (
  <ActDialog {...props} act="assignment">
    <AssigningForm {...props} inPage={false} />
  </ActDialog>
)

function AssigningForm(props: AssigningProps & { inPage: boolean }) {
  const words = useWords(ticketAgentWords)
  const { ticket, agents, error, inPage } = props
  return (
    <>
      <ErrorSummary errors={error === undefined ? [] : [{ name: 'assignee', text: error }]} />
      <RefusalNote text={props.refusal} />
      <Changes {...props} />
      {(props.isCut || props.q !== '') && <Search {...props} />}
      {agents.length === 0 ? (
        <Empty title={words.noAgentFound(props.q)}>
          <p>{words.noAgentFoundText}</p>
        </Empty>
      ) : (
        <Form
          action={actPath('assignment', ticket)}
          class="stack"
          {...(!inPage && { panel: TICKET_PANEL, errorsIn: 'dialog' })}
        >
          <input type="hidden" name="seen" value={props.seen} />
          <input type="hidden" name="q" value={props.q} />
          <PlaceFields tab={props.tab} back={props.back} />
          <Choice
            name="assignee"
            legend={words.assignee}
            hint={words.assignText}
            options={agents.map((agent) => optionOf(agent, props, words))}
            value={props.chosen}
            error={error}
            required
          />
          <div class="acts">
            <button class="main">{words.assign}</button>
            <Cancel href={ticketHref(ticket, props)} />
          </div>
        </Form>
      )}
    </>
  )
}

type Words = (typeof ticketAgentWords)['fr']

function optionOf({ id, name, login }: Named & { login: string }, { actor, ticket }: AssigningProps, words: Words) {
  const label = id === actor.id ? `${name} (${words.yourself})` : name
  return { value: String(id), label, hint: id === ticket.assignee_id ? `${login} · ${words.current}` : login }
}

/** A GET form: nothing was typed that could be lost. In the dialog it stays in the dialog. */
function Search({ ticket, q, isCut, inPage, ...place }: AssigningProps & { inPage: boolean }) {
  const words = useWords(ticketAgentWords)
  const action = actPath('assignment', ticket)
  const htmx = inPage ? {} : { 'data-hx-get': action, 'data-hx-target': '#dialog', 'data-hx-swap': 'innerHTML' }
  return (
    <form class="filters" role="search" method="get" action={action} {...htmx}>
      {Object.entries(placeQuery(place)).map(
        ([name, value]) => value && <input type="hidden" name={name} value={value} />,
      )}
      <Field
        name="q"
        type="search"
        label={words.agentSearch}
        hint={isCut ? words.agentsCut : words.agentSearchHint}
        value={q}
        size={28}
        autocomplete="off"
      />
      <button>{words.search}</button>
    </form>
  )
}
