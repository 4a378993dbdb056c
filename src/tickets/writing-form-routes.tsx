import type { Context } from 'hono'
import { WritingPage } from '../../views/tickets/writing-page.tsx'
import { RoutePanel } from '../../views/tickets/writing-route.tsx'
import type { WritingProps } from '../../views/tickets/writing-state.ts'
import { ticketWritingWords } from '../../views/words/ticket-writing.ts'
import { keepFiles } from '../http/kept-files.ts'
import { show, type Status } from '../http/page.tsx'
import type { UploadEnv } from '../http/upload.ts'
import { findKind, listKinds } from './category-queries.ts'
import { findSentTicket, listTicketFiles } from './queries.ts'
import { findRecipient, listIssuers, searchRecipients } from './recipient-queries.ts'
import type { TicketView } from './viewing-rules.ts'
import { issuingStructures, type Kind, type Writing } from './writing-rules.ts'

/** `draftId`: of a ticket of the actor's own, which `draft` is as long as it was not sent. */
export type WritingEnv = {
  Variables: UploadEnv['Variables'] & { draftId: number | null; draft: TicketView | undefined }
}

/** What is drawn: what was written, by which form, and what is wrong with it. */
export type Drawn = Pick<WritingProps, 'writing' | 'q' | 'form' | 'seen' | 'saved' | 'refusal' | 'filesError'> & {
  errors?: WritingProps['errors']
}

/** Who receives, as far as it was chosen; what alone was found is chosen. */
async function recipientShown(c: Context<WritingEnv>, { writing, q }: Drawn, kind: Kind | undefined) {
  const { act } = c.var
  if (kind?.route !== 'service') return { found: null, recipient: undefined, recipientId: writing.recipientId }
  const found = q === '' ? null : await searchRecipients(act, q)
  const [first, ...others] = found?.rows ?? []
  const only = others.length === 0 && writing.recipientId === null ? first : undefined
  const recipientId = only?.id ?? writing.recipientId
  return { found, recipientId, recipient: await findRecipient(act, recipientId) }
}

async function filesShown(c: Context<WritingEnv>): Promise<Pick<WritingProps, 'files' | 'kept' | 'limits'>> {
  const { act, draft, upload, world } = c.var
  const { token, files } = upload
  // A browser drops the files of a form that comes back: they wait for its next sending.
  if (token !== null) await keepFiles(act, token, files)
  return {
    files: draft ? await listTicketFiles(act, draft.id, { withNotes: false }) : [],
    kept: token === null ? null : { token, files },
    limits: world.config.uploads,
  }
}

/** The number of the ticket that this one follows up. */
async function numberFollowed(c: Context<WritingEnv>, { followsId }: Writing): Promise<string | null> {
  const { act, draft } = c.var
  if (followsId === null) return null
  return draft?.follows?.number ?? (await findSentTicket(act, followsId))?.number ?? null
}

async function propsOf(c: Context<WritingEnv>, drawn: Drawn): Promise<WritingProps> {
  const { act, draft } = c.var
  const kind = await findKind(act, drawn.writing.subcategoryId)
  const { found, recipient, recipientId } = await recipientShown(c, drawn, kind)
  return {
    ...drawn,
    ...(await filesShown(c)),
    writing: { ...drawn.writing, recipientId },
    draftId: draft?.id ?? null,
    found,
    kinds: await listKinds(act),
    kind,
    recipient,
    issuers: await listIssuers(act, issuingStructures(act.actor)),
    login: act.actor.login,
    userId: act.actor.id,
    follows: await numberFollowed(c, drawn.writing),
    errors: drawn.errors ?? {},
    filesError: drawn.filesError ?? refusedFiles(c),
  }
}

/** What is wrong with the files that came, each by its name. */
function refusedFiles(c: Context<WritingEnv>): string | undefined {
  const words = ticketWritingWords[c.var.scene.language]
  const { refused } = c.var.upload
  return refused.length === 0
    ? undefined
    : refused.map(({ name, refusal }) => `${name || words.fileName} : ${words.files[refusal]}`).join(' ; ')
}

/** The whole page, or for htmx the part that follows from what was chosen. */
export async function showWriting(c: Context<WritingEnv>, drawn: Drawn, status: Status = 200) {
  const props = await propsOf(c, drawn)
  return show(c, { page: <WritingPage {...props} />, panel: <RoutePanel {...props} /> }, status)
}
