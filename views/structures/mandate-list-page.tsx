import { type Mandate, type MandateRefusal, mandateState } from '../../src/structures/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { parisDate } from '../../src/values/dates.ts'
import type { Page } from '../../src/values/page.ts'
import { errorList, errorText, type FieldErrors } from '../accounts/form-errors.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Field, MandatoryNote } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { Time } from '../parts/time.tsx'
import { managedStructureWords } from '../words/managed-structures.ts'
import { mandateWords } from '../words/mandates.ts'
import { structureEditingWords } from '../words/structure-editing.ts'
import { type About, ManagedFrame } from './managed-frame.tsx'
import { DocumentField, type KeptDocument } from './mandate-document-field.tsx'

const ORDER = ['mandatary', 'siret', 'startsOn', 'endsOn', 'document']
type Typed = { mandatary: string; siret: string; startsOn: string; endsOn: string }

/** What was sent and could not be added. `document` is what is wrong with the file, as a sentence. */
export type Adding = {
  typed: Typed
  errors?: FieldErrors
  document?: string | undefined
  kept?: KeptDocument | null
  refusal?: MandateRefusal
}
/** `back` is the change that was interrupted for want of a mandate. */
type MandateListProps = About & { page: Page<Mandate>; mayEdit: boolean; back?: string | undefined; adding?: Adding }

/** The billing mandates of a structure, and the form to add one. */
export function MandateListPage(props: MandateListProps) {
  const words = useWords(mandateWords)
  const { structure, from, page, mayEdit, adding } = props
  return (
    <ManagedFrame
      structure={structure}
      from={from}
      title={words.listTitle}
      part={partOf(page)}
      hasError={adding !== undefined}
    >
      <p>{words.intro}</p>
      <Mandates {...props} />
      {mayEdit && <AddForm {...props} />}
    </ManagedFrame>
  )
}

function Mandates({ structure, page, back }: MandateListProps) {
  const words = useWords(mandateWords)
  const { language } = useScene()
  if (page.rows.length === 0)
    return (
      <Empty title={words.empty}>
        <p>{words.emptyText}</p>
      </Empty>
    )
  return (
    <div class="panel">
      <Table
        caption={words.caption(totalText(page.total, language))}
        columns={[words.mandatary, words.from, words.to, words.state, words.document]}
      >
        {page.rows.map((mandate) => {
          const place = { id: structure.id, mandate: mandate.id }
          return (
            <tr>
              <th scope="row">
                <a href={url(paths.managedMandate, place)}>
                  {mandate.mandatary}
                  <span class="vh">
                    , {words.from} <Time at={mandate.starts_on} />
                  </span>
                </a>
              </th>
              <Cell label={words.from}>
                <Time at={mandate.starts_on} />
              </Cell>
              <Cell label={words.to}>{mandate.ends_on ? <Time at={mandate.ends_on} /> : words.noEnd}</Cell>
              <Cell label={words.state}>
                <span>
                  <MandateTag mandate={mandate} />
                </span>
              </Cell>
              <Cell label={words.document}>
                <a href={url(paths.managedMandateDocument, place)} download>
                  {mandate.file_name}
                  <span class="vh"> – {mandate.mandatary}</span>
                </a>
              </Cell>
            </tr>
          )
        })}
      </Table>
      <Pager page={page} path={url(paths.managedMandates, structure)} query={{ back }} />
    </div>
  )
}

const TONES = { current: 'good', coming: 'wait', ended: 'calm' } as const

/** What a mandate is today. */
export function MandateTag({ mandate }: { mandate: Mandate }) {
  const state = mandateState(mandate, parisDate(useScene().now))
  return <Tag tone={TONES[state]} label={useWords(managedStructureWords).mandateStates[state]} />
}

function AddForm({ structure, adding, back }: MandateListProps) {
  const words = useWords(mandateWords)
  const { errors: texts } = useWords(structureEditingWords)
  const told = (name: keyof Typed) => ({
    name,
    value: adding?.typed[name],
    error: errorText(adding?.errors, name, texts),
    autocomplete: 'off',
  })
  const document = adding?.document
  const listed = errorList(adding?.errors, ORDER, texts)
  return (
    <Form action={withQuery(url(paths.managedMandates, structure), { back })} class="stack" hasFiles>
      <ErrorSummary errors={document ? [...listed, { name: 'document', text: document }] : listed} />
      <RefusalNote text={adding?.refusal && words.refusals[adding.refusal]} />
      <h2>{words.addTitle}</h2>
      <MandatoryNote />
      <Field {...told('mandatary')} label={words.mandatary} required maxlength={200} />
      <Field {...told('siret')} label={words.siret} hint={words.siretHint} inputmode="numeric" size={22} />
      <Field {...told('startsOn')} label={words.from} hint={words.fromHint} required size={12} />
      <Field {...told('endsOn')} label={words.to} hint={words.toHint} size={12} />
      <DocumentField kept={adding?.kept ?? null} error={document} />
      <div class="acts">
        <button class="main">{words.add}</button>
      </div>
    </Form>
  )
}
