import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { RecipientsPanel } from '../../views/tickets/writing-route.tsx'
import { ticketWritingWords } from '../../views/words/ticket-writing.ts'
import type { Act } from '../act.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { forgetKeptFiles } from '../http/kept-files.ts'
import { type Landing, submitOnce } from '../http/once.ts'
import { goTo, isFragment, showPage } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { upload } from '../http/upload.ts'
import { searchesNotTooOften, secondsUntilSending, uncountSending } from '../http/ticket-limits.ts'
import { paths, url, withQuery } from '../urls.ts'
import { browserName } from '../values/browser-name.ts'
import { refuse, type Result } from '../values/result.ts'
import { findKind, findKindByCodes } from './category-queries.ts'
import { countSavings, findOwnPhone, findTicketOfForm, writingOf } from './draft-queries.ts'
import { type DraftPlace, saveDraft } from './drafting.ts'
import { keepDraft, keptOrNotTooOften, keptQuietly } from './keeping-routes.tsx'
import { findOwnDraft, findSentTicket } from './queries.ts'
import { findRecipient, searchRecipients } from './recipient-queries.ts'
import { isObjectType } from './rules.ts'
import { sendWriting } from './sending.ts'
import { idIn, isFormToken, readWriting, type WritingForm, writingForm } from './writing-forms.ts'
import { type Drawn, showWriting, type WritingEnv } from './writing-form-routes.tsx'
import {
  fieldOf,
  followUpOf,
  isLack,
  issuingStructures,
  lacksOf,
  NOTHING_WRITTEN,
  type LackRefusal,
  type SendRefusal,
  whyNotKeep,
  type Writing,
} from './writing-rules.ts'

const QUERY_MAX = 200
const wordsOf = (c: Context<WritingEnv>) => ticketWritingWords[c.var.scene.language]

const stateOf = (c: Context<WritingEnv>, typed: WritingForm): Drawn => ({
  writing: readWriting(typed),
  q: typed.q.trim().slice(0, QUERY_MAX),
  form: isFormToken(typed.form) ? typed.form : c.var.scene.once,
  seen: idIn(typed.seen) ?? 0,
})

/** Of a form made by hand that holds a field twice the first counts. */
export const writingPosted = form<WritingEnv, typeof writingForm>(writingForm, (c, { typed }) => {
  const first = Object.fromEntries(Object.keys(typed).map((name) => [name, typedText(typed, name)]))
  return showWriting(c, stateOf(c, writingForm.parse(first)), 422)
})

/** A form that has saved itself is one of its draft, whatever address it goes to. */
async function findSaved(c: Context<WritingEnv>, { form }: Drawn): Promise<void> {
  const { act, draftId } = c.var
  const id = draftId ?? (await findTicketOfForm(act, form))
  if (draftId !== null || id === null) return
  c.set('draftId', id)
  c.set('draft', await findOwnDraft(act, id))
}

/** What any button of the form does. */
export async function submitWriting(c: Context<WritingEnv>, typed: WritingForm) {
  const state = stateOf(c, typed)
  await findSaved(c, state)
  if (typed.act === 'continue') return showWriting(c, state)
  const tooLong = whyNotKeep(state.writing)
  if (typed.act === 'keep' && isFragment(c)) return keepDraft(c, state, Object.keys(tooLong).length > 0)
  if (Object.keys(tooLong).length > 0 || c.var.upload.refused.length > 0) {
    const lacks = typed.act === 'send' ? await lacksAt(c, state.writing) : {}
    return showWriting(c, { ...state, errors: { ...lacks, ...tooLong } }, 422)
  }
  return typed.act === 'send' ? send(c, state) : save(c, state)
}

/** What is missing before it can be sent, all of it, at its fields: the command asks the same, and stops at the first. */
async function lacksAt(c: Context<WritingEnv>, writing: Writing) {
  const { act } = c.var
  const kind = await findKind(act, writing.subcategoryId)
  const recipient = await findRecipient(act, writing.recipientId)
  return errorsOf(lacksOf(writing, { kind, recipient }, issuingStructures(act.actor)))
}

const errorsOf = (lacks: LackRefusal[]): Drawn['errors'] & object =>
  Object.fromEntries(lacks.toReversed().map((lack) => [fieldOf(lack), lack]))

const placeOf = (c: Context<WritingEnv>, { form, seen }: Drawn): DraftPlace => ({ id: c.var.draftId, form, seen })

/** Runs a command on what was written and the files that came with it; a kept file is let go of once it is the ticket's. */
function submit<V>(
  c: Context<WritingEnv>,
  command: (act: Act, added: { files: WritingEnv['Variables']['upload']['files'] }) => Promise<Result<V, SendRefusal>>,
  landing: (value: V) => Landing,
) {
  const { act, upload } = c.var
  return submitOnce(c, {
    act,
    command: async (act) => {
      const result = await command(act, { files: upload.files })
      if (result.ok && upload.token !== null) await forgetKeptFiles(act, upload.token)
      return result
    },
    landing,
  })
}

async function save(c: Context<WritingEnv>, state: Drawn) {
  const limits = c.var.world.config.uploads
  const result = await submit(
    c,
    (act, { files }) => saveDraft(act, placeOf(c, state), { writing: state.writing, added: { files, limits } }),
    ({ id }) => ({ to: url(paths.ticketDraft, { id }), notice: { tone: 'good', text: wordsOf(c).savedNotice } }),
  )
  return result.ok ? goTo(c, result.value) : showRefused(c, state, result.refusal)
}

