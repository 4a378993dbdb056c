import type { Recipient, ReceivingStructure } from '../../src/tickets/writing-rules.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { formatSiret } from '../../src/values/siret.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { Field, Select } from '../parts/field.tsx'
import { partWords } from '../words/parts.ts'
import { ticketWritingWords } from '../words/ticket-writing.ts'
import { ticketWords } from '../words/tickets.ts'
import { actionOf, offered, useErrorOf, type WritingProps } from './writing-state.ts'

export const ROUTE_PANEL = 'ticket-route-panel'
export const RECIPIENTS_PANEL = 'ticket-recipients-panel'

/** What htmx asks for when a choice changes what the form must ask: the part below it, with what was typed elsewhere. */
export const goesOn = (props: Pick<WritingProps, 'draftId'>) => ({
  'data-hx-post': actionOf(props),
  'data-hx-vals': '{"act":"continue"}',
  'data-hx-target': `#${ROUTE_PANEL}`,
  'data-hx-swap': 'outerHTML',
  'data-hx-sync': '#ticket-form:replace',
  'data-hx-encoding': 'application/x-www-form-urlencoded',
})

/** Where the ticket goes, by its kind; for a service which structure and which service, and what it is about. */
export function RoutePanel(props: WritingProps) {
  const words = useWords(ticketWritingWords)
  const { language } = useScene()
  const { kind } = props
  return (
    <section id={ROUTE_PANEL} class="stack" aria-labelledby="ticket-route">
      <h2 id="ticket-route">{words.route}</h2>
      {kind && <p>{`${kind.category[language]} – ${kind[language]}`}</p>}
      <p>{kind ? (kind.route === 'support' ? words.toSupport : words.toService) : words.routeNone}</p>
      {kind?.route === 'service' && (
        <>
          <RecipientSearch {...props} />
          <RecipientsPanel {...props} />
          <ServiceField {...props} />
        </>
      )}
      {kind && kind.objectTypes.length > 0 && <ObjectFields {...props} />}
    </section>
  )
}

/** Where nothing can be chosen yet, what is wrong with the choice is told here. */
function RecipientSearch(props: WritingProps) {
  const words = useWords(ticketWritingWords)
  const { q, draftId } = props
  const told = useErrorOf(props)('recipient')
  const error = offered(props).length === 0 ? told : undefined
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for="q">{words.recipientSearch}</label>
      <span class="hint" id="q-hint">
        {words.recipientHint}
      </span>
      {error && (
        <span class="error" id="q-error">
          {error}
        </span>
      )}
      <span class="acts">
        <input
          id="q"
          name="q"
          type="search"
          value={q}
          size={36}
          maxlength={200}
          autocomplete="off"
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? 'q-hint q-error' : 'q-hint'}
          {...searches(draftId)}
        />
        <button name="act" value="continue" formaction={`${actionOf({ draftId })}#${RECIPIENTS_PANEL}`}>
          {words.search}
        </button>
      </span>
    </div>
  )
}

/** As one types; what is chosen already stays in view. */
const searches = (draft: number | null) => ({
  'data-hx-get': withQuery(paths.ticketRecipients, { draft }),
  'data-hx-trigger': 'input changed delay:400ms',
  'data-hx-include': '[name=recipient]:checked',
  'data-hx-target': `#${RECIPIENTS_PANEL}`,
  'data-hx-swap': 'outerHTML',
  'data-hx-sync': 'this:replace',
})

type RecipientsProps = Pick<WritingProps, 'draftId' | 'q' | 'found' | 'recipient' | 'writing' | 'errors'>

/** The structure chosen and those found, of which one is chosen. Choosing brings its services. */
export function RecipientsPanel(props: RecipientsProps) {
  const words = useWords(ticketWritingWords)
  const { required } = useWords(partWords)
  const { q, found } = props
  const error = useErrorOf(props)('recipient')
  const rows = offered(props)
  return (
    <div id={RECIPIENTS_PANEL}>
      {rows.length > 0 && (
        <fieldset class={error ? 'field wrong' : 'field'} aria-describedby={error && 'recipient-error'}>
          <legend>
            {words.recipient} <abbr title={required}>*</abbr>
          </legend>
          {error && (
            <span class="error" id="recipient-error">
              {error}
            </span>
          )}
          {rows.map((row, at) => (
            <RecipientChoice row={row} id={at === 0 ? 'recipient' : `recipient-${row.id}`} {...props} />
          ))}
          {found?.hasMore && <p class="hint">{words.recipientMore}</p>}
        </fieldset>
      )}
      {found?.rows.length === 0 && (
        <p class="hint" role="status">
          {words.recipientNone(q)} {words.recipientNoneText}
        </p>
      )}
    </div>
  )
}

function RecipientChoice({ row, id, ...props }: RecipientsProps & { row: Recipient; id: string }) {
  const words = useWords(ticketWritingWords)
  const { name, identifier, postcode, city, replaces } = row
  const place = [formatSiret(identifier), [postcode, city].filter(Boolean).join(' ')].filter(Boolean).join(' – ')
  return (
    <label class="tickline">
      <input
        type="radio"
        id={id}
        name="recipient"
        value={String(row.id)}
        checked={row.id === props.writing.recipientId}
        required
        {...goesOn(props)}
      />
      <span>
        {name}
        <small>
          {place}
          {replaces && `, ${words.replaces(replaces.name)}`}
        </small>
      </span>
    </label>
  )
}

/** Only services that receive; "Toute la structure" where the space is open for the whole. */
function ServiceField(props: WritingProps) {
  const words = useWords(ticketWritingWords)
  const { recipient, writing } = props
  const chosen: ReceivingStructure | undefined = recipient?.id === writing.recipientId ? recipient : undefined
  if (!chosen) return null
  return (
    <Select
      name="service"
      label={words.service}
      required
      value={writing.serviceId === null ? '' : String(writing.serviceId)}
      error={useErrorOf(props)('service')}
      options={[
        { value: '', label: chosen.whole ? words.wholeStructure : words.choose },
        ...chosen.services.map(({ id, code, name }) => ({ value: String(id), label: `${name} (${code})` })),
      ]}
    />
  )
}

function ObjectFields(props: WritingProps) {
  const words = useWords(ticketWritingWords)
  const { objects } = useWords(ticketWords)
  const errorOf = useErrorOf(props)
  const { kind, writing } = props
  return (
    <>
      <Select
        name="objectType"
        label={words.objectType}
        value={writing.objectType ?? ''}
        error={errorOf('objectType')}
        options={[
          { value: '', label: words.objectNone },
          ...(kind?.objectTypes ?? []).map((type) => ({ value: type, label: objects[type] })),
        ]}
      />
      <Field
        name="reference"
        label={words.reference}
        hint={words.referenceHint}
        value={writing.reference}
        error={errorOf('reference')}
        maxlength={100}
        size={30}
        autocomplete="off"
      />
    </>
  )
}
