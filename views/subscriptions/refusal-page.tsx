import type { DecideSubscriptionRefusal, SubscriptionRequest } from '../../src/subscriptions/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { DialogPanel } from '../parts/dialog.tsx'
import { ReasonForm } from '../parts/reason-form.tsx'
import { subscriptionDecisionWords } from '../words/subscription-decisions.ts'
import { SUBSCRIPTION_QUEUE_PANEL, useWayBack } from './queue-address.ts'

export type SubscriptionRefusalProps = {
  request: SubscriptionRequest
  reason?: string | undefined
  error?: string | undefined
  refusal?: DecideSubscriptionRefusal | null
  back: string
  /** True when the queue is the page beneath: htmx then swaps the queue. */
  overQueue: boolean
}

/** "Une fenêtre demande le motif": a page of its own, which htmx shows in the dialog. */
export const SubscriptionRefusalPage = (props: SubscriptionRefusalProps) => (
  <Layout
    title={useWords(subscriptionDecisionWords).refuseTitle(props.request.requesterName)}
    section="manager"
    hasError={Boolean(props.error ?? props.refusal)}
    crumbs={useWayBack(props.back).crumbs}
  >
    <RefusalForm {...props} overQueue={false} />
  </Layout>
)

/** What the dialog holds. */
export const SubscriptionRefusalPanel = (props: SubscriptionRefusalProps) => (
  <DialogPanel title={useWords(subscriptionDecisionWords).refuseTitle(props.request.requesterName)}>
    <RefusalForm {...props} />
  </DialogPanel>
)

function RefusalForm({ request, reason, error, refusal, back, overQueue }: SubscriptionRefusalProps) {
  const words = useWords(subscriptionDecisionWords)
  return (
    <ReasonForm
      action={url(paths.subscriptionRequestRefusal, request)}
      label={words.reason}
      hint={words.reasonHint(request.requesterName)}
      value={reason}
      error={error && (words.formErrors[error] ?? error)}
      refusal={refusal && words.refusals[refusal]}
      panel={overQueue ? SUBSCRIPTION_QUEUE_PANEL : undefined}
      back={back}
    >
      {words.refuse}
      <span class="vh"> {words.theRequestOf(request.requesterName)}</span>
    </ReasonForm>
  )
}
