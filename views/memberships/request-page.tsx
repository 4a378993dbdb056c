import type { Actor } from '../../src/act.ts'
import {
  type DecideRefusal,
  GIVEN_ROLES,
  type Held,
  type MembershipRequest,
  reachOf,
  whyNotDecide,
  whyNotGrant,
} from '../../src/memberships/rules.ts'
import { identifierText } from '../../src/structures/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Choice, Tick } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Tag } from '../parts/tag.tsx'
import { Time } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { membershipWords } from '../words/memberships.ts'
import { ServicesTable } from './services-table.tsx'

export type RequestProps = {
  request: MembershipRequest
  actor: Actor
  held: Held
  /** Open services of the structure. */
  services: { id: number; code: string; name: string }[]
  /** What was ticked, after an error or a refusal; else what was asked. */
  typed?: { role: string; whole: boolean; services: number[] } | undefined
  errors?: Record<string, string | undefined>
  refusal?: DecideRefusal | undefined
  back: string
}

/** One membership request: who asks for what, and the decision. */
export function RequestPage(props: RequestProps) {
  const words = useWords(membershipWords)
  const { request, back } = props
  return (
    <Layout
      title={words.requestOf(request.requesterName)}
      section="manager"
      hasError={Boolean(props.refusal) || Object.keys(props.errors ?? {}).length > 0}
      crumbs={[
        { href: paths.manager, label: useWords(layoutWords).manager },
        { href: back, label: words.queueTitle },
      ]}
    >
      <RequestPanel {...props} />
    </Layout>
  )
}

export function RequestPanel({ request, refusal, errors = {}, ...props }: RequestProps) {
  const words = useWords(membershipWords)
  const mayDecide = whyNotDecide(request, props.actor)
  const shown = Object.entries(errors).flatMap(([name, key]) =>
    key ? [{ name, text: words.formErrors[key] ?? key }] : [],
  )
  return (
    <section id="request-panel" class="panel">
      <ErrorSummary errors={shown} />
      <RefusalNote text={refusal && words.refusals[refusal]} />
      <div class="two">
        <div class="card">
          {mayDecide ? (
            <Decided request={request} why={mayDecide} />
          ) : (
            <DecisionForm request={request} errors={errors} {...props} />
          )}
          <p>
            <a href={props.back}>{words.back}</a>
          </p>
        </div>
        <About request={request} />
      </div>
    </section>
  )
}

function About({ request }: { request: MembershipRequest }) {
  const words = useWords(membershipWords)
  return (
    <aside class="card" aria-label={words.requestTitle}>
      <dl class="facts">
        <dt>{words.state}</dt>
        <dd>
          <Tag tone={TONES[request.state]} label={words.states[request.state]} />
        </dd>
        <dt>{words.user}</dt>
        <dd>{request.requesterName}</dd>
        <dt>{words.login}</dt>
        <dd>{request.requesterLogin}</dd>
        <dt>{words.structure}</dt>
        <dd>
          <a href={url(paths.structure, { id: request.structure_id })}>{request.structureName}</a>
        </dd>
        <dt>{words.identifier}</dt>
        <dd>{identifierText(request)}</dd>
        <dt>{words.servicesAsked}</dt>
        <dd>{request.whole_structure ? words.wholeStructure : request.services.map(({ name }) => name).join(', ')}</dd>
        <dt>{words.receivedOn}</dt>
        <dd>
          <Time at={request.created_at} precise />
        </dd>
      </dl>
      <h2>{words.comment}</h2>
      {request.comment ? (
        <blockquote class="quote">{request.comment}</blockquote>
      ) : (
        <p class="hint">{words.noComment}</p>
      )}
      {request.corrects_id && <p class="hint">{words.correctsOther}</p>}
    </aside>
  )
}

const TONES = { pending: 'wait', validated: 'good', refused: 'bad', withdrawn: 'calm' } as const

function Decided({ request, why }: { request: MembershipRequest; why: DecideRefusal }) {
  const words = useWords(membershipWords)
  return (
    <>
      <h2>{words.decidesNothing}</h2>
      <p>{words.refusals[why]}</p>
      {request.decided_at && (
        <dl class="facts">
          <dt>{words.decidedOn}</dt>
          <dd>
            <Time at={request.decided_at} precise />
          </dd>
          <dt>{words.decidedBy}</dt>
          <dd>{request.deciderName}</dd>
          {request.reason && (
            <>
              <dt>{words.reason}</dt>
              <dd class="quote">{request.reason}</dd>
            </>
          )}
        </dl>
      )}
    </>
  )
}

type DecisionProps = Omit<RequestProps, 'refusal' | 'errors'> & { errors: Record<string, string | undefined> }

/** What the actor may give for this request, by the very rule by which the command refuses. */
function offers({ request, actor, held, services }: DecisionProps) {
  const on = { structureId: request.structure_id, held }
  const reach = reachOf(actor, request.structure_id)
  const scope = { whole: reach?.whole === true, services: reach?.services ?? [] }
  const roles = GIVEN_ROLES.filter((role) => whyNotGrant({ role, ...scope }, actor, on) === null)
  const mayGiveWhole = roles.some((role) => whyNotGrant({ role, whole: true, services: [] }, actor, on) === null)
  return {
    roles,
    mayGiveWhole,
    offered: scope.whole ? services : services.filter(({ id }) => scope.services.includes(id)),
  }
}

function DecisionForm(props: DecisionProps) {
  const { request, held, typed, errors, back } = props
  const words = useWords(membershipWords)
  const { roles, mayGiveWhole, offered } = offers(props)
  const ticked = typed ?? {
    role: roles.find((role) => role === held?.role) ?? roles[0] ?? '',
    whole: request.whole_structure === 1,
    services: request.services.map(({ id }) => id),
  }
  return (
    <Form action={url(paths.membershipRequestApproval, request)} class="stack wide">
      <input type="hidden" name="back" value={back} />
      <Choice
        name="role"
        legend={words.role}
        value={ticked.role}
        error={errors['role'] && words.formErrors[errors['role']]}
        options={roles.map((role) => ({ value: role, label: words.roles[role] }))}
      />
      <fieldset class="field">
        <legend>{words.scope}</legend>
        {mayGiveWhole && <WholeTick held={held} checked={ticked.whole} />}
        {offered.length > 0 && (
          <ServicesTable services={offered} held={held} asked={request.services} ticked={ticked.services} />
        )}
      </fieldset>
      <DecisionButtons request={request} back={back} />
    </Form>
  )
}

function WholeTick({ held, checked }: { held: Held; checked: boolean }) {
  const words = useWords(membershipWords)
  const label = (
    <>
      {words.attachWhole} <small>{words.attachWholeHint}</small>
    </>
  )
  const isHeld = held?.whole === true
  return <Tick name="whole" id="whole" checked={checked || isHeld} disabled={isHeld} label={label} />
}

function DecisionButtons({ request, back }: Pick<RequestProps, 'request' | 'back'>) {
  const words = useWords(membershipWords)
  const refusal = withQuery(url(paths.membershipRequestRefusal, request), { back })
  const whose = <span class="vh"> {words.theRequestOf(request.requesterName)}</span>
  return (
    <div class="acts">
      <button class="main">
        {words.validate}
        {whose}
      </button>
      <a class="button danger" href={refusal} data-hx-get={refusal} data-hx-target="#dialog">
        {words.refuse}
        {whose}
      </a>
    </div>
  )
}
