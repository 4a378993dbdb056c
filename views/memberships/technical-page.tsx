import type { AnyTechnicalRefusal, TechnicalUser } from '../../src/memberships/technical-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Panel } from '../parts/panel.tsx'
import { Tag } from '../parts/tag.tsx'
import { Time } from '../parts/time.tsx'
import { type About, ManagedFrame } from '../structures/managed-frame.tsx'
import { technicalUserWords } from '../words/technical-users.ts'

export const TECHNICAL_PANEL = 'technical-panel'

export type TechnicalProps = About & {
  technical: TechnicalUser | null
  /** What was typed, after an error or a refusal. */
  login?: string | undefined
  errors?: FieldErrors
  refusal?: AnyTechnicalRefusal | undefined
}

const useTitled = ({ technical, errors, refusal }: TechnicalProps) => {
  const words = useWords(technicalUserWords)
  return { title: technical ? words.title : words.createTitle, hasError: Boolean(errors ?? refusal) }
}

/** The technical user of a structure, or the form that creates it. */
export const TechnicalPage = (props: TechnicalProps) => (
  <ManagedFrame {...props} {...useTitled(props)}>
    <TechnicalPanel {...props} />
  </ManagedFrame>
)

export function TechnicalPanel(props: TechnicalProps) {
  const words = useWords(technicalUserWords)
  const { title, hasError } = useTitled(props)
  const { technical, structure, errors, refusal } = props
  const why = refusal ?? (structure.state === 'inactive' ? 'structure-inactive' : null)
  return (
    <Panel id={TECHNICAL_PANEL} title={`${title} – ${structure.name}`} section="manager" hasError={hasError}>
      <ErrorSummary errors={errorList(errors, ['login'], words.errors)} />
      {hasError ? <RefusalNote text={refusal && words.refusals[refusal]} /> : why && <p>{words.refusals[why]}</p>}
      {technical && <Known {...props} technical={technical} />}
      {!technical && structure.state === 'active' && <CreateForm {...props} />}
      <p>
        <a href={url(paths.managedStructure, structure)}>{words.back}</a>
      </p>
    </Panel>
  )
}

function CreateForm({ structure, login, errors }: TechnicalProps) {
  const words = useWords(technicalUserWords)
  return (
    <>
      <p>{words.intro}</p>
      <Form action={url(paths.technicalUser, structure)} class="stack" panel={TECHNICAL_PANEL}>
        <Field
          name="login"
          type="email"
          inputmode="email"
          autocomplete="off"
          required
          label={words.login}
          hint={words.loginHint}
          value={login}
          error={errorList(errors, ['login'], words.errors)[0]?.text}
        />
        <p>{words.createOnce}</p>
        <div class="acts">
          <button class="main">{words.create}</button>
        </div>
      </Form>
    </>
  )
}

function Known({ structure, technical }: TechnicalProps & { technical: TechnicalUser }) {
  const words = useWords(technicalUserWords)
  const { secret, formerUntil } = technical
  return (
    <section class="card" aria-label={words.title}>
      <Facts
        facts={[
          { name: words.technicalLogin, value: technical.login },
          { name: words.state, value: <TechnicalTag structure={structure} technical={technical} /> },
          { name: words.createdOn, value: <Time at={technical.createdAt} precise /> },
          { name: words.secretMadeOn, value: <Time at={secret.createdAt} precise /> },
          { name: words.expiresOn, value: <Time at={secret.expiresAt} precise /> },
          { name: words.formerUntil, value: formerUntil && <Time at={formerUntil} precise /> },
        ]}
      />
      <p class="hint">{words.hidden}</p>
      <p class="acts">
        {structure.state === 'active' && (
          <a class="button main" href={url(paths.technicalUserReset, structure)}>
            {words.reset}
          </a>
        )}
        <a class="button" {...dialogLink(url(paths.technicalUserRemoval, structure))}>
          {words.remove}
        </a>
      </p>
    </section>
  )
}

/** What a technical user is worth today. */
export function TechnicalTag({
  structure,
  technical,
}: Pick<TechnicalProps, 'structure'> & { technical: TechnicalUser }) {
  const { states } = useWords(technicalUserWords)
  if (structure.state === 'inactive') return <Tag tone="bad" label={states.inactive} />
  const hasExpired = technical.secret.expiresAt <= useScene().now.toISOString()
  return hasExpired ? <Tag tone="bad" label={states.expired} /> : <Tag tone="good" label={states.valid} />
}

/** Other managers know of the structure: they are told who has to do with its technical user. */
export function TechnicalRefusedPage(props: About & { refusal: AnyTechnicalRefusal }) {
  const words = useWords(technicalUserWords)
  return (
    <ManagedFrame {...props} title={words.title} hasError>
      <RefusalNote text={words.refusals[props.refusal]} />
      <p>
        <a href={url(paths.managedStructure, props.structure)}>{words.back}</a>
      </p>
    </ManagedFrame>
  )
}
