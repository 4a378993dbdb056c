import type { DecideRefusal, MembershipRequest } from '../../src/memberships/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { membershipWords } from '../words/memberships.ts'
import { QUEUE_PANEL } from './queue-address.ts'
import { useWayBack } from './way-back.ts'

export type RefusalProps = {
  request: MembershipRequest
  reason?: string | undefined
  error?: string | undefined
  refusal?: DecideRefusal | null
  back: string
  /** True when the queue is the page beneath: htmx then swaps the queue. */
  overQueue: boolean
}

/** "Une fenêtre demande le motif": a page of its own, which htmx shows in the dialog. */
export function RefusalPage(props: RefusalProps) {
  const words = useWords(membershipWords)
  return (
    <Layout
      title={words.refuseTitle(props.request.requesterName)}
      section="manager"
      hasError={Boolean(props.error ?? props.refusal)}
      crumbs={useWayBack(props.back).crumbs}
    >
      <RefusalForm {...props} overQueue={false} />
    </Layout>
  )
}

/** What the dialog holds. */
export const RefusalPanel = (props: RefusalProps) => (
  <DialogPanel title={useWords(membershipWords).refuseTitle(props.request.requesterName)}>
    <RefusalForm {...props} />
  </DialogPanel>
)

function RefusalForm({ request, reason, error, refusal, back, overQueue }: RefusalProps) {
  const words = useWords(membershipWords)
  const text = error && (words.formErrors[error] ?? error)
  return (
    <>
      <ErrorSummary errors={text ? [{ name: 'reason', text }] : []} />
      <RefusalNote text={refusal && words.refusals[refusal]} />
      <Form
        action={url(paths.membershipRequestRefusal, request)}
        class="stack"
        panel={overQueue ? QUEUE_PANEL : undefined}
        errorsIn="dialog"
      >
        <input type="hidden" name="back" value={back} />
        <Field
          name="reason"
          label={words.reason}
          hint={words.reasonHint(request.requesterName)}
          error={text}
          value={reason}
          rows={4}
          required
          maxlength={2000}
        />
        <div class="acts">
          <button class="danger">
            {words.refuse}
            <span class="vh"> {words.theRequestOf(request.requesterName)}</span>
          </button>
          <Cancel href={back} />
        </div>
      </Form>
    </>
  )
}
