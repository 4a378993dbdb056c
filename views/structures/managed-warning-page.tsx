import type { EditRefusal } from '../../src/structures/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { RefusalNote } from '../parts/error-summary.tsx'
import { managedStructureWords } from '../words/managed-structures.ts'
import { type About, ManagedFrame } from './managed-frame.tsx'

/**
 * What stands before every change of a structure without a billing mandate. `to` is the change, `back` the way
 * to it once there is a mandate.
 */
export function MandateWarningPage({ to, back, ...about }: About & { to: string; back: string }) {
  const words = useWords(managedStructureWords)
  return (
    <ManagedFrame {...about} title={words.warningTitle}>
      <div class="stack">
        <div class="flash bad">
          <p>{words.warningText}</p>
          <p>{words.warningNotMandatory}</p>
        </div>
        <p class="acts">
          <a class="button main" href={withQuery(url(paths.managedMandates, about.structure), { back })}>
            {words.subscribe}
          </a>
          <a class="button" href={to}>
            {words.continue}
          </a>
        </p>
      </div>
    </ManagedFrame>
  )
}

/** Who knows of the structure and may not change it is told why, and by whom it is changed. */
export function EditRefusedPage({ refusal, ...about }: About & { refusal: EditRefusal }) {
  const words = useWords(managedStructureWords)
  return (
    <ManagedFrame {...about} title={words.refusedTitle} hasError>
      <RefusalNote text={words.refusals[refusal]} />
      <p>
        <a href={url(paths.managedStructure, about.structure)}>{words.back}</a>
      </p>
    </ManagedFrame>
  )
}
