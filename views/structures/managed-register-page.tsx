import type { RegisterPart, RegisterUpdateRefusal } from '../../src/structures/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { managedStructureWords } from '../words/managed-structures.ts'
import { structureEditingWords } from '../words/structure-editing.ts'
import { type About, ManagedFrame } from './managed-frame.tsx'

type Part = Partial<Record<keyof RegisterPart, string | null>>
type RegisterProps = About & {
  /** What differs, before and after; null when nothing does. */
  changes?: { before: Part; after: Part } | null
  refusal?: RegisterUpdateRefusal
}

const FIELDS = ['name', 'address', 'postcode', 'city', 'legalCategory'] as const satisfies (keyof RegisterPart)[]

/** What the register says now beside what is kept: nothing changes before the manager agrees. */
export function ManagedRegisterPage({ changes, refusal, ...about }: RegisterProps) {
  const words = useWords(structureEditingWords)
  const { back } = useWords(managedStructureWords)
  const { structure } = about
  return (
    <ManagedFrame {...about} title={words.register} hasError={refusal !== undefined}>
      <RefusalNote text={refusal && words.registerRefusals[refusal]} />
      {changes === null && <p>{words.registerSame}</p>}
      {changes && <Changes changes={changes} />}
      <div class="acts">
        {changes && (
          <Form action={url(paths.managedStructureRegister, structure)}>
            <button class="main">{words.update}</button>
          </Form>
        )}
        {(refusal === 'register-unreachable' || refusal === 'register-busy') && (
          <a class="button main" href={url(paths.managedStructureRegister, structure)}>
            {words.retry}
          </a>
        )}
        <a class="button plain" href={url(paths.managedStructure, structure)}>
          {back}
        </a>
      </div>
    </ManagedFrame>
  )
}

function Changes({ changes: { before, after } }: { changes: { before: Part; after: Part } }) {
  const words = useWords(structureEditingWords)
  return (
    <>
      <p>{words.registerIntro}</p>
      <Table caption={words.registerCaption} columns={[words.field, words.before, words.after]}>
        {FIELDS.filter((field) => field in after).map((field) => (
          <tr>
            <th scope="row">{words.registerFields[field]}</th>
            <Cell label={words.before}>{before[field] || words.nothing}</Cell>
            <Cell label={words.after}>{after[field] || words.nothing}</Cell>
          </tr>
        ))}
      </Table>
    </>
  )
}
