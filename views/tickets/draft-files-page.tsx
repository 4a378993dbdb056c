import { FILE_KINDS, type FileKind } from '../../src/tickets/writing-rules.ts'
import type { TicketFile } from '../../src/tickets/viewing-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { MandatoryNote, Select } from '../parts/field.tsx'
import { FileField } from '../parts/file-field.tsx'
import { Form } from '../parts/form.tsx'
import { sizeText } from '../parts/size.ts'
import { Cell, Table } from '../parts/table.tsx'
import { ticketWritingWords } from '../words/ticket-writing.ts'
import { ticketWords } from '../words/tickets.ts'
import { useDraftCrumbs } from './draft-removal-page.tsx'

export type DraftFilesProps = {
  id: number
  subject: string
  files: TicketFile[]
  kept: { token: string; files: { hash: string; name: string; size: number }[] } | null
  limits: { perFile: number; perForm: number; files: number }
  kind?: FileKind | undefined
  kindError?: string | undefined
  filesError?: string | undefined
}

/** "Gestion des pièces jointes": browse, type, Ajouter, as often as needed. */
export function DraftFilesPage(props: DraftFilesProps) {
  const words = useWords(ticketWritingWords)
  const { id, subject, kindError, filesError } = props
  return (
    <Layout
      title={words.manageFiles}
      section="sent"
      crumbs={useDraftCrumbs(id, subject)}
      hasError={kindError !== undefined || filesError !== undefined}
    >
      <AddErrors {...props} />
      <Attached {...props} />
      <AddForm {...props} />
      <p>
        <a class="button" href={url(paths.ticketDraft, { id })}>
          {words.backToDraft}
        </a>
      </p>
    </Layout>
  )
}

const AddErrors = ({ kindError, filesError }: DraftFilesProps) => (
  <ErrorSummary
    errors={[
      ...(filesError ? [{ name: 'files', text: filesError }] : []),
      ...(kindError ? [{ name: 'kind', text: kindError }] : []),
    ]}
  />
)

function Attached({ id, files }: DraftFilesProps) {
  const words = useWords(ticketWritingWords)
  const { language } = useScene()
  if (files.length === 0)
    return (
      <Empty title={words.filesEmpty}>
        <p>{words.filesEmptyText}</p>
      </Empty>
    )
  return (
    <div class="panel">
      <Table
        caption={words.filesCaption(files.length)}
        columns={[words.fileName, words.fileKind, words.fileSize, words.fileActions]}
      >
        {files.map((file) => (
          <tr>
            <th scope="row">
              <FileName file={file} href={url(paths.ticketDraftFile, { id, file: file.id })} />
            </th>
            <Cell label={words.fileKind}>
              {words.fileKinds[FILE_KINDS.find((one) => one === file.kind) ?? 'other']}
            </Cell>
            <Cell label={words.fileSize}>{sizeText(file.size, language)}</Cell>
            <Cell label={words.fileActions}>
              <a class="button plain" {...dialogLink(url(paths.ticketDraftFileRemoval, { id, file: file.id }))}>
                {words.takeOff}
                <span class="vh"> {file.name}</span>
              </a>
            </Cell>
          </tr>
        ))}
      </Table>
    </div>
  )
}

/** To be had once nothing harmful was found in it. */
function FileName({ file, href }: { file: TicketFile; href: string }) {
  const words = useWords(ticketWords)
  const { name, scan } = file
  if (scan === 'clean' || scan === 'none')
    return (
      <a href={href} download>
        {name}
      </a>
    )
  return (
    <>
      {name} <span class="hint">{scan === 'waiting' ? words.fileWaiting : words.fileInfected}</span>
    </>
  )
}

function AddForm({ id, kept, limits, kind, kindError, filesError }: DraftFilesProps) {
  const words = useWords(ticketWritingWords)
  return (
    <Form action={url(paths.ticketDraftFiles, { id })} class="stack" hasFiles>
      <h2>{words.addFiles}</h2>
      <MandatoryNote />
      <FileField name="files" label={words.browse} limits={limits} kept={kept} error={filesError} />
      <Select
        name="kind"
        label={words.fileKind}
        required
        value={kind ?? 'request'}
        error={kindError}
        options={FILE_KINDS.map((one) => ({ value: one, label: words.fileKinds[one] }))}
      />
      <div class="acts">
        <button class="main">{words.add}</button>
      </div>
    </Form>
  )
}
