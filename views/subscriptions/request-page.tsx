import type { Actor } from '../../src/act.ts'
import {
  type DecideSubscriptionRefusal,
  type SubscriptionRequest,
  whyNotDecideSubscription,
} from '../../src/subscriptions/rules.ts'
import { identifierText } from '../../src/structures/rules.ts'
import { reachOf } from '../../src/values/reach.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Tag } from '../parts/tag.tsx'
import { Time } from '../parts/time.tsx'
import { subscriptionDecisionWords } from '../words/subscription-decisions.ts'
import { useWayBack } from './queue-address.ts'
import { RequestSpaces } from './request-spaces.tsx'

export type SubscriptionRequestProps = {
  request: SubscriptionRequest
  actor: Actor
  /** Why it cannot be validated as things stand, and the lines that are the reason. Refusing it stays possible. */
  whyNotValid: DecideSubscriptionRefusal | null
  lines: Map<number, DecideSubscriptionRefusal>
  /** What was ticked and written, after an error or a refusal; else what was asked. */
  typed?: { write: number[]; comment: string } | undefined
  errors?: Record<string, string | undefined>
  refusal?: DecideSubscriptionRefusal | undefined
  back: string
}

/** One subscription request: who asks for what, and the decision. */
export const SubscriptionRequestPage = (props: SubscriptionRequestProps) => (
  <Layout
    title={useWords(subscriptionDecisionWords).requestOf(props.request.requesterName)}
    section="manager"
    hasError={Boolean(props.refusal) || Object.keys(props.errors ?? {}).length > 0}
    crumbs={useWayBack(props.back).crumbs}
  >
    <SubscriptionRequestPanel {...props} />
  </Layout>
)

export function SubscriptionRequestPanel(props: SubscriptionRequestProps) {
  const { request, refusal, errors = {}, back } = props
  const words = useWords(subscriptionDecisionWords)
  const whyNot = whyNotDecideSubscription(request, props.actor)
  return (
    <section id="subscription-request-panel" class="panel">
      <ErrorSummary
        errors={Object.entries(errors).flatMap(([name, key]) =>
          key ? [{ name, text: words.formErrors[key] ?? key }] : [],
        )}
      />
      <RefusalNote text={refusal && words.refusals[refusal]} />
      <div class="two">
        <About {...props} />
        <div class="card">
          {whyNot ? <Decided request={request} why={whyNot} /> : <DecisionForm {...props} errors={errors} />}
          <p>
            <a href={back}>{useWayBack(back).label}</a>
          </p>
        </div>
      </div>
    </section>
  )
}

const TONES = { pending: 'wait', validated: 'good', refused: 'bad', withdrawn: 'calm' } as const

function About({ request, actor, back }: Pick<SubscriptionRequestProps, 'request' | 'actor' | 'back'>) {
  const words = useWords(subscriptionDecisionWords)
  return (
    <aside class="card" aria-label={words.requestTitle}>
      <Facts
        facts={[
          { name: words.state, value: <Tag tone={TONES[request.state]} label={words.states[request.state]} /> },
          { name: words.user, value: request.requesterName },
          { name: words.login, value: request.requesterLogin },
          { name: words.structure, value: <StructureLink request={request} /> },
          { name: words.identifier, value: identifierText(request) },
          { name: words.receivedOn, value: <Time at={request.created_at} precise /> },
        ]}
      />
      {request.origin === 'structure' && <p>{words.origin}</p>}
      <h2>{words.comment}</h2>
      {request.comment ? (
        <blockquote class="quote">{request.comment}</blockquote>
      ) : (
        <p class="hint">{words.noComment}</p>
      )}
      {request.corrects_id !== null && (
        <p class="hint">
          {words.correctsOther} {/* Who manages some services alone may not see what was asked before. */}
          {reachOf(actor, request.structure_id)?.whole && (
            <a href={withQuery(url(paths.subscriptionRequest, { id: request.corrects_id }), { back })}>
              {words.seeCorrected}
            </a>
          )}
        </p>
      )}
    </aside>
  )
}

const StructureLink = ({ request }: { request: SubscriptionRequest }) => (
  <a href={url(paths.managedStructure, { id: request.structure_id })}>{request.structureName}</a>
)

function Decided({ request, why }: { request: SubscriptionRequest; why: DecideSubscriptionRefusal }) {
  const words = useWords(subscriptionDecisionWords)
  return (
    <>
      <h2>{words.decidesNothing}</h2>
      <p>{words.cannot[why]}</p>
      <RequestSpaces spaces={request.spaces} state={request.state} />
      {request.decided_at && (
        <Facts
          facts={[
            { name: words.decidedOn, value: <Time at={request.decided_at} precise /> },
            { name: words.decidedBy, value: request.deciderName },
            { name: words.reason, value: request.reason },
            { name: words.managerComment, value: request.decision_comment },
          ]}
        />
      )}
    </>
  )
}

type DecisionProps = SubscriptionRequestProps & { errors: Record<string, string | undefined> }

function DecisionForm({ request, whyNotValid, lines, typed, errors, back }: DecisionProps) {
  const words = useWords(subscriptionDecisionWords)
  const write = typed?.write ?? request.spaces.flatMap(({ id, asked }) => (asked === 'write' ? [id] : []))
  const refusal = withQuery(url(paths.subscriptionRequestRefusal, request), { back })
  const whose = <span class="vh"> {words.theRequestOf(request.requesterName)}</span>
  const refuse = (
    <a class="button danger" {...dialogLink(refusal)}>
      {words.refuse}
      {whose}
    </a>
  )
  // Nothing to validate as things stand: the page says why, and offers what is left.
  if (whyNotValid)
    return (
      <>
        <RequestSpaces spaces={request.spaces} state={request.state} troubles={lines} />
        <p>{words.cannot[whyNotValid]}</p>
        <div class="acts">{refuse}</div>
      </>
    )
  return (
    <Form action={url(paths.subscriptionRequestApproval, request)} class="stack wide">
      <input type="hidden" name="back" value={back} />
      <p class="hint">{words.modificationHint}</p>
      <RequestSpaces spaces={request.spaces} state={request.state} write={write} />
      <Field
        name="comment"
        label={words.managerComment}
        hint={words.managerCommentHint(request.requesterName)}
        error={errors['comment'] && (words.formErrors[errors['comment']] ?? errors['comment'])}
        value={typed?.comment}
        rows={3}
        maxlength={2000}
      />
      <div class="acts">
        <button class="main">
          {words.validate}
          {whose}
        </button>
        {refuse}
      </div>
    </Form>
  )
}
