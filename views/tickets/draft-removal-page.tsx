import { paths, url, withQuery } from '../../src/urls.ts'
import { homeCrumb, Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { layoutWords } from '../words/layout.ts'
import { ticketWritingWords } from '../words/ticket-writing.ts'

/** `files`: how many would be lost with it. */
type RemovalProps = { id: number; subject: string; files: number }

/** The way to a draft's pages: its list, and the draft itself. */
export function useDraftCrumbs(id: number, subject: string) {
  const words = useWords(ticketWritingWords)
  const menu = useWords(layoutWords)
  return [
    homeCrumb(menu),
    { href: paths.sentTickets, label: menu.sentTickets },
    { href: withQuery(paths.sentTickets, { tab: 'drafts' }), label: words.drafts },
    { href: url(paths.ticketDraft, { id }), label: subject || words.noSubject },
  ]
}

/** Asks before a draft is thrown away. */
export const DraftRemovalPage = (props: RemovalProps) => (
  <Layout
    title={useWords(ticketWritingWords).removalTitle}
    section="sent"
    crumbs={useDraftCrumbs(props.id, props.subject)}
  >
    <DraftRemovalPanel {...props} />
  </Layout>
)

export function DraftRemovalPanel({ id, subject, files }: RemovalProps) {
  const words = useWords(ticketWritingWords)
  return (
    <DialogPanel title={words.removalTitle}>
      <p>{words.removalText(subject || words.noSubject, files)}</p>
      <Form action={url(paths.ticketDraftRemoval, { id })}>
        <div class="acts">
          <button class="danger">{words.remove}</button>
          <Cancel href={url(paths.ticketDraft, { id })} />
        </div>
      </Form>
    </DialogPanel>
  )
}
