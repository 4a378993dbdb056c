import { type Context, Hono } from 'hono'
import { DraftFileRemovalPage, DraftFileRemovalPanel } from '../../views/tickets/draft-file-removal-page.tsx'
import { DraftFilesPage, type DraftFilesProps } from '../../views/tickets/draft-files-page.tsx'
import { ticketWritingWords } from '../../views/words/ticket-writing.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { forgetKeptFiles, keepFiles } from '../http/kept-files.ts'
import { type Landing, submitOnce } from '../http/once.ts'
import { goTo, show, showPage, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { upload } from '../http/upload.ts'
import { uploadsNotTooOften } from '../http/upload-limit.ts'
import { paths, url } from '../urls.ts'
import { withDraft } from './draft-routes.tsx'
import { addDraftFiles, removeDraftFile } from './drafting.ts'
import { listTicketFiles } from './queries.ts'
import { draftFilesForm, idIn } from './writing-forms.ts'
import type { WritingEnv } from './writing-form-routes.tsx'
import { FILE_KINDS } from './writing-rules.ts'

type Answer = Pick<DraftFilesProps, 'kind' | 'kindError' | 'filesError'>

const wordsOf = (c: Context<WritingEnv>) => ticketWritingWords[c.var.scene.language]

async function showFiles(c: Context<WritingEnv>, answer: Answer = {}, status: Status = 200) {
  const { act, draft, upload, world } = c.var
  if (!draft) return showNotFound(c)
  const { token, files } = upload
  if (token !== null) await keepFiles(act, token, files)
  const props = {
    ...answer,
    id: draft.id,
    subject: draft.subject,
    files: await listTicketFiles(act, draft.id, { withNotes: false }),
    kept: token === null ? null : { token, files },
    limits: world.config.uploads,
  }
  return showPage(c, <DraftFilesPage {...props} />, status)
}

/** What is wrong with the files that came, each by its name; or that none came. */
function filesError(c: Context<WritingEnv>): string | undefined {
  const words = wordsOf(c)
  const { files, refused } = c.var.upload
  if (refused.length === 0) return files.length === 0 ? words.fileMissing : undefined
  return refused.map(({ name, refusal }) => `${name || words.fileName} : ${words.files[refusal]}`).join(' ; ')
}

const landingOf = (c: Context<WritingEnv>, text: string): Landing => ({
  to: url(paths.ticketDraftFiles, { id: c.var.draftId ?? 0 }),
  notice: { tone: 'good', text },
})

/** "Ajouter": with one file wrong none is added, and the good ones wait in the form. */
async function add(c: Context<WritingEnv>, typed: string) {
  const { act, draftId, upload, world } = c.var
  const words = wordsOf(c)
  const kind = FILE_KINDS.find((one) => one === typed)
  const error = filesError(c)
  if (!kind || error || draftId === null)
    return showFiles(c, { kind, kindError: kind ? undefined : words.errors['kind-missing'], filesError: error }, 422)
  const { files, token } = upload
  const result = await submitOnce(c, {
    act,
    command: async (act) => {
      const added = await addDraftFiles(act, draftId, { files, kind, limits: world.config.uploads })
      if (added.ok && token !== null) await forgetKeptFiles(act, token)
      return added
    },
    landing: (count) => landingOf(c, words.filesAdded(count)),
  })
  if (result.ok) return goTo(c, result.value)
  return result.refusal === 'not-found'
    ? showNotFound(c)
    : showFiles(c, { kind, filesError: words.refusals[result.refusal] }, 409)
}

async function showRemoval(c: Context<WritingEnv>) {
  const { act, draft } = c.var
  const files = draft ? await listTicketFiles(act, draft.id, { withNotes: false }) : []
  const file = files.find(({ id }) => id === idIn(c.req.param('file')))
  if (!draft || !file) return showNotFound(c)
  const props = { id: draft.id, subject: draft.subject, file }
  return show(c, { page: <DraftFileRemovalPage {...props} />, panel: <DraftFileRemovalPanel {...props} /> })
}

async function remove(c: Context<WritingEnv>) {
  const { act, draftId } = c.var
  const place = { id: draftId ?? 0, fileId: idIn(c.req.param('file')) ?? 0 }
  const result = await submitOnce(c, {
    act,
    command: (act) => removeDraftFile(act, place),
    landing: (name) => landingOf(c, wordsOf(c).fileRemoved(name)),
  })
  if (result.ok) return goTo(c, result.value)
  return result.refusal === 'not-found' ? showNotFound(c) : showFiles(c, {}, 409)
}

const filesPosted = form<WritingEnv, typeof draftFilesForm>(draftFilesForm, (c, { typed }) =>
  add(c, typedText(typed, 'kind') ?? ''),
)

/** "Gestion des pièces jointes" of a draft. What is attached is had by `ticketFiles`. */
export const draftFiles = new Hono<WritingEnv>()
  .get(paths.ticketDraftFiles, signedIn, withDraft, (c) => showFiles(c))
  .post(paths.ticketDraftFiles, signedIn, uploadsNotTooOften, withDraft, upload(['files']), filesPosted, (c) =>
    add(c, c.req.valid('form').kind),
  )
  .get(paths.ticketDraftFileRemoval, signedIn, withDraft, showRemoval)
  .post(paths.ticketDraftFileRemoval, signedIn, withDraft, remove)
