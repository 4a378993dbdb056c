import type { TechnicalUser } from '../../src/memberships/technical-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { type About, ManagedFrame } from '../structures/managed-frame.tsx'
import { technicalUserWords } from '../words/technical-users.ts'

/** `back` is where one comes from and lands. */
type RemovalProps = About & { technical: TechnicalUser; back: string }

/** What ends with the technical user, before it does. */
export function TechnicalRemovalPage(props: RemovalProps) {
  const words = useWords(technicalUserWords)
  const here = url(paths.technicalUser, props.structure)
  const crumbs = props.back === here ? [{ href: here, label: words.title }] : []
  return (
    <ManagedFrame {...props} title={words.remove} crumbs={crumbs}>
      <TechnicalRemovalPanel {...props} />
    </ManagedFrame>
  )
}

/** The same in the dialog. */
export function TechnicalRemovalPanel({ structure, technical, back }: RemovalProps) {
  const words = useWords(technicalUserWords)
  return (
    <DialogPanel title={words.remove}>
      <p>{words.removeWhat(technical.login)}</p>
      <p>
        <strong>{words.removeBreaks}</strong> {words.removeFree}
      </p>
      <Form action={url(paths.technicalUserRemoval, structure)}>
        <div class="acts">
          <button class="danger">{words.remove}</button>
          <Cancel href={back} />
        </div>
      </Form>
    </DialogPanel>
  )
}
