import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { ticketWritingWords } from '../words/ticket-writing.ts'
import { useDraftCrumbs } from './draft-removal-page.tsx'

type FileRemovalProps = { id: number; subject: string; file: { id: number; name: string } }

/** Asks before a file is taken off a draft. */
export function DraftFileRemovalPage(props: FileRemovalProps) {
  const words = useWords(ticketWritingWords)
  const files = { href: url(paths.ticketDraftFiles, { id: props.id }), label: words.manageFiles }
  return (
    <Layout
      title={words.fileRemovalTitle(props.file.name)}
      section="sent"
      crumbs={[...useDraftCrumbs(props.id, props.subject), files]}
    >
      <DraftFileRemovalPanel {...props} />
    </Layout>
  )
}

export function DraftFileRemovalPanel({ id, subject, file }: FileRemovalProps) {
  const words = useWords(ticketWritingWords)
  return (
    <DialogPanel title={words.fileRemovalTitle(file.name)}>
      <p>{words.fileRemovalText(file.name, subject || words.noSubject)}</p>
      <Form action={url(paths.ticketDraftFileRemoval, { id, file: file.id })}>
        <div class="acts">
          <button class="danger">{words.takeFileOff}</button>
          <Cancel href={url(paths.ticketDraftFiles, { id })} />
        </div>
      </Form>
    </DialogPanel>
  )
}
