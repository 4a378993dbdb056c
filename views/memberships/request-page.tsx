import type { Actor } from '../../src/act.ts'
import {
  type DecideRefusal,
  GIVEN_ROLES,
  type Held,
  type MembershipRequest,
  whyNotDecide,
  whyNotGrant,
} from '../../src/memberships/rules.ts'
import { identifierText } from '../../src/structures/rules.ts'
import { reachOf } from '../../src/values/reach.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Choice, Tick } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Tag } from '../parts/tag.tsx'
import { Time } from '../parts/time.tsx'
import { membershipWords } from '../words/memberships.ts'
import { askedText } from './pending-requests.tsx'
import { OnlyRefusal, RefusalLink } from './request-refusing.tsx'
import { ServicesTable } from './services-table.tsx'
import { useWayBack } from './way-back.ts'

export type RequestProps = {
  request: MembershipRequest
  actor: Actor
  held: Held
  /** The civil date on which what they have already will start; null once it has. */
  startsLater: string | null
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
      crumbs={useWayBack(back).crumbs}
    >
      <RequestPanel {...props} />
    </Layout>
  )
}

export function RequestPanel({ request, refusal, errors = {}, ...props }: RequestProps) {
  const words = useWords(membershipWords)
  const whyNot = whyNotDecide(request, props.actor)
  const scope = offers({ request, errors, ...props })
  const shown = Object.entries(errors).flatMap(([name, key]) => {
    if (!key) return []
    return name === 'whole' ? [scopeError(key, scope, words)] : [{ name, text: words.formErrors[key] ?? key }]
  })
  return (
    <section id="request-panel" class="panel">
      <ErrorSummary errors={shown} />
      <RefusalNote text={refusal && words.refusals[refusal]} />
      <div class="two">
        <About {...props} request={request} />
        <div class="card">
          {whyNot ? (
            <Decided request={request} why={whyNot} />
          ) : props.startsLater !== null || scope.roles.length === 0 ? (
            <OnlyRefusal request={request} startsLater={props.startsLater} back={props.back} />
          ) : (
            <DecisionForm request={request} errors={errors} {...props} />
          )}
          <p>
            <a href={props.back}>{useWayBack(props.back).label}</a>
          </p>
        </div>
      </div>
    </section>
  )
}

/** Said at the top and at the boxes, and leading to the first box that can be ticked. */
function scopeError(key: string, { mayGiveWhole, offered }: Offers, words: (typeof membershipWords)['fr']) {
  const missing = mayGiveWhole ? 'whole' : 'service'
  const lacks = key === 'nothing-granted' && (!mayGiveWhole || offered.length === 0)
  const text = words.formErrors[lacks ? `${key}-${missing}` : key] ?? key
  return { name: missing, text }
}

function About({ request, actor, back }: Pick<RequestProps, 'request' | 'actor' | 'back'>) {
  const words = useWords(membershipWords)
  const structure = <a href={url(paths.managedStructure, { id: request.structure_id })}>{request.structureName}</a>
  return (
    <aside class="card" aria-label={words.requestTitle}>
      <Facts
        facts={[
          { name: words.state, value: <Tag tone={TONES[request.state]} label={words.states[request.state]} /> },
          { name: words.user, value: request.requesterName },
          { name: words.login, value: request.requesterLogin },
          { name: words.structure, value: structure },
          { name: words.identifier, value: identifierText(request) },
          { name: words.servicesAsked, value: askedText(request, words) },
          { name: words.receivedOn, value: <Time at={request.created_at} precise /> },
        ]}
      />
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
            <a href={withQuery(url(paths.membershipRequest, { id: request.corrects_id }), { back })}>
              {words.seeCorrected}
            </a>
          )}
        </p>
      )}
    </aside>
  )
}

const TONES = { pending: 'wait', validated: 'good', refused: 'bad', withdrawn: 'calm' } as const

function Decided({ request, why }: { request: MembershipRequest; why: DecideRefusal }) {
  const words = useWords(membershipWords)
  return (
    <>
      <h2>{words.decidesNothing}</h2>
      <p>{words.cannot[why]}</p>
      {request.decided_at && (
        <Facts
          facts={[
            { name: words.decidedOn, value: <Time at={request.decided_at} precise /> },
            { name: words.decidedBy, value: request.deciderName },
            { name: words.reason, value: request.reason && <span class="quote">{request.reason}</span> },
          ]}
        />
      )}
    </>
  )
}

type Offers = ReturnType<typeof offers>
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
  const scope = offers(props)
  const { roles } = scope
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
      <Scope {...props} scope={scope} ticked={ticked} />
      <DecisionButtons request={request} back={back} />
    </Form>
  )
}

type ScopeProps = DecisionProps & { scope: Offers; ticked: { whole: boolean; services: number[] } }

/** The whole structure, or which of its services. */
function Scope({ request, held, errors, scope, ticked }: ScopeProps) {
  const words = useWords(membershipWords)
  const error = errors['whole'] && scopeError(errors['whole'], scope, words).text
  return (
    <fieldset class={error ? 'field wrong' : 'field'} aria-describedby={error ? 'scope-error' : undefined}>
      <legend>{words.scope}</legend>
      {error && (
        <span class="error" id="scope-error">
          {error}
        </span>
      )}
      {scope.mayGiveWhole && <WholeTick held={held} checked={ticked.whole} />}
      {scope.offered.length > 0 && (
        <ServicesTable services={scope.offered} held={held} asked={request.services} ticked={ticked.services} />
      )}
    </fieldset>
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
  const whose = <span class="vh"> {words.theRequestOf(request.requesterName)}</span>
  return (
    <div class="acts">
      <button class="main">
        {words.validate}
        {whose}
      </button>
      <RefusalLink request={request} back={back} />
    </div>
  )
}
