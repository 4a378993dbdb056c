import type { ActivateRefusal, Check } from '../../src/memberships/activation-rules.ts'
import type { Lookup, Unreachable } from '../../src/sirene/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { type About, ManagedFrame } from '../structures/managed-frame.tsx'
import { activationWords } from '../words/activation.ts'
import { Registered, Requirements } from './activation-parts.tsx'

export type ActivationProps = About & {
  checks: Check[]
  /** Null where it was not asked, since something else is missing. */
  lookup: Lookup | null
  refusal: ActivateRefusal | null
}

/** What the register's silence means here, said as precisely as it is known. */
const useRefusalText = (refusal: ActivateRefusal | null, lookup: Lookup | null): string | null => {
  const words = useWords(activationWords)
  const why: Unreachable | null = lookup?.kind === 'unreachable' ? lookup.why : null
  return why ? words.unreachable[why] : refusal && words.refusals[refusal]
}

/** "Activer une structure publique": each requirement, and the button where all are met. */
export function ActivationPage({ checks, lookup, refusal, ...about }: ActivationProps) {
  const words = useWords(activationWords)
  const { structure } = about
  const back = (
    <a class="button plain" href={url(paths.managedStructure, structure)}>
      {words.back}
    </a>
  )
  return (
    <ManagedFrame {...about} title={words.activateTitle} hasError={refusal !== null}>
      <RefusalNote text={useRefusalText(refusal, lookup)} />
      <Requirements checks={checks} />
      {lookup && <Registered lookup={lookup} />}
      {refusal === null ? (
        <Form action={url(paths.managedActivation, structure)} class="stack">
          <p>{words.activateText}</p>
          {structure.successor && <p>{words.activateSuccessor(structure.successor.name)}</p>}
          <div class="acts">
            <button class="main">{words.activate}</button>
            {back}
          </div>
        </Form>
      ) : (
        <p class="acts">
          {lookup?.kind === 'unreachable' && (
            <a class="button main" href={url(paths.managedActivation, structure)}>
              {words.retry}
            </a>
          )}
          {back}
        </p>
      )}
    </ManagedFrame>
  )
}
