import type { DecideRefusal, GivenRole, MembershipRequest } from '../../src/memberships/rules.ts'
import { GIVEN_ROLES } from '../../src/memberships/rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { BulkForm, type BulkLine } from '../parts/bulk-form.tsx'
import { DialogPanel } from '../parts/dialog.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { bulkWords } from '../words/bulk.ts'
import { membershipWords } from '../words/memberships.ts'
import { QUEUE_PANEL } from './queue-address.ts'
import { isQueue, useWayBack } from './way-back.ts'

export type BulkProps = {
  decision: 'validate' | 'refuse'
  /** Each with why it will not change, or null. */
  items: { request: MembershipRequest; why: DecideRefusal | null }[]
  role: GivenRole
  /** Which roles the actor may give everywhere in this list. */
  roles: GivenRole[]
  reason?: string | undefined
  errors?: Record<string, string | undefined>
  back: string
}

/** Says how many, of those that were ticked, will change; an empty or idle list says so. */
function useTitle({ decision, items }: BulkProps): string {
  const bulk = useWords(bulkWords)
  const n = items.filter(({ why }) => why === null).length
  if (items.length === 0) return bulk.titleNothingTicked
  return n === 0 ? bulk.titleNoneCan[decision] : bulk.bulkTitle[decision](n)
}

/** Says what will happen to whom before anything does. */
export function BulkPage(props: BulkProps) {
  const { crumbs } = useWayBack(props.back)
  const hasError = Object.keys(props.errors ?? {}).length > 0
  return (
    <Layout title={useTitle(props)} section="manager" hasError={hasError} crumbs={crumbs}>
      <Decision {...props} />
    </Layout>
  )
}

/** What the dialog holds. Over the queue htmx swaps the queue; from elsewhere the form is a plain one. */
export const BulkPanel = (props: BulkProps) => (
  <DialogPanel title={useTitle(props)}>
    <Decision {...props} panel={isQueue(props.back) ? QUEUE_PANEL : undefined} />
  </DialogPanel>
)

function Decision({ panel, ...props }: BulkProps & { panel?: string | undefined }) {
  const bulk = useWords(bulkWords)
  const words = useWords(membershipWords)
  const { decision, items, errors = {}, back } = props
  return (
    <BulkForm
      action={decision === 'validate' ? paths.membershipRequestApprovals : paths.membershipRequestRefusals}
      title={useTitle(props)}
      tone={decision === 'validate' ? 'main' : 'danger'}
      errors={Object.entries(errors).flatMap(([name, key]) =>
        key ? [{ name, text: words.formErrors[key] ?? key }] : [],
      )}
      what={bulk.bulkWhat}
      nothingTicked={bulk.nothingTicked}
      caption={bulk.bulkCaption(items.length)}
      columns={[words.requester, words.structure, bulk.outcome]}
      lines={useLines(props)}
      panel={panel}
      back={back}
    >
      {decision === 'validate' ? <RoleChoice {...props} /> : <Reason {...props} />}
    </BulkForm>
  )
}

const useError = (key: string | undefined): string | undefined => {
  const { formErrors } = useWords(membershipWords)
  return key && (formErrors[key] ?? key)
}

const RoleChoice = ({ role, roles, errors = {} }: BulkProps) => {
  const words = useWords(membershipWords)
  const error = useError(errors['role'])
  const options = GIVEN_ROLES.filter((one) => roles.includes(one)).map((value) => ({
    value,
    label: words.roles[value],
  }))
  return <Choice name="role" legend={words.role} value={role} options={options} error={error} />
}

const Reason = ({ reason, errors = {} }: BulkProps) => (
  <Field
    name="reason"
    label={useWords(membershipWords).reason}
    hint={useWords(bulkWords).reasonHintMany}
    error={useError(errors['reason'])}
    value={reason}
    rows={4}
    required
    maxlength={2000}
  />
)

function useLines({ decision, items }: BulkProps): BulkLine[] {
  const bulk = useWords(bulkWords)
  const words = useWords(membershipWords)
  return items.map(({ request, why }) => ({
    id: request.id,
    name: request.requesterName,
    cells: [request.structureName],
    willChange: why === null,
    outcome: why ? (
      <>
        {bulk.willNotChange} <small>{words.cannot[why]}</small>
      </>
    ) : decision === 'refuse' ? (
      bulk.willRefuse
    ) : (
      bulk.willAttach(request.whole_structure ? null : request.services.map(({ name }) => name))
    ),
  }))
}
