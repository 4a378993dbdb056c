import type { DecideRefusal, MembershipRequest } from '../../src/memberships/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { layoutWords } from '../words/layout.ts'
import { membershipWords } from '../words/memberships.ts'
import { QUEUE_PANEL } from './queue-address.ts'

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
      crumbs={[
        { href: paths.manager, label: useWords(layoutWords).manager },
        { href: props.back, label: words.queueTitle },
      ]}
    >
      <RefusalForm {...props} overQueue={false} />
    </Layout>
  )
}

/** What the dialog holds. */
export const RefusalPanel = (props: RefusalProps) => (
  <div class="panel">
    <h2 id="dialog-title">{useWords(membershipWords).refuseTitle(props.request.requesterName)}</h2>
    <RefusalForm {...props} />
  </div>
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
            {words.confirmRefusal}
            <span class="vh"> {words.theRequestOf(request.requesterName)}</span>
          </button>
          <a class="button plain" href={back} data-cancel>
            {useWords(layoutWords).cancel}
          </a>
        </div>
      </Form>
    </>
  )
}
