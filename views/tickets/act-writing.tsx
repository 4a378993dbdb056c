import type { Actor } from '../../src/act.ts'
import { takesCanned, takesFiles, type WrittenAct } from '../../src/tickets/agent-rules.ts'
import { writerName } from '../../src/tickets/viewing-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { Cancel } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { FileField, type KeptFile } from '../parts/file-field.tsx'
import { Field, MandatoryNote } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { ticketAgentWords } from '../words/ticket-agent.ts'
import { ActDialog, ActLayout, type ActProps } from './act-frame.tsx'
import { type ActChanges, Changes } from './act-changes.tsx'
import { CannedChoice, type Offered } from './act-canned.tsx'
import { RecipientChoice, type Recipients } from './act-recipients.tsx'
import { WritingState } from './act-draft.tsx'
import { actPath, TICKET_PANEL, ticketHref } from './agent-address.ts'
import { PlaceFields } from './ticket-actions.tsx'

export type WritingProps = Omit<ActProps, 'act'> & {
  act: WrittenAct
  actor: Actor
  /** The last activity that this page, or the one that the form came from, showed. */
  seen: number
  /** What was typed, or the draft. */
  text: string
  /** When the draft was kept. */
  draftAt: string | null
  /** Sentences by field. */
  errors: Partial<Record<'body' | 'files' | 'recipient', string>>
  /** Why the whole act was refused, as a sentence. */
  refusal: string | null
  changes: ActChanges
  limits: { perFile: number; perForm: number; files: number }
  kept: { token: string; files: KeptFile[] } | null
  canned: Offered
  recipients: Recipients
  /** Where a ticket goes back to, by its name; null where that receives nothing any more. */
  returnsTo: string | null
}

const hasError = ({ errors, refusal }: WritingProps): boolean => refusal !== null || Object.keys(errors).length > 0

/** An act for which a text is written, as a page of its own. */
export const WritingPage = (props: WritingProps) => (
  <ActLayout {...props} hasError={hasError(props)}>
    <WritingForm {...props} inPage />
  </ActLayout>
)

/** The same in the dialog: "Une fenêtre s'affiche". */
export const WritingPanel = (props: WritingProps) => (
  <ActDialog {...props}>
    <WritingForm {...props} inPage={false} />
  </ActDialog>
)

const ORDER = ['recipient', 'body', 'files'] as const

function WritingForm(props: WritingProps & { inPage: boolean }) {
  const words = useWords(ticketAgentWords)
  const { act, ticket, errors, inPage } = props
  const summary = ORDER.flatMap((name) => {
    const text = errors[name]
    return text === undefined ? [] : [{ name, text }]
  })
  return (
    <>
      <ErrorSummary errors={summary} />
      <RefusalNote text={props.refusal} />
      <Changes {...props} />
      {act === 'support-transfer' && <p>{words.supportText}</p>}
      {act === 'service-transfer' && <p>{words.serviceText}</p>}
      {act === 'return-transfer' && <p>{props.returnsTo ? words.returnText(props.returnsTo) : words.returnNowhere}</p>}
      <Form
        action={actPath(act, ticket)}
        class="stack"
        hasFiles={takesFiles(act)}
        {...(!inPage && { panel: TICKET_PANEL, errorsIn: 'dialog' })}
      >
        <input type="hidden" name="seen" value={props.seen} />
        <input type="hidden" name="kind" value={act} />
        <input type="hidden" name="drawnFor" value={String(props.actor.id)} />
        <input type="hidden" name="writing" value="1" />
        <PlaceFields tab={props.tab} back={props.back} />
        <MandatoryNote />
        {act === 'service-transfer' && <RecipientChoice {...props.recipients} error={errors.recipient} />}
        {takesCanned(act) && <CannedChoice {...props.canned} />}
        <Text {...props} />
        {takesFiles(act) && <FileField name="files" limits={props.limits} kept={props.kept} error={errors.files} />}
        <Buttons {...props} />
      </Form>
    </>
  )
}

/** The text; while it is typed it is kept as a draft, which is said beneath it. */
function Text({ act, ticket, text, errors, draftAt }: WritingProps) {
  const words = useWords(ticketAgentWords)
  // What is said is found within, not on the page: the dialog may have closed before the last keeping is asked for.
  return (
    <div
      class="stack"
      data-quiet
      data-keeps
      data-hx-post={url(paths.ticketWriting, ticket)}
      data-hx-trigger="input delay:1500ms, keep"
      data-hx-sync="this:replace"
      data-hx-target="find #writing-state"
      data-hx-swap="innerHTML"
      data-hx-encoding="application/x-www-form-urlencoded"
    >
      <Field
        name="body"
        label={words.labels[act]}
        hint={words.hints[act](writerName(ticket))}
        error={errors.body}
        value={text}
        rows={8}
        required
        maxlength={20_000}
      />
      <p id="writing-state" class="hint" role="status">
        {draftAt !== null && <WritingState at={draftAt} />}
      </p>
    </div>
  )
}

function Buttons({ act, ticket, inPage, ...place }: WritingProps & { inPage: boolean }) {
  const words = useWords(ticketAgentWords)
  return (
    <div class="acts">
      <button class={act === 'support-transfer' ? 'danger' : 'main'}>{words.acts[act]}</button>
      {inPage && (
        <button
          class="plain"
          formaction={url(paths.ticketWriting, ticket)}
          formenctype="application/x-www-form-urlencoded"
        >
          {words.keepDraft}
        </button>
      )}
      <Cancel href={ticketHref(ticket, place)} />
    </div>
  )
}
