import type { Parameters, ParametersRefusal } from '../../src/structures/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Tick } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { managedStructureWords } from '../words/managed-structures.ts'
import { structureEditingWords } from '../words/structure-editing.ts'
import { type About, ManagedFrame, WARNED } from './managed-frame.tsx'

type ParametersProps = About & { shown: Parameters; refusal?: ParametersRefusal }

/** What payment requests sent to the structure must bear. */
export function ManagedParametersPage({ shown, refusal, ...about }: ParametersProps) {
  const words = useWords(structureEditingWords)
  const names = useWords(managedStructureWords)
  const { structure } = about
  return (
    <ManagedFrame {...about} title={words.parametersTitle} hasError={refusal !== undefined}>
      <Form action={withQuery(url(paths.managedParameters, structure), WARNED)} class="stack">
        <RefusalNote text={refusal && words.parameterRefusals[refusal]} />
        <p>{words.parametersIntro}</p>
        <fieldset class="field">
          <legend>{words.parametersLegend}</legend>
          <Tick name="serviceCodeRequired" label={names.serviceCode} checked={shown.serviceCodeRequired} />
          <Tick name="engagementRequired" label={names.engagement} checked={shown.engagementRequired} />
          <Tick name="eitherRequired" label={names.either} checked={shown.eitherRequired} />
        </fieldset>
        <div class="acts">
          <button class="main">{words.save}</button>
          <a class="button plain" href={url(paths.managedStructure, structure)}>
            {names.back}
          </a>
        </div>
      </Form>
    </ManagedFrame>
  )
}
