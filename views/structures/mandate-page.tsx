import { type Mandate, type MandateRefusal, mandateState } from '../../src/structures/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { parisDate } from '../../src/values/dates.ts'
import { formatSiret } from '../../src/values/siret.ts'
import { errorList, errorText, type FieldErrors } from '../accounts/form-errors.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Field, MandatoryNote } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Time } from '../parts/time.tsx'
import { mandateWords } from '../words/mandates.ts'
import { structureEditingWords } from '../words/structure-editing.ts'
import { type About, ManagedFrame } from './managed-frame.tsx'
import { MandateTag } from './mandate-list-page.tsx'

type MandateProps = About & {
  mandate: Mandate
  mayEdit: boolean
  /** What was typed as its last day, and why that cannot be. */
  ending?: { endsOn: string; errors?: FieldErrors; refusal?: MandateRefusal }
}

/** One mandate with its document; it can be ended earlier, never taken away. */
export function MandatePage(props: MandateProps) {
  const words = useWords(mandateWords)
  const { structure, from, mandate, mayEdit, ending } = props
  const today = parisDate(useScene().now)
  const list = url(paths.managedMandates, structure)
  return (
    <ManagedFrame
      structure={structure}
      from={from}
      crumbs={[{ href: list, label: words.listTitle }]}
      title={words.title(mandate.mandatary)}
      hasError={ending !== undefined}
    >
      <RefusalNote text={ending?.refusal && words.refusals[ending.refusal]} />
      <section class="card">
        <MandateFacts {...props} />
      </section>
      {mayEdit && mandateState(mandate, today) !== 'ended' && <EndForm {...props} today={today} />}
      <p>
        <a href={list}>{words.back}</a>
      </p>
    </ManagedFrame>
  )
}

function MandateFacts({ structure, mandate }: MandateProps) {
  const words = useWords(mandateWords)
  const facts = [
    { name: words.mandatary, value: mandate.mandatary },
    { name: words.siret, value: formatSiret(mandate.mandatary_siret) },
    { name: words.from, value: <Time at={mandate.starts_on} /> },
    { name: words.to, value: mandate.ends_on ? <Time at={mandate.ends_on} /> : words.noEnd },
    { name: words.state, value: <MandateTag mandate={mandate} /> },
    {
      name: words.document,
      value: (
        <a href={url(paths.managedMandateDocument, { id: structure.id, mandate: mandate.id })} download>
          {words.download} {mandate.file_name}
        </a>
      ),
    },
  ]
  return <Facts facts={facts} />
}

function EndForm({ structure, mandate, ending, today }: MandateProps & { today: string }) {
  const words = useWords(mandateWords)
  const { errors: texts } = useWords(structureEditingWords)
  const usual = today < mandate.starts_on ? mandate.starts_on : today
  return (
    <Form action={url(paths.managedMandate, { id: structure.id, mandate: mandate.id })} class="stack">
      <ErrorSummary errors={errorList(ending?.errors, ['endsOn'], texts)} />
      <h2>{words.endTitle}</h2>
      <p>{words.endText}</p>
      <MandatoryNote />
      <Field
        name="endsOn"
        type="date"
        label={words.lastDay}
        value={ending?.endsOn ?? usual}
        error={errorText(ending?.errors, 'endsOn', texts)}
        required
        autocomplete="off"
      />
      <div class="acts">
        <button class="danger">{words.end}</button>
      </div>
    </Form>
  )
}
