import type { OwnRequest } from '../../src/memberships/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useIsInPage, useWords } from '../layout/scene.ts'
import { DialogPanel } from '../parts/dialog.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { joiningWords } from '../words/joining.ts'
import { useRequestCrumbs } from './own-request-page.tsx'
import { OWN_REQUEST_PANEL } from './own-request-panel.tsx'

type WithdrawalProps = { request: OwnRequest }

/** Says what withdrawing does, before it is done. */
export const OwnWithdrawalPage = (props: WithdrawalProps) => {
  const words = useWords(joiningWords)
  const request = { href: url(paths.ownRequest, props.request), label: words.requestTitle(props.request.structureName) }
  return (
    <Layout title={words.withdrawTitle} section="account" crumbs={[...useRequestCrumbs(), request]}>
      <OwnWithdrawalPanel {...props} />
    </Layout>
  )
}

/** In the dialog the request lies beneath, and htmx swaps it there; on a page of its own the form is a plain one. */
export function OwnWithdrawalPanel({ request }: WithdrawalProps) {
  const words = useWords(joiningWords)
  const panel = useIsInPage() ? undefined : OWN_REQUEST_PANEL
  return (
    <DialogPanel title={words.withdrawTitle}>
      <p>{words.withdrawWhat(request.structureName)}</p>
      <Form action={url(paths.ownRequestWithdrawal, request)} panel={panel}>
        <div class="acts">
          <button class="danger">{words.withdrawConfirm}</button>
          <a class="button plain" href={url(paths.ownRequest, request)} data-cancel>
            {words.keep}
          </a>
        </div>
      </Form>
    </DialogPanel>
  )
}

/** In the dialog over a page that has become out of date: the request cannot be withdrawn any more. */
export const TooLatePanel = ({ request }: WithdrawalProps) => {
  const words = useWords(joiningWords)
  return (
    <DialogPanel title={words.withdrawTitle}>
      <RefusalNote text={words.withdrawRefusals['already-decided']} />
      <p>
        <a href={url(paths.ownRequest, request)}>{words.requestTitle(request.structureName)}</a>
      </p>
    </DialogPanel>
  )
}
