import type { Child } from 'hono/jsx'
import { Cancel } from './dialog.tsx'
import { ErrorSummary, RefusalNote } from './error-summary.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'

type ReasonFormProps = {
  action: string
  /** "Motif du refus". */
  label: string
  /** Who will read it. */
  hint: string
  /** What was typed, after an error or a refusal. */
  value: string | undefined
  /** What is wrong with it, as a sentence. */
  error: string | undefined
  /** Why the whole act was refused, as a sentence. */
  refusal: string | null | undefined
  /** The panel beneath the dialog that htmx swaps. */
  panel: string | undefined
  back: string
  /** The words of the button. */
  children?: Child
}

/** Asks for the mandatory reason of a refusal, in a dialog or on a page of its own. */
export const ReasonForm = ({ action, error, value, back, ...props }: ReasonFormProps) => (
  <>
    <ErrorSummary errors={error ? [{ name: 'reason', text: error }] : []} />
    <RefusalNote text={props.refusal} />
    <Form action={action} class="stack" panel={props.panel} errorsIn="dialog">
      <input type="hidden" name="back" value={back} />
      <Field
        name="reason"
        label={props.label}
        hint={props.hint}
        error={error}
        value={value}
        rows={4}
        required
        maxlength={2000}
      />
      <div class="acts">
        <button class="danger">{props.children}</button>
        <Cancel href={back} />
      </div>
    </Form>
  </>
)
