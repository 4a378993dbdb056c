import type {
  Candidate,
  Candidates,
  HandedOver,
  HandOverRefusal,
  PrimaryOf,
} from '../../src/memberships/handing-rules.ts'
import { identifierText } from '../../src/structures/rules.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel } from '../parts/dialog.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { deactivationWords } from '../words/deactivation.ts'
import { handingWords } from '../words/handing-over.ts'
import { useAccountCrumbs } from './deactivation-page.tsx'
import { SuccessorSearch } from './successor-search.tsx'
import { OutcomeNote } from './transfer-page.tsx'

export type SuccessorsProps = {
  structures: PrimaryOf[]
  /** Addresses by field: `login` for all, `login-12` for the structure 12. */
  typed: Record<string, string | undefined>
  errors: Record<string, string | undefined>
  q: string
  found: Candidates | null
  outcome?: HandedOver | undefined
}

/** "Désigner le nouveau gestionnaire pour toutes les structures ou uniquement pour certaines d’entre elles." */
export function DeactivationSuccessorsPage(props: SuccessorsProps) {
  const { structures, typed, errors, q, found, outcome } = props
  const names = ['login', ...structures.map(({ id }) => `login-${id}`)]
  const kept = names.flatMap((name): [string, string][] => (typed[name] ? [[name, typed[name]]] : []))
  const words = useWords(deactivationWords)
  const crumbs = [...useAccountCrumbs(), { href: paths.deactivation, label: words.deactivate }]
  return (
    <Layout
      title={words.successorsTitle}
      section="account"
      crumbs={crumbs}
      hasError={Object.keys(errors).length > 0 || outcome !== undefined}
    >
      {structures.length === 0 ? (
        <Empty title={words.nothingLeft}>
          <p>{words.nothingLeftText}</p>
          <p class="acts">
            <a class="button main" href={paths.deactivation}>
              {words.deactivate}
            </a>
          </p>
        </Empty>
      ) : (
        <>
          <OutcomeNote outcome={outcome} />
          <SuccessorsForm {...props} />
          <SuccessorSearch
            action={paths.deactivationSuccessors}
            kept={kept}
            q={q}
            found={found}
            choice={(candidate) => <ChooseFor candidate={candidate} {...props} typed={Object.fromEntries(kept)} />}
          />
        </>
      )}
    </Layout>
  )
}

function SuccessorsForm({ structures, typed, errors }: SuccessorsProps) {
  const words = useWords(deactivationWords)
  const handing = useWords(handingWords)
  const textOf = (name: string): string | undefined => {
    const error = errors[name]
    if (error === undefined) return undefined
    return error === 'login-missing'
      ? words.missing
      : (handing.formErrors[error] ?? handing.refusals[error as HandOverRefusal] ?? error)
  }
  const names = ['login', ...structures.map(({ id }) => `login-${id}`)]
  const address = { type: 'email', inputmode: 'email', autocomplete: 'off' } as const
  return (
    <Form action={paths.deactivationSuccessors} class="stack">
      <ErrorSummary
        errors={names.flatMap((name) => {
          const text = textOf(name)
          return text ? [{ name, text }] : []
        })}
      />
      <p>{words.successorsText}</p>
      <Field
        name="login"
        label={words.forAll}
        hint={words.forAllHint}
        value={typed['login']}
        error={textOf('login')}
        {...address}
      />
      <fieldset class="field">
        <legend>{words.oneByOne}</legend>
        {structures.map(({ id, ...structure }) => (
          <Field
            name={`login-${id}`}
            label={words.forOne(`${structure.name} (${identifierText({ ...structure })})`)}
            value={typed[`login-${id}`]}
            error={textOf(`login-${id}`)}
            {...address}
          />
        ))}
      </fieldset>
      <div class="acts">
        <button class="main">{handing.validate}</button>
        <Cancel href={paths.deactivation} />
      </div>
    </Form>
  )
}

/** The one found, for all structures or for one of those that they belong to. */
function ChooseFor({ candidate, structures, typed, q }: SuccessorsProps & { candidate: Candidate }) {
  const words = useWords(deactivationWords)
  const handing = useWords(handingWords)
  const options = structures.filter(({ name }) => candidate.structures.includes(name))
  // The browser puts the focus into the field that was filled.
  const href = (field: string) =>
    `${withQuery(paths.deactivationSuccessors, { ...typed, q, [field]: candidate.login })}#${field}`
  return (
    <span>
      <a href={href('login')}>
        {handing.choose}
        <span class="vh">
          {' '}
          {candidate.name} – {words.allStructures}
        </span>
      </a>
      {structures.length > 1 &&
        options.map(({ id, name }) => (
          <small>
            <a href={href(`login-${id}`)}>
              {words.chooseFor} {name}
              <span class="vh"> – {candidate.name}</span>
            </a>
          </small>
        ))}
    </span>
  )
}
