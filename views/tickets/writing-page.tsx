import type { Language } from '../../src/act.ts'
import type { Writing } from '../../src/tickets/writing-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { homeCrumb, Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { MandatoryNote } from '../parts/field.tsx'
import { FileField } from '../parts/file-field.tsx'
import { Form } from '../parts/form.tsx'
import { hourText } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { ticketWritingWords } from '../words/ticket-writing.ts'
import { FileList } from './file-list.tsx'
import { CommonFields, KindField, WritingHelp } from './writing-fields.tsx'
import { SentNav } from './sent-nav.tsx'
import { RoutePanel } from './writing-route.tsx'
import { actionOf, hasErrors, useErrorList, type WritingProps } from './writing-state.ts'

/** "Saisir une sollicitation", or going on with a draft. */
export function WritingPage(props: WritingProps) {
  const words = useWords(ticketWritingWords)
  const menu = useWords(layoutWords)
  const { draftId } = props
  return (
    <Layout
      title={draftId === null ? words.title : words.draftTitle}
      section="sent"
      crumbs={[homeCrumb(menu), { href: paths.sentTickets, label: menu.sentTickets }]}
      hasError={hasErrors(props)}
    >
      <SentNav current="write" />
      {props.follows && <p>{words.follows(props.follows)}</p>}
      <div class="two">
        <WritingHelp {...props} />
        <WritingForm {...props} />
      </div>
    </Layout>
  )
}

function WritingForm(props: WritingProps) {
  const words = useWords(ticketWritingWords)
  const { draftId, form, seen, refusal, saved } = props
  return (
    <Form action={actionOf(props)} class="stack wide" id="ticket-form" hasFiles>
      <ErrorSummary errors={useErrorList(props)} />
      <RefusalNote text={refusal && words.refusals[refusal]} />
      {saved && <Saved {...saved} />}
      <input type="hidden" name="form" value={form} />
      <input type="hidden" name="seen" value={String(seen)} />
      <input type="hidden" name="drawnFor" value={String(props.userId)} />
      <input type="hidden" name="follows" value={String(props.writing.followsId ?? '')} />
      <h2>{words.head}</h2>
      <MandatoryNote />
      <KindField {...props} />
      <RoutePanel {...props} />
      <h2>{words.description}</h2>
      <CommonFields {...props} />
      <Attachments {...props} />
      <DraftStatus {...props} />
      <div class="acts">
        <button class="main" name="act" value="send">
          {words.send}
        </button>
        <button name="act" value="save">
          {words.save}
        </button>
        <span id={DRAFT_REMOVAL}>{draftId !== null && <RemovalLink draftId={draftId} />}</span>
      </div>
    </Form>
  )
}

/** Beside one's own text, what the other window has saved. */
function Saved({ subject, description }: Writing) {
  const words = useWords(ticketWritingWords)
  return (
    <section class="card" aria-labelledby="saved">
      <h2 id="saved">{words.otherVersion}</h2>
      <p>
        <strong>{subject || words.noSubject}</strong>
      </p>
      {description && <p class="said">{description}</p>}
    </section>
  )
}

/** "Dans le bloc Pièces jointes, cliquer sur le bouton Gestion des pièces jointes". */
function Attachments({ draftId, files, kept, limits, filesError }: WritingProps) {
  const words = useWords(ticketWritingWords)
  return (
    <section class="stack" aria-labelledby="attachments">
      <h2 id="attachments">{words.filesTitle}</h2>
      <div id={DRAFT_FILES} class="stack">
        {draftId === null ? <p class="hint">{words.filesLater}</p> : <DraftFiles draftId={draftId} files={files} />}
      </div>
      <FileField name="files" label={words.fileChoice} limits={limits} kept={kept} error={filesError} />
    </section>
  )
}

const DRAFT_FILES = 'draft-files'
const DRAFT_REMOVAL = 'draft-removal'

function DraftFiles({ draftId, files }: { draftId: number; files: WritingProps['files'] }) {
  const words = useWords(ticketWritingWords)
  return (
    <>
      {files.length === 0 && <p>{words.filesNone}</p>}
      <FileList files={files} href={({ id }) => url(paths.ticketDraftFile, { id: draftId, file: id })} />
      <p>
        <a class="button" href={url(paths.ticketDraftFiles, { id: draftId })}>
          {words.manageFiles}
        </a>
      </p>
    </>
  )
}

const RemovalLink = ({ draftId }: { draftId: number }) => (
  <a class="button plain danger" {...dialogLink(url(paths.ticketDraftRemoval, { id: draftId }))}>
    {useWords(ticketWritingWords).remove}
  </a>
)

/** What a form can do as soon as it has kept itself for the first time. */
export const DraftLinks = ({ draftId }: { draftId: number }) => (
  <>
    <div id={DRAFT_FILES} class="stack" data-hx-swap-oob="true">
      <DraftFiles draftId={draftId} files={[]} />
    </div>
    <span id={DRAFT_REMOVAL} data-hx-swap-oob="true">
      <RemovalLink draftId={draftId} />
    </span>
  </>
)

export const DRAFT_STATUS = 'draft-status'

/** Keeps the draft by itself while somebody types, and says so quietly. Files and buttons stay theirs. */
function DraftStatus(props: WritingProps) {
  const attributes = {
    'data-hx-post': actionOf(props),
    'data-hx-trigger': 'input delay:2s from:#ticket-form, keep',
    'data-keeps': true,
    'data-hx-vals': '{"act":"keep"}',
    'data-hx-swap': 'innerHTML',
    'data-hx-sync': 'this:replace',
    'data-hx-encoding': 'application/x-www-form-urlencoded',
    'data-hx-status:5xx': 'target:#flash swap:innerHTML',
  }
  return <p id={DRAFT_STATUS} class="hint" role="status" {...attributes}></p>
}

/** What the draft's status says: when it was kept, or why it was not. */
export function DraftStatusText({ error }: { error?: string | undefined }) {
  const words = useWords(ticketWritingWords)
  const { now, language } = useScene()
  if (error) return <>{`${words.notKept} ${error}`}</>
  return <>{words.kept(keptAt(hourText(now.toISOString(), language), language))}</>
}

/** "8 h 41", as one writes it in French. */
const keptAt = (time: string, language: Language): string =>
  language === 'fr' ? time.replace(/^0?(\d+):/, '$1 h ') : time
