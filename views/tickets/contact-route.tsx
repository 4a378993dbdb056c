import type { Kind, ReceivingStructure, Recipient } from '../../src/tickets/writing-rules.ts'
import { paths } from '../../src/urls.ts'
import { formatSiret } from '../../src/values/siret.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { Choice, Field, Select } from '../parts/field.tsx'
import { ticketContactWords } from '../words/ticket-contact.ts'
import { ticketWords } from '../words/tickets.ts'

/** What was typed so far, by the names of the fields. */
export type ContactTyped = Record<string, string | undefined>
/** What is known of the recipient so far: chosen with its open services, or what a search found. */
export type RecipientState = {
  chosen: ReceivingStructure | undefined
  q: string
  /** Null as long as nothing was looked for; `tooMany`: this network searched too often. */
  found: { rows: Recipient[]; hasMore: boolean } | 'too-many' | null
}
export type RouteProps = {
  /** The kind that was chosen. */
  kind: Kind | undefined
  recipient: RecipientState
  typed: ContactTyped
  errorOf: (name: string) => string | undefined
}

const ROUTE_PANEL = 'contact-route-panel'

/** What htmx asks for when a choice changes what the form must ask: this part alone. Files stay where they were chosen. */
export const growsBy = (act: 'continue' | 'search') => ({
  'data-hx-post': paths.contact,
  'data-hx-vals': JSON.stringify({ act }),
  'data-hx-target': `#${ROUTE_PANEL}`,
  'data-hx-swap': 'outerHTML',
  'data-hx-sync': '#contact-form:replace',
  'data-hx-encoding': 'application/x-www-form-urlencoded',
  'data-hx-status:5xx': 'target:#flash swap:innerHTML',
})

/** Where it goes, by its kind: to the support, or to a structure and one of its services; and what it is about. */
export function ContactRoutePanel({ kind, recipient, typed, errorOf }: RouteProps) {
  const words = useWords(ticketContactWords)
  const { language } = useScene()
  return (
    <section id={ROUTE_PANEL} class="stack" aria-labelledby="contact-route">
      <h2 id="contact-route">{words.recipientLegend}</h2>
      {kind && <p>{`${kind.category[language]} – ${kind[language]}`}</p>}
      <p>{kind ? (kind.route === 'support' ? words.toSupport : words.toService) : words.toNobody}</p>
      {kind?.route === 'service' && <RecipientFields {...recipient} service={typed['service']} errorOf={errorOf} />}
      {kind && kind.objectTypes.length > 0 && <ObjectFields kind={kind} typed={typed} errorOf={errorOf} />}
    </section>
  )
}

type RecipientProps = RecipientState & Pick<RouteProps, 'errorOf'> & { service: string | undefined }

/** The structure, and the service. */
function RecipientFields({ chosen, service, errorOf, ...search }: RecipientProps) {
  const words = useWords(ticketContactWords)
  return (
    <>
      {chosen && (
        <>
          <input type="hidden" name="chosen" value={String(chosen.id)} />
          <Facts facts={[{ name: words.recipient, value: `${chosen.name} (${formatSiret(chosen.identifier)})` }]} />
          {chosen.replaces && <p class="hint">{words.recipientReplaces(chosen.replaces.name)}</p>}
          <Select
            name="service"
            label={words.service}
            required={!chosen.whole}
            value={service}
            error={errorOf('service')}
            options={[
              { value: '', label: chosen.whole ? words.serviceAny : words.kindMissing },
              ...chosen.services.map(({ id, code, name }) => ({ value: String(id), label: `${name} (${code})` })),
            ]}
          />
        </>
      )}
      <Search {...search} error={errorOf('recipient')} again={chosen !== undefined} />
    </>
  )
}

type SearchProps = Pick<RecipientState, 'q' | 'found'> & { error: string | undefined; again: boolean }

function Search({ q, found, error, again }: SearchProps) {
  const words = useWords(ticketContactWords)
  const rows = found === null || found === 'too-many' ? [] : found.rows
  return (
    <>
      <Field
        name="q"
        id={rows.length > 0 ? 'q' : 'recipient'}
        type="search"
        label={again ? words.recipientOther : words.recipientSearch}
        hint={words.recipientHint}
        value={q}
        size={36}
        maxlength={200}
        autocomplete="off"
        error={rows.length > 0 ? undefined : error}
      />
      <div class="acts">
        <button name="act" value="search" formaction={`${paths.contact}#contact-route`} {...growsBy('search')}>
          {words.search}
        </button>
      </div>
      {found && <Found q={q} found={found} error={error} />}
    </>
  )
}

type FoundProps = { q: string; found: NonNullable<RecipientState['found']>; error: string | undefined }

function Found({ q, found, error }: FoundProps) {
  const words = useWords(ticketContactWords)
  if (found === 'too-many' || found.rows.length === 0)
    return (
      <p class="hint" role="status" data-focus tabindex={-1}>
        {found === 'too-many' ? words.recipientTooMany : `${words.recipientNone(q)} ${words.recipientNoneAdvice}`}
      </p>
    )
  return (
    <div class="stack" data-focus tabindex={-1}>
      <Choice
        name="recipient"
        legend={words.recipientFound(found.rows.length)}
        error={error}
        options={found.rows.map(({ id, name, identifier, city, replaces }) => ({
          value: String(id),
          label: name,
          hint: [formatSiret(identifier), city, replaces && words.recipientReplaces(replaces.name)]
            .filter(Boolean)
            .join(', '),
        }))}
      />
      {found.hasMore && <p class="hint">{words.recipientMore}</p>}
      <div class="acts">
        <button name="act" value="continue" formaction={`${paths.contact}#contact-route`} {...growsBy('continue')}>
          {words.recipientChoose}
        </button>
      </div>
    </div>
  )
}

function ObjectFields({ kind, typed, errorOf }: Pick<RouteProps, 'typed' | 'errorOf'> & { kind: Kind }) {
  const words = useWords(ticketContactWords)
  const { objects } = useWords(ticketWords)
  const told = (name: string) => ({ name, value: typed[name], error: errorOf(name) })
  return (
    <>
      <Select
        {...told('objectType')}
        label={words.objectType}
        options={[
          { value: '', label: words.objectNone },
          ...kind.objectTypes.map((value) => ({ value, label: objects[value] })),
        ]}
      />
      <Field
        {...told('reference')}
        label={words.objectReference}
        hint={words.objectHint}
        maxlength={100}
        autocomplete="off"
      />
    </>
  )
}
