import type { LeaveRefusal } from '../../src/memberships/handing-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { handingWords } from '../words/handing-over.ts'
import { useMembershipCrumbs } from './transfer-page.tsx'

export type DepartureProps = { structure: { id: number; name: string }; refusal: LeaveRefusal | null }

/** Says what leaving a structure does, before it is done. */
export const DeparturePage = (props: DepartureProps) => (
  <Layout
    title={useWords(handingWords).leaveTitle}
    section="account"
    crumbs={useMembershipCrumbs()}
    hasError={props.refusal !== null}
  >
    <DeparturePanel {...props} />
  </Layout>
)

export function DeparturePanel({ structure, refusal }: DepartureProps) {
  const words = useWords(handingWords)
  if (refusal)
    return (
      <DialogPanel title={words.leaveTitle} cancel={paths.ownMemberships}>
        <RefusalNote text={words.leaveRefusals[refusal]} />
        {refusal === 'primary-manager' && (
          <p>
            <a href={`${paths.ownTransfer}?structure=${structure.id}`}>{words.leaveHandOver}</a>
          </p>
        )}
      </DialogPanel>
    )
  return (
    <DialogPanel title={words.leaveTitle}>
      <p>{words.leaveWhat(structure.name)}</p>
      <Form action={url(paths.ownDeparture, structure)}>
        <div class="acts">
          <button class="danger">{words.leaveConfirm(structure.name)}</button>
          <Cancel href={paths.ownMemberships} />
        </div>
      </Form>
    </DialogPanel>
  )
}
