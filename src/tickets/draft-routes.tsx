import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { DraftRemovalPage, DraftRemovalPanel } from '../../views/tickets/draft-removal-page.tsx'
import { ticketWritingWords } from '../../views/words/ticket-writing.ts'
import { showNotFound } from '../http/errors.tsx'
import { submitOnce } from '../http/once.ts'
import { goTo, show } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { upload } from '../http/upload.ts'
import { paths, url, withQuery } from '../urls.ts'
import { countSavings, writingOf } from './draft-queries.ts'
import { removeDraft } from './drafting.ts'
import { keptOrNotTooOften, keptQuietly } from './keeping-routes.tsx'
import { findOwnDraft, listTicketFiles, readNow } from './queries.ts'
import { idIn, readWriting } from './writing-forms.ts'
import { showWriting, type WritingEnv } from './writing-form-routes.tsx'
import { submitWriting, writingPosted } from './writing-routes.tsx'
import { saysSomething, whyNotEditDraft } from './writing-rules.ts'

/** A draft of the actor's own; one that was sent meanwhile leads to the ticket that it became. */
export const withDraft = createMiddleware<WritingEnv>(async (c, next) => {
  const { act } = c.var
  const id = idIn(c.req.param('id'))
  const ticket = id === null ? undefined : await readNow(act, id)
  const refusal = ticket ? whyNotEditDraft(ticket, act.actor) : 'not-found'
  if (!ticket || refusal === 'not-found') return showNotFound(c)
  if (refusal === 'already-sent' && c.req.method === 'GET')
    return c.redirect(url(paths.sentTicket, { id: ticket.id }), 303)
  c.set('draftId', ticket.id)
  c.set('draft', await findOwnDraft(act, ticket.id))
  c.set('upload', { files: [], refused: [], token: null })
  return next()
})

/** For the form: what was typed into a draft that was deleted meanwhile becomes a new one. */
const withDraftOrNone = createMiddleware<WritingEnv>(async (c, next) => {
  const id = idIn(c.req.param('id'))
  if (id === null || (await readNow(c.var.act, id))) return withDraft(c, next)
  c.set('draftId', null)
  c.set('draft', undefined)
  return next()
})

async function showDraft(c: Context<WritingEnv>) {
  const { act, draft, scene } = c.var
  if (!draft) return showNotFound(c)
  const seen = await countSavings(act, draft.id)
  return showWriting(c, { writing: writingOf(draft), q: '', form: scene.once, seen })
}

async function showRemoval(c: Context<WritingEnv>) {
  const { act, draft } = c.var
  if (!draft) return showNotFound(c)
  const files = await listTicketFiles(act, draft.id, { withNotes: false })
  const props = { id: draft.id, subject: draft.subject, files: files.length }
  return show(c, { page: <DraftRemovalPage {...props} />, panel: <DraftRemovalPanel {...props} /> })
}

/** Twice is once: a draft that is gone lands where its removal did. */
async function remove(c: Context<WritingEnv>) {
  const { act, scene, draftId } = c.var
  const result = await submitOnce(c, {
    act,
    command: (act) => removeDraft(act, draftId ?? 0),
    landing: () => ({
      to: withQuery(paths.sentTickets, { tab: 'drafts' }),
      notice: { tone: 'good', text: ticketWritingWords[scene.language].removedNotice },
    }),
  })
  if (result.ok) return goTo(c, result.value)
  if (result.refusal === 'not-found' || draftId === null) return showNotFound(c)
  return goTo(c, {
    to: url(paths.sentTicket, { id: draftId }),
    notice: { tone: 'bad', text: ticketWritingWords[scene.language].refusals[result.refusal] },
  })
}

/** Going on with a draft, sending it, throwing it away. */
export const drafts = new Hono<WritingEnv>()
  .get(paths.ticketDraft, signedIn, withDraft, showDraft)
  .post(
    paths.ticketDraft,
    keptQuietly,
    signedIn,
    keptOrNotTooOften,
    withDraftOrNone,
    upload(['files']),
    writingPosted,
    (c) => {
      const typed = c.req.valid('form')
      const isEmpty = c.var.draftId === null && !saysSomething(readWriting(typed))
      return isEmpty ? showNotFound(c) : submitWriting(c, typed)
    },
  )
  .get(paths.ticketDraftRemoval, signedIn, withDraft, showRemoval)
  .post(paths.ticketDraftRemoval, signedIn, withDraftOrNone, remove)
