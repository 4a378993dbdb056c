import type { DecideRefusal, MembershipRequest } from '../../src/memberships/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { DialogPanel } from '../parts/dialog.tsx'
import { ReasonForm } from '../parts/reason-form.tsx'
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
  return (
    <ReasonForm
      action={url(paths.membershipRequestRefusal, request)}
      label={words.reason}
      hint={words.reasonHint(request.requesterName)}
      value={reason}
      error={error && (words.formErrors[error] ?? error)}
      refusal={refusal && words.refusals[refusal]}
      panel={overQueue ? QUEUE_PANEL : undefined}
      back={back}
    >
      {words.refuse}
      <span class="vh"> {words.theRequestOf(request.requesterName)}</span>
    </ReasonForm>
  )
}
