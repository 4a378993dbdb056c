import { OVERLAP_HOURS, type AnyTechnicalRefusal, type TechnicalUser } from '../../src/memberships/technical-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import { useWords } from '../layout/scene.ts'
import { Cancel } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Choice } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Panel } from '../parts/panel.tsx'
import { type About, ManagedFrame } from '../structures/managed-frame.tsx'
import { technicalUserWords } from '../words/technical-users.ts'
import { TECHNICAL_PANEL } from './technical-page.tsx'

export type TechnicalResetProps = About & {
  technical: TechnicalUser
  overlap?: string | undefined
  errors?: FieldErrors
  refusal?: AnyTechnicalRefusal | undefined
}

/** Says what a new secret breaks before it is made. A page of its own: the secret then takes its place. */
export function TechnicalResetPage(props: TechnicalResetProps) {
  const words = useWords(technicalUserWords)
  const { structure, errors, refusal } = props
  return (
    <ManagedFrame
      {...props}
      title={words.reset}
      hasError={Boolean(errors ?? refusal)}
      crumbs={[{ href: url(paths.technicalUser, structure), label: words.title }]}
    >
      <TechnicalResetPanel {...props} />
    </ManagedFrame>
  )
}

export function TechnicalResetPanel({ structure, technical, overlap = '0', errors, refusal }: TechnicalResetProps) {
  const words = useWords(technicalUserWords)
  const shown = errorList(errors, ['overlap'], words.errors)
  return (
    <Panel
      id={TECHNICAL_PANEL}
      title={`${words.reset} – ${structure.name}`}
      section="manager"
      hasError={Boolean(errors ?? refusal)}
    >
      <ErrorSummary errors={shown} />
      <RefusalNote text={refusal && words.refusals[refusal]} />
      <Form action={url(paths.technicalUserReset, structure)} class="stack" panel={TECHNICAL_PANEL}>
        <p>{words.resetWhat(technical.login)}</p>
        <p>
          <strong>{words.resetBreaks}</strong> {words.resetInform}
        </p>
        <Choice
          name="overlap"
          legend={words.overlap}
          hint={words.overlapHint}
          options={OVERLAP_HOURS.map((value) => ({ value, label: words.overlaps[value] }))}
          value={overlap}
          error={shown[0]?.text}
        />
        <p>{words.createOnce}</p>
        <div class="acts">
          <button class="main">{words.confirm}</button>
          <Cancel href={url(paths.technicalUser, structure)} />
        </div>
      </Form>
    </Panel>
  )
}
