import type { DecideRefusal, GivenRole, MembershipRequest } from '../../src/memberships/rules.ts'
import { GIVEN_ROLES } from '../../src/memberships/rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { layoutWords } from '../words/layout.ts'
import { bulkWords } from '../words/bulk.ts'
import { membershipWords } from '../words/memberships.ts'
import { QUEUE_PANEL } from './queue-address.ts'

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

const titleOf = ({ decision, items }: BulkProps, bulk: (typeof bulkWords)['fr']): string => {
  const n = items.filter(({ why }) => why === null).length
  return decision === 'validate' ? bulk.bulkValidateTitle(n) : bulk.bulkRefuseTitle(n)
}

/** Says what will happen to whom before anything does. */
export function BulkPage(props: BulkProps) {
  const bulk = useWords(bulkWords)
  const words = useWords(membershipWords)
  return (
    <Layout
      title={titleOf(props, bulk)}
      section="manager"
      hasError={Object.keys(props.errors ?? {}).length > 0}
      crumbs={[
        { href: paths.manager, label: useWords(layoutWords).manager },
        { href: props.back, label: words.queueTitle },
      ]}
    >
      <BulkForm {...props} />
    </Layout>
  )
}

/** What the dialog holds. */
export const BulkPanel = (props: BulkProps) => (
  <div class="panel">
    <h2 id="dialog-title">{titleOf(props, useWords(bulkWords))}</h2>
    <BulkForm {...props} inDialog />
  </div>
)

function BulkForm({ inDialog, ...props }: BulkProps & { inDialog?: boolean }) {
  const bulk = useWords(bulkWords)
  const { decision, items, errors = {}, back } = props
  const words = useWords(membershipWords)
  const shown = Object.entries(errors).flatMap(([name, key]) =>
    key ? [{ name, text: words.formErrors[key] ?? key }] : [],
  )
  const doable = items.some(({ why }) => why === null)
  return (
    <>
      <ErrorSummary errors={shown} />
      <Form
        action={decision === 'validate' ? paths.membershipRequestApprovals : paths.membershipRequestRefusals}
        class="stack wide"
        panel={inDialog ? QUEUE_PANEL : undefined}
        errorsIn="dialog"
      >
        <input type="hidden" name="back" value={back} />
        {items.length === 0 ? <p>{bulk.nothingTicked}</p> : <p>{bulk.bulkWhat}</p>}
        {items.length > 0 && <WhatWillHappen {...props} />}
        {doable && (decision === 'validate' ? <RoleChoice {...props} /> : <Reason {...props} />)}
        <div class="acts">
          {doable && <button class={decision === 'validate' ? 'main' : 'danger'}>{titleOf(props, bulk)}</button>}
          <a class="button plain" href={back} data-cancel>
            {useWords(layoutWords).cancel}
          </a>
        </div>
      </Form>
    </>
  )
}

const RoleChoice = ({ role, roles }: BulkProps) => {
  const words = useWords(membershipWords)
  const options = GIVEN_ROLES.filter((one) => roles.includes(one)).map((value) => ({
    value,
    label: words.roles[value],
  }))
  return <Choice name="role" legend={words.role} value={role} options={options} />
}

const Reason = ({ reason, errors = {} }: BulkProps) => {
  const bulk = useWords(bulkWords)
  const words = useWords(membershipWords)
  const error = errors['reason'] && (words.formErrors[errors['reason']] ?? errors['reason'])
  return (
    <Field
      name="reason"
      label={words.reason}
      hint={bulk.reasonHintMany}
      error={error}
      value={reason}
      rows={4}
      required
      maxlength={2000}
    />
  )
}

function WhatWillHappen({ decision, items }: BulkProps) {
  const bulk = useWords(bulkWords)
  const words = useWords(membershipWords)
  return (
    <div class="scroll">
      <table>
        <caption>{bulk.bulkCaption(items.length)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.requester}</th>
            <th scope="col">{words.structure}</th>
            <th scope="col">{bulk.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ request, why }) => (
            <tr>
              <th scope="row" data-label={words.requester}>
                {request.requesterName}
                <input type="hidden" name="id" value={String(request.id)} />
              </th>
              <td data-label={words.structure}>{request.structureName}</td>
              <td data-label={bulk.outcome}>
                {why ? (
                  <>
                    {bulk.cannot} <small>{words.refusals[why]}</small>
                  </>
                ) : (
                  <>
                    {decision === 'validate' ? bulk.willValidate : bulk.willRefuse}{' '}
                    <small>
                      {request.whole_structure
                        ? words.wholeStructure
                        : bulk.ofServices(request.services.map(({ name }) => name).join(', '))}
                    </small>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
