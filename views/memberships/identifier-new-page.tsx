import type { ChangeIdentifierRefusal, IdentifierError } from '../../src/memberships/identifier-rules.ts'
import { identifierText } from '../../src/structures/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { type About, ManagedFrame } from '../structures/managed-frame.tsx'
import { identifierChangeWords } from '../words/identifier-change.ts'

type NewProps = About & {
  /** What was typed, after an error or a refusal. */
  typed?: string | undefined
  error?: IdentifierError
  refusal?: ChangeIdentifierRefusal
  /** The structure that has this identifier already. */
  existing?: { id: number; name: string } | undefined
}

/** The field for the new SIRET. */
export function IdentifierNewPage({ typed, error, refusal, existing, ...about }: NewProps) {
  const words = useWords(identifierChangeWords)
  const { structure } = about
  const text = error && words.errors[error]
  return (
    <ManagedFrame
      {...about}
      title={words.newTitle}
      hasError={Boolean(error ?? refusal)}
      crumbs={[{ href: url(paths.identifierChange, structure), label: words.title }]}
    >
      <ErrorSummary errors={text ? [{ name: 'identifier', text }] : []} />
      <RefusalNote text={refusal && words.refusals[refusal]} />
      {existing && (
        <p>
          {words.existing} <a href={url(paths.structure, existing)}>{existing.name}</a>
        </p>
      )}
      <Form action={url(paths.identifierNew, structure)} class="stack">
        <Facts facts={[{ name: words.current, value: identifierText(structure) }]} />
        <Field
          name="identifier"
          label={words.identifier}
          hint={words.hint}
          inputmode="numeric"
          autocomplete="off"
          size={20}
          required
          value={typed}
          error={text}
        />
        <p>{words.atOnce}</p>
        <div class="acts">
          <button class="main">{words.continue}</button>
          <a class="button plain" href={url(paths.managedStructure, structure)}>
            {words.cancel}
          </a>
        </div>
      </Form>
    </ManagedFrame>
  )
}
