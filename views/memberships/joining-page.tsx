import type { JoinRefusal, OwnRequest } from '../../src/memberships/rules.ts'
import {
  type AskRefusal,
  identifierText,
  type Service,
  type Standing,
  type Structure,
} from '../../src/structures/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { homeCrumb, Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Choice, Field, Tick } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { dateText, numberText } from '../parts/time.tsx'
import { joiningWords } from '../words/joining.ts'
import { layoutWords } from '../words/layout.ts'
import { structureWords } from '../words/structures.ts'

/** The form as it was typed, or as the request that it corrects had it. */
export type JoinTyped = { scope: string; services: number[]; comment: string }

export type JoiningProps = {
  structure: Structure
  services: Service[]
  servicesTotal: number
  standing: Standing
  /** Why nothing can be asked for at the moment: there is no form then. */
  closed: AskRefusal | null
  corrected: OwnRequest | null
  typed?: JoinTyped
  errors?: Record<string, string | undefined>
  refusal?: JoinRefusal | undefined
}

/** Asking to be attached to a structure. */
export function JoiningPage(props: JoiningProps) {
  const words = useWords(joiningWords)
  const { structure, closed, refusal, errors } = props
  const crumbs = [
    homeCrumb(useWords(layoutWords)),
    { href: paths.structureSearch, label: useWords(structureWords).searchTitle },
    { href: url(paths.structure, structure), label: structure.name },
  ]
  const hasError = refusal !== undefined || errors !== undefined
  return (
    <Layout
      title={words.joinTo(structure.name)}
      heading={words.joinTitle}
      section="structures"
      crumbs={crumbs}
      hasError={hasError}
    >
      <Facts
        facts={[
          { name: words.structure, value: structure.name },
          { name: words.identifier, value: identifierText(structure) },
        ]}
      />
      {closed ? <Closed {...props} why={closed} /> : <JoiningForm {...props} />}
    </Layout>
  )
}

/** Nothing can be asked: says why, leads to the request that waits, and gives back what was written. */
function Closed({ why, refusal, standing, structure, typed }: JoiningProps & { why: AskRefusal }) {
  const words = useWords(joiningWords)
  const { pendingId } = standing
  return (
    <>
      {refusal ? <RefusalNote text={words.joinRefusals[refusal]} /> : <p>{words.closed[why]}</p>}
      <p>
        {pendingId !== null ? (
          <a class="button" href={url(paths.ownRequest, { id: pendingId })}>
            {useWords(structureWords).seePending}
          </a>
        ) : (
          <a href={url(paths.structure, structure)}>{structure.name}</a>
        )}
      </p>
      {why === 'structure-inactive' && structure.successor && (
        <p>
          {useWords(structureWords).successor}{' '}
          <a href={url(paths.structure, structure.successor)}>{structure.successor.name}</a>
        </p>
      )}
      {typed?.comment && <Facts facts={[{ name: words.comment, value: typed.comment }]} />}
    </>
  )
}

function JoiningForm({ structure, corrected, refusal, errors = {}, ...props }: JoiningProps) {
  const words = useWords(joiningWords)
  const hasServices = props.servicesTotal > 0
  const typed = props.typed ?? { scope: hasServices ? 'services' : 'whole', services: [], comment: '' }
  const told = Object.entries(errors).map(([name, key]) => ({ name, text: words.formErrors[key ?? ''] ?? '' }))
  const errorOf = (name: string) => told.find((one) => one.name === name)?.text
  return (
    <Form action={url(paths.joining, structure)} class="stack">
      <ErrorSummary errors={told} />
      <RefusalNote text={refusal && words.joinRefusals[refusal]} />
      {corrected ? <Corrected request={corrected} /> : <p>{words.joinIntro}</p>}
      {hasServices ? <Scope {...props} typed={typed} error={errorOf('scope')} /> : <WholeOnly />}
      <Field
        name="comment"
        label={words.comment}
        hint={words.commentHint}
        value={typed.comment}
        error={errorOf('comment')}
        rows={4}
        maxlength={1000}
      />
      <div class="acts">
        <button class="main">{words.send}</button>
      </div>
    </Form>
  )
}

const WholeOnly = () => (
  <>
    <p>{useWords(joiningWords).noServices}</p>
    <input type="hidden" name="scope" value="whole" />
  </>
)

function Corrected({ request }: { request: OwnRequest }) {
  const words = useWords(joiningWords)
  return (
    <>
      <p>{words.corrects(dateText(request.created_at, useScene().language))}</p>
      <blockquote class="quote">{request.reason}</blockquote>
      <input type="hidden" name="corrects" value={String(request.id)} />
    </>
  )
}

type ScopeProps = Pick<JoiningProps, 'services' | 'servicesTotal' | 'standing'> & {
  typed: JoinTyped
  error: string | undefined
}

/** The whole or some services; those held already are ticked and greyed. */
function Scope({ services, servicesTotal, standing, typed, error }: ScopeProps) {
  const words = useWords(joiningWords)
  const { language } = useScene()
  const held = standing.membership?.services.map(({ id }) => id) ?? []
  return (
    <>
      <Choice
        name="scope"
        legend={words.scope}
        value={typed.scope}
        error={error}
        options={[
          { value: 'services', label: words.scopeServices, hint: words.scopeServicesHint },
          { value: 'whole', label: words.scopeWhole, hint: words.scopeWholeHint },
        ]}
      />
      <fieldset>
        <legend>{words.servicesLegend}</legend>
        {services.map(({ id, code, name }) => (
          <Tick
            name="services"
            value={String(id)}
            checked={held.includes(id) || typed.services.includes(id)}
            disabled={held.includes(id)}
            label={
              <>
                {name}
                <small>{held.includes(id) ? `${code} – ${words.held}` : code}</small>
              </>
            }
          />
        ))}
      </fieldset>
      {services.length < servicesTotal && <p>{words.servicesCut(numberText(services.length, language))}</p>}
    </>
  )
}
