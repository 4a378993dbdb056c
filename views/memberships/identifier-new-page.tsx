import type { ChangeIdentifierRefusal, IdentifierError } from '../../src/memberships/identifier-rules.ts'
import { identifierText } from '../../src/structures/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Field, Tick } from '../parts/field.tsx'
import { type About, ManagedFrame } from '../structures/managed-frame.tsx'
import { identifierChangeWords } from '../words/identifier-change.ts'
import { structureWords } from '../words/structures.ts'

type NewProps = About & {
  /** What was typed, after an error or a refusal. */
  typed?: string | undefined
  isPrivate?: boolean
  error?: IdentifierError
  refusal?: ChangeIdentifierRefusal
  /** The structure that has this identifier already. */
  existing?: { id: number; name: string } | undefined
}

/** The field for the new SIRET: the next page says whom the register knows by it. */
export function IdentifierNewPage({ typed, isPrivate = false, error, refusal, existing, ...about }: NewProps) {
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
      <form method="get" action={url(paths.identifierNew, structure)} class="stack" novalidate>
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
        {(isPrivate || refusal === 'looks-public') && (
          <Tick name="isPrivate" label={useWords(structureWords).isPrivate} checked={isPrivate} />
        )}
        <div class="acts">
          <button class="main">{words.continue}</button>
          <a class="button plain" href={url(paths.managedStructure, structure)}>
            {words.cancel}
          </a>
        </div>
      </form>
    </ManagedFrame>
  )
}
