import type { Space } from '../../src/act.ts'
import type { CloseRefusal, Ending } from '../../src/subscriptions/space-rules.ts'
import { paths, url } from '../../src/urls.ts'
import type { Extent } from '../../src/values/reach.ts'
import { Layout } from '../layout/layout.tsx'
import { useIsInPage, useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { spaceWords } from '../words/spaces.ts'
import { subscriptionWords } from '../words/subscriptions.ts'
import { type AboutStructure, STRUCTURE_SPACES_PANEL, useStructureCrumbs } from './structure-spaces-page.tsx'

export type SpaceClosingProps = AboutStructure & {
  reach: Extent
  space: Space
  ending: Ending
  refusal: CloseRefusal | undefined
}

/** Says what closing a space ends, before it is done. */
export function SpaceClosingPage(props: SpaceClosingProps) {
  const words = useWords(subscriptionWords)
  const { structure, isSupport, refusal } = props
  const spaces = { href: url(paths.managedSpaces, structure), label: words.spacesTitle }
  const heading = words.closeTitle(useWords(spaceWords).names[props.space])
  return (
    <Layout
      title={`${heading} – ${structure.name}`}
      heading={heading}
      section={isSupport ? 'operator' : 'manager'}
      crumbs={[...useStructureCrumbs(props), spaces]}
      hasError={refusal !== undefined}
    >
      <SpaceClosingPanel {...props} />
    </Layout>
  )
}

/** In the dialog the list lies beneath, and htmx swaps it there; on a page of its own the form is a plain one. */
export function SpaceClosingPanel({ structure, reach, space, ending, refusal }: SpaceClosingProps) {
  const words = useWords(subscriptionWords)
  const title = words.closeTitle(useWords(spaceWords).names[space])
  const list = url(paths.managedSpaces, structure)
  const htmx = useIsInPage() ? {} : { panel: STRUCTURE_SPACES_PANEL, errorsIn: 'dialog' }
  if (refusal)
    return (
      <DialogPanel title={title} cancel={list}>
        <RefusalNote text={words.openRefusals[refusal]} />
      </DialogPanel>
    )
  return (
    <DialogPanel title={title}>
      <p>{words.closeWhat(ending.members, ending.requests)}</p>
      {!reach.whole && <p>{words.closeMine}</p>}
      <p>{words.closeUndo}</p>
      <Form action={url(paths.managedSpaceClosing, { id: structure.id, space })} {...htmx}>
        <div class="acts">
          <button class="danger">{words.closeConfirm(ending.members)}</button>
          <Cancel href={list} />
        </div>
      </Form>
    </DialogPanel>
  )
}