/** Only what is sent counts: not what is sent twice, nor what is refused. */
async function sendNotTooOften<V>(c: Context<WritingEnv>, send: () => Promise<Result<V, SendRefusal>>) {
  const wait = await secondsUntilSending(c)
  if (wait !== null) {
    c.header('Retry-After', String(wait))
    return refuse('sent-too-often')
  }
  const result = await send()
  if (!result.ok) await uncountSending(c)
  return result
}

async function send(c: Context<WritingEnv>, state: Drawn) {
  const { world } = c.var
  const limits = world.config.uploads
  const result = await submit(
    c,
    (act, { files }) =>
      sendNotTooOften(c, () =>
        sendWriting(act, placeOf(c, state), { writing: state.writing, added: { files, limits } }),
      ),
    ({ id, number }) => ({
      to: url(paths.sentTicket, { id }),
      notice: { tone: 'good', text: wordsOf(c).sentNotice(number) },
    }),
  )
  if (!result.ok) return showRefused(c, state, result.refusal)
  world.live.tell()
  world.wakeMails()
  return goTo(c, result.value)
}

/** Draws what was typed again, with the reason where it belongs. */
async function showRefused(c: Context<WritingEnv>, state: Drawn, refusal: SendRefusal) {
  if (isLack(refusal)) {
    const errors = { ...errorsOf([refusal]), ...(await lacksAt(c, state.writing)) }
    return showWriting(c, { ...state, errors }, 422)
  }
  if (refusal === 'too-many' || refusal === 'all-too-large')
    return showWriting(c, { ...state, filesError: wordsOf(c).refusals[refusal] }, 409)
  if (refusal === 'not-found') return showNotFound(c)
  if (refusal === 'sent-too-often') return showWriting(c, { ...state, refusal }, 429)
  const { act, draft } = c.var
  if (refusal !== 'changed' || !draft) return showWriting(c, { ...state, refusal }, 409)
  const seen = await countSavings(act, draft.id)
  return showWriting(c, { ...state, refusal, seen, saved: writingOf(draft) }, 409)
}

/** What an address fills in: the kind of ticket by its codes, the recipient, or all that a closed ticket hands down. */
async function prefilled(c: Context<WritingEnv>): Promise<Partial<Writing> | null> {
  const { act } = c.var
  const follows = c.req.query('follows')
  if (follows !== undefined) {
    const ticket = await findSentTicket(act, idIn(follows) ?? 0)
    if (ticket?.status !== 'closed') return null
    const { objectType, ...handed } = followUpOf(ticket)
    return { ...handed, objectType: objectType !== null && isObjectType(objectType) ? objectType : null }
  }
  const kind = await findKindByCodes(act, c.req.query('category') ?? '', c.req.query('subcategory') ?? '')
  return {
    ...(kind && { subcategoryId: kind.id }),
    recipientId: idIn(c.req.query('recipient')),
    serviceId: idIn(c.req.query('service')),
  }
}

async function showNew(c: Context<WritingEnv>) {
  const { act, scene } = c.var
  const given = await prefilled(c)
  if (!given) return showNotFound(c)
  const issuers = issuingStructures(act.actor)
  const writing = {
    ...NOTHING_WRITTEN,
    // Of several only the writer knows for which one this is.
    structureId: issuers.length === 1 ? (issuers[0] ?? null) : null,
    phone: await findOwnPhone(act),
    browser: browserName(c.req.header('user-agent')),
    ...given,
  }
  return showWriting(c, { writing, q: c.req.query('q') ?? '', form: scene.once, seen: 0 })
}

/** As somebody types: the part of the form alone; whoever opens the address gets the form. */
async function showRecipients(c: Context<WritingEnv>) {
  const q = (c.req.query('q') ?? '').trim().slice(0, QUERY_MAX)
  if (!isFragment(c)) return c.redirect(withQuery(paths.newTicket, { q }), 303)
  const recipientId = idIn(c.req.query('recipient'))
  const props = {
    draftId: idIn(c.req.query('draft')),
    q,
    found: q === '' ? null : await searchRecipients(c.var.act, q),
    recipient: await findRecipient(c.var.act, recipientId),
    writing: { ...NOTHING_WRITTEN, recipientId },
    errors: {},
  }
  return showPage(c, <RecipientsPanel {...props} />)
}

/** A ticket of which nothing is kept yet. */
const ofNoDraft = createMiddleware<WritingEnv>(async (c, next) => {
  c.set('draftId', null)
  c.set('draft', undefined)
  if (c.req.method === 'GET') c.set('upload', { files: [], refused: [], token: null })
  return next()
})

/** "Saisir une sollicitation". */
export const writing = new Hono<WritingEnv>()
  .get(paths.newTicket, signedIn, searchesNotTooOften, ofNoDraft, showNew)
  .get(paths.ticketRecipients, signedIn, searchesNotTooOften, ofNoDraft, showRecipients)
  // What a browser asks for when it comes back to an answer to this form.
  .get(paths.newTicketDraft, signedIn, (c) => c.redirect(paths.newTicket, 303))
  .post(
    paths.newTicketDraft,
    keptQuietly,
    signedIn,
    keptOrNotTooOften,
    ofNoDraft,
    upload(['files']),
    writingPosted,
    (c) => submitWriting(c, c.req.valid('form')),
  )
