import type { OwnSubscriptionRequest } from '../../src/subscriptions/asking-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useIsInPage, useWords } from '../layout/scene.ts'
import { DialogPanel } from '../parts/dialog.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { subscriptionRequestWords } from '../words/subscription-requests.ts'
import { OWN_SUBSCRIPTION_REQUEST_PANEL, useOwnSubscriptionCrumbs } from './own-subscription-request-page.tsx'

type WithdrawalProps = { request: OwnSubscriptionRequest }

/** Says what withdrawing does, before it is done. */
export const OwnSubscriptionWithdrawalPage = (props: WithdrawalProps) => {
  const words = useWords(subscriptionRequestWords)
  const href = url(paths.ownSubscriptionRequest, props.request)
  const request = { href, label: words.requestTitle(props.request.structureName) }
  return (
    <Layout title={words.withdrawTitle} section="account" crumbs={[...useOwnSubscriptionCrumbs(), request]}>
      <OwnSubscriptionWithdrawalPanel {...props} />
    </Layout>
  )
}

/** In the dialog the request lies beneath, and htmx swaps it there; on a page of its own the form is a plain one. */
export function OwnSubscriptionWithdrawalPanel({ request }: WithdrawalProps) {
  const words = useWords(subscriptionRequestWords)
  const panel = useIsInPage() ? undefined : OWN_SUBSCRIPTION_REQUEST_PANEL
  return (
    <DialogPanel title={words.withdrawTitle}>
      <p>{words.withdrawWhat(request.structureName)}</p>
      <Form action={url(paths.ownSubscriptionRequestWithdrawal, request)} panel={panel}>
        <div class="acts">
          <button class="danger">{words.withdrawConfirm}</button>
          <a class="button plain" href={url(paths.ownSubscriptionRequest, request)} data-cancel>
            {words.keep}
          </a>
        </div>
      </Form>
    </DialogPanel>
  )
}

/** In the dialog over a page that has become out of date: the request cannot be withdrawn any more. */
export const TooLateSubscriptionPanel = ({ request }: WithdrawalProps) => {
  const words = useWords(subscriptionRequestWords)
  return (
    <DialogPanel title={words.withdrawTitle}>
      <RefusalNote text={words.withdrawRefusals['already-decided']} />
      <p>
        <a href={url(paths.ownSubscriptionRequest, request)}>{words.requestTitle(request.structureName)}</a>
      </p>
    </DialogPanel>
  )
}
