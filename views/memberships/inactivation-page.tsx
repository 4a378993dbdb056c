import type { Check, InactivateRefusal, SuccessorError } from '../../src/memberships/activation-rules.ts'
import type { Lookup } from '../../src/sirene/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { formatSiret } from '../../src/values/siret.ts'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { type About, ManagedFrame } from '../structures/managed-frame.tsx'
import { activationWords } from '../words/activation.ts'
import { Persons, Registered, Requirements } from './activation-parts.tsx'

export type InactivationProps = About & {
  checks: Check[]
  /** Null where it was not asked, since something else is missing. */
  lookup: Lookup | null
  refusal: InactivateRefusal | null
  /** The SIRET that takes over, as it was typed. */
  typed?: string
  error?: SuccessorError
}

/** What forbids it whatever is typed: there is no form then. */
const isFinal = (refusal: InactivateRefusal | null): boolean => refusal !== null && !refusal.startsWith('successor-')

/** Why it cannot be done: the register's silence as precisely as it is known. */
function useWhy({ lookup, refusal }: InactivationProps): string | null {
  const words = useWords(activationWords)
  if (lookup?.kind === 'unreachable') return words.unreachable[lookup.why]
  return refusal && words.refusals[refusal]
}

/** "Inactiver une structure publique": each requirement, and what the register says decides what is asked. */
export function InactivationPage(props: InactivationProps) {
  const words = useWords(activationWords)
  const { checks, lookup, error, structure, from } = props
  const text = error && words.errors[error]
  const why = useWhy(props)
  return (
    <ManagedFrame
      structure={structure}
      from={from}
      title={words.inactivateTitle}
      hasError={why !== null || error !== undefined}
    >
      <ErrorSummary errors={text ? [{ name: 'successor', text }] : []} />
      <RefusalNote text={why} />
      <Requirements checks={checks} />
      {lookup && <Registered lookup={lookup} />}
      <WaysOn {...props} />
    </ManagedFrame>
  )
}

/** The form that the register's answer calls for, or the ways back. */
function WaysOn({ lookup, refusal, typed, error, ...about }: InactivationProps) {
  const words = useWords(activationWords)
  if (!isFinal(refusal))
    return lookup?.kind === 'found' && lookup.establishment.state === 'closed' ? (
      <Closed {...about} />
    ) : (
      <SuccessorForm {...about} typed={typed} error={error && words.errors[error]} />
    )
  return (
    <p class="acts">
      {lookup?.kind === 'unreachable' && (
        <a class="button main" href={url(paths.managedInactivation, about.structure)}>
          {words.retry}
        </a>
      )}
      <Back {...about} />
    </p>
  )
}

const Back = ({ structure }: About) => (
  <a class="button plain" href={url(paths.managedStructure, structure)}>
    {useWords(activationWords).back}
  </a>
)

/** Closed in the register: the action is confirmed, nothing else is asked. */
function Closed(about: About) {
  const words = useWords(activationWords)
  return (
    <Form action={url(paths.managedInactivation, about.structure)} class="stack">
      <p>{words.closed}</p>
      <p>{words.inactivateText}</p>
      <div class="acts">
        <button class="danger">{words.inactivate}</button>
        <Back {...about} />
      </div>
    </Form>
  )
}

/** Open in the register: who takes over. The next page says both names before anything changes. */
function SuccessorForm({ typed, error, ...about }: About & { typed?: string | undefined; error?: string | undefined }) {
  const words = useWords(activationWords)
  return (
    <>
      <form method="get" action={url(paths.managedInactivation, about.structure)} class="stack" novalidate>
        <p>{words.open}</p>
        <p>{words.inactivateText}</p>
        <Field
          name="successor"
          label={words.successor}
          hint={words.successorHint}
          inputmode="numeric"
          autocomplete="off"
          size={20}
          required
          value={typed}
          error={error}
        />
        <div class="acts">
          <button class="main">{words.continue}</button>
          <Back {...about} />
        </div>
      </form>
      <section aria-labelledby="no-successor">
        <h2 id="no-successor">{words.noSuccessor}</h2>
        <p>{words.noSuccessorText}</p>
        <Persons />
      </section>
    </>
  )
}

type ConfirmProps = About & { successor: { name: string; identifier: string; address: string } }

/** Both structures by name, SIRET and address, before anything changes. */
export function InactivationConfirmPage({ successor, ...about }: ConfirmProps) {
  const words = useWords(activationWords)
  const { structure } = about
  return (
    <ManagedFrame
      {...about}
      title={words.confirmTitle}
      crumbs={[{ href: url(paths.managedInactivation, structure), label: words.inactivateTitle }]}
    >
      <Form action={url(paths.managedInactivation, structure)} class="stack">
        <Facts
          facts={[
            { name: words.structure, value: `${formatSiret(structure.identifier)} – ${structure.name}` },
            { name: words.taking, value: `${formatSiret(successor.identifier)} – ${successor.name}` },
          ]}
        />
        <p>{successor.address}</p>
        <p>{words.confirmText(structure.name, successor.name)}</p>
        <input type="hidden" name="successor" value={successor.identifier} />
        <div class="acts">
          <button class="danger">{words.inactivate}</button>
          <a class="button plain" href={url(paths.managedInactivation, structure)}>
            {words.other}
          </a>
        </div>
      </Form>
    </ManagedFrame>
  )
}
