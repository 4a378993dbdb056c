import type { IdentifierRefusal } from '../../src/memberships/identifier-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { type About, ManagedFrame } from '../structures/managed-frame.tsx'
import { identifierChangeWords } from '../words/identifier-change.ts'

/** "Une fenêtre s’ouvre vous invitant à confirmer l’action": what is taken over, and what is not. */
export const IdentifierChangePage = (props: About) => (
  <ManagedFrame {...props} title={useWords(identifierChangeWords).title}>
    <IdentifierChangePanel {...props} />
  </ManagedFrame>
)

/** The same in the dialog. */
export function IdentifierChangePanel({ structure }: About) {
  const words = useWords(identifierChangeWords)
  return (
    <DialogPanel title={words.title}>
      <p>{words.intro(structure.name)}</p>
      <List title={words.kept} items={words.keptList} />
      <List title={words.lost} items={words.lostList} />
      <p>{words.old}</p>
      <p class="acts">
        <a class="button main" href={url(paths.identifierNew, structure)}>
          {words.continue}
        </a>
        <Cancel href={url(paths.managedStructure, structure)} />
      </p>
    </DialogPanel>
  )
}

const List = ({ title, items }: { title: string; items: string[] }) => (
  <div>
    <p>
      <strong>{title}</strong>
    </p>
    <ul>
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  </div>
)

/** Who knows of the structure and may not do this is told why, and where to go. */
export function IdentifierRefusedPage({ refusal, ...about }: About & { refusal: IdentifierRefusal }) {
  const words = useWords(identifierChangeWords)
  const { successor } = about.structure
  return (
    <ManagedFrame {...about} title={words.title} hasError>
      <RefusalNote text={words.refusals[refusal]} />
      {successor && (
        <p>
          <a href={url(successor.isManaged ? paths.managedStructure : paths.structure, successor)}>{successor.name}</a>
        </p>
      )}
      <p>
        <a href={url(paths.managedStructure, about.structure)}>{words.cancel}</a>
      </p>
    </ManagedFrame>
  )
}
