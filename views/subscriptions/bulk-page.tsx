import type { DecideSubscriptionRefusal, SubscriptionRequest } from '../../src/subscriptions/rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { BulkForm, type BulkLine } from '../parts/bulk-form.tsx'
import { DialogPanel } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { spaceWords } from '../words/spaces.ts'
import { subscriptionDecisionWords } from '../words/subscription-decisions.ts'
import { isSubscriptionQueue, SUBSCRIPTION_QUEUE_PANEL, useWayBack } from './queue-address.ts'
import { askedText, spaceText } from './queue-table.tsx'

export type SubscriptionBulkProps = {
  decision: 'validate' | 'refuse'
  /** Each with why it will not change, or null. */
  items: { request: SubscriptionRequest; why: DecideSubscriptionRefusal | null }[]
  reason?: string | undefined
  errors?: Record<string, string | undefined>
  back: string
}

/** Says how many, of those that were ticked, will change; an empty or idle list says so. */
function useTitle({ decision, items }: SubscriptionBulkProps): string {
  const words = useWords(subscriptionDecisionWords)
  const n = items.filter(({ why }) => why === null).length
  if (items.length === 0) return words.titleNothingTicked
  return n === 0 ? words.titleNoneCan[decision] : words.bulkTitle[decision](n)
}

/** Says what will happen to whom before anything does. */
export const SubscriptionBulkPage = (props: SubscriptionBulkProps) => (
  <Layout
    title={useTitle(props)}
    section="manager"
    hasError={Object.keys(props.errors ?? {}).length > 0}
    crumbs={useWayBack(props.back).crumbs}
  >
    <Decision {...props} />
  </Layout>
)

/** What the dialog holds. Over the queue htmx swaps the queue; from elsewhere the form is a plain one. */
export const SubscriptionBulkPanel = (props: SubscriptionBulkProps) => (
  <DialogPanel title={useTitle(props)}>
    <Decision {...props} panel={isSubscriptionQueue(props.back) ? SUBSCRIPTION_QUEUE_PANEL : undefined} />
  </DialogPanel>
)

function Decision({ panel, ...props }: SubscriptionBulkProps & { panel?: string | undefined }) {
  const words = useWords(subscriptionDecisionWords)
  const { decision, items, errors = {}, back } = props
  const textOf = (key: string | undefined) => key && (words.formErrors[key] ?? key)
  return (
    <BulkForm
      action={decision === 'validate' ? paths.subscriptionRequestApprovals : paths.subscriptionRequestRefusals}
      title={useTitle(props)}
      tone={decision === 'validate' ? 'main' : 'danger'}
      errors={Object.entries(errors).flatMap(([name, key]) => (key ? [{ name, text: textOf(key) ?? key }] : []))}
      what={words.bulkWhat}
      nothingTicked={words.nothingTicked}
      caption={words.bulkCaption(items.length)}
      columns={[words.requester, words.structure, words.spacesAsked, words.outcome]}
      lines={useLines(props)}
      panel={panel}
      back={back}
    >
      {decision === 'refuse' && (
        <Field
          name="reason"
          label={words.reason}
          hint={words.reasonHintMany}
          error={textOf(errors['reason'])}
          value={props.reason}
          rows={4}
          required
          maxlength={2000}
        />
      )}
    </BulkForm>
  )
}

function useLines({ decision, items }: SubscriptionBulkProps): BulkLine[] {
  const words = useWords(subscriptionDecisionWords)
  const spaces = useWords(spaceWords)
  const opened = (request: SubscriptionRequest) =>
    request.spaces.map((one) => `${spaceText(one, spaces)} – ${spaces.accesses[one.asked]}`).join(', ')
  return items.map(({ request, why }) => ({
    id: request.id,
    name: request.requesterName,
    cells: [request.structureName, askedText(request, spaces)],
    willChange: why === null,
    outcome: why ? (
      <>
        {words.willNotChange} <small>{words.cannot[why]}</small>
      </>
    ) : decision === 'refuse' ? (
      words.willRefuse
    ) : (
      words.willOpen(opened(request))
    ),
  }))
}
