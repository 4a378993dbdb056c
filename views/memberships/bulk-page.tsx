import type { DecideRefusal, GivenRole, MembershipRequest } from '../../src/memberships/rules.ts'
import { GIVEN_ROLES } from '../../src/memberships/rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Cell, Table } from '../parts/table.tsx'
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
      <BulkForm {...props} />
    </Layout>
  )
}

/** What the dialog holds. Over the queue htmx swaps the queue; from elsewhere the form is a plain one. */
export const BulkPanel = (props: BulkProps) => (
  <DialogPanel title={useTitle(props)}>
    <BulkForm {...props} panel={isQueue(props.back) ? QUEUE_PANEL : undefined} />
  </DialogPanel>
)

function BulkForm({ panel, ...props }: BulkProps & { panel?: string | undefined }) {
  const bulk = useWords(bulkWords)
  const words = useWords(membershipWords)
  const { decision, items, errors = {}, back } = props
  const title = useTitle(props)
  const shown = Object.entries(errors).flatMap(([name, key]) =>
    key ? [{ name, text: words.formErrors[key] ?? key }] : [],
  )
  if (!items.some(({ why }) => why === null)) return <NothingToDo {...props} shown={shown} />
  return (
    <>
      <ErrorSummary errors={shown} />
      <Form
        action={decision === 'validate' ? paths.membershipRequestApprovals : paths.membershipRequestRefusals}
        class="stack wide"
        panel={panel}
        errorsIn="dialog"
      >
        <input type="hidden" name="back" value={back} />
        <p id="id">{bulk.bulkWhat}</p>
        <WhatWillHappen {...props} />
        {decision === 'validate' ? <RoleChoice {...props} /> : <Reason {...props} />}
        <div class="acts">
          <button class={decision === 'validate' ? 'main' : 'danger'}>{title}</button>
          <Cancel href={back} />
        </div>
      </Form>
    </>
  )
}

/** Nothing was ticked, or nothing of it can change: no form, and why. */
function NothingToDo({ shown, ...props }: BulkProps & { shown: { name: string; text: string }[] }) {
  const bulk = useWords(bulkWords)
  return (
    <>
      <ErrorSummary errors={shown} />
      <div class="stack wide" id="id">
        {props.items.length === 0 ? <p>{bulk.nothingTicked}</p> : <WhatWillHappen {...props} />}
        <p class="acts">
          <Cancel href={props.back} />
        </p>
      </div>
    </>
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

function WhatWillHappen({ decision, items }: BulkProps) {
  const bulk = useWords(bulkWords)
  const words = useWords(membershipWords)
  const columns = [words.requester, words.structure, bulk.outcome]
  return (
    <Table caption={bulk.bulkCaption(items.length)} columns={columns}>
      {items.map(({ request, why }) => (
        <tr>
          <th scope="row" data-label={words.requester}>
            {request.requesterName}
            <input type="hidden" name="id" value={String(request.id)} />
          </th>
          <Cell label={words.structure}>{request.structureName}</Cell>
          <Cell label={bulk.outcome}>
            {why ? (
              <>
                {bulk.willNotChange} <small>{words.cannot[why]}</small>
              </>
            ) : decision === 'refuse' ? (
              bulk.willRefuse
            ) : (
              bulk.willAttach(request.whole_structure ? null : request.services.map(({ name }) => name))
            )}
          </Cell>
        </tr>
      ))}
    </Table>
  )
}
