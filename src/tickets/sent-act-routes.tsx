import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { WriterActPage, WriterActPanel } from '../../views/tickets/writer-acts.tsx'
import type { Acting, WriterAbout, WriterHrefs } from '../../views/tickets/writer-about.ts'
import { WriterPage, WriterPanel } from '../../views/tickets/writer-panel.tsx'
import type { Crumb } from '../../views/layout/layout.tsx'
import type { Section } from '../../views/layout/title.ts'
import { writerWords } from '../../views/words/ticket-sent-one.ts'
import type { AnyAct } from '../act.ts'
import { showNotFound } from '../http/errors.tsx'
import { type Rejected, type Typed, typedText } from '../http/form.ts'
import type { GuestUpload } from '../http/guest-upload.ts'
import { submitOnce } from '../http/once.ts'
import { type Env, goTo, show, type Status } from '../http/page.tsx'
import type { Result } from '../values/result.ts'
import type { StoredFile } from '../outside/files.ts'
import { findGuestWriting, keepGuestWriting } from './guest-writing.ts'
import { listTicketFiles } from './queries.ts'
import { findRating } from './rating.ts'
import type { Writer } from './rules.ts'
import { whyNotAct, type WriterAct, type WriterRefusal } from './sent-rules.ts'
import type { ByWriter } from './sent-standing.ts'
import { filesError, forgetSent, keepSent, limitsOf } from './sent-file-routes.tsx'
import { isOwnSolution } from './solver-queries.ts'
import { readThread } from './thread-queries.ts'
import type { TicketView } from './viewing-rules.ts'
import { findWriting, keepWriting } from './writing-text.ts'

/** One ticket of a writer: of an account, or of who holds a link. `find` reads it anew. */
export type WriterPlace = {
  ticket: TicketView
  writer: Writer
  hrefs: WriterHrefs
  section: Section | undefined
  crumbs: Crumb[]
  find: () => Promise<TicketView | undefined>
  /** What the page from which an act is opened had in its text. */
  typed?: string
}
/** `upload`: what came with a form that takes files. */
export type WriterEnv = { Variables: Env['Variables'] & { place: WriterPlace; upload?: GuestUpload } }

const STATUS: Record<WriterRefusal, Status> = {
  'not-found': 404,
  'own-solution': 403,
  closed: 409,
  'not-sent': 409,
  'not-resolved': 409,
  'too-late': 409,
  'not-accepted': 409,
  changed: 409,
  'says-otherwise': 422,
  'not-closed': 409,
  'already-rated': 409,
  'rates-own-solution': 403,
  'too-many': 422,
  'all-too-large': 422,
}

/** Hono's context type is invariant: a context that knows more is one of a writer too. */
export const ofWriter = <E extends WriterEnv>(c: Context<E>): Context<WriterEnv> => c as unknown as Context<WriterEnv>

/** Puts the ticket where the handlers find it; who may not see it is a stranger. */
export const withPlace = <E extends WriterEnv>(find: (c: Context<E>) => Promise<WriterPlace | undefined>) =>
  createMiddleware<E>(async (c, next) => {
    const place = await find(c)
    if (!place) return showNotFound(c)
    c.set('place', place)
    return next()
  })

export const byOf = ({ var: { place } }: Context<WriterEnv>): ByWriter => ({
  ticketId: place.ticket.id,
  writer: place.writer,
})

/** Everything that the writer's pages show of the ticket, as it is now; of the thread the newest, or what is older than `before`. */
export async function aboutOf(c: Context<WriterEnv>, before?: number): Promise<WriterAbout> {
  const { anyAct, place } = c.var
  const { ticket, writer, hrefs, section, crumbs } = place
  const thread = await readThread(anyAct, ticket.id, { withNotes: false, forWriter: true, before })
  return {
    ticket,
    writer,
    hrefs,
    section,
    crumbs,
    ...thread,
    isOlder: before !== undefined,
    files: await listTicketFiles(anyAct, ticket.id, { withNotes: false }),
    draft: await draftOf(c),
    rating: await findRating(anyAct, ticket.id),
    isOwnSolution: await isOwnSolution(anyAct, ticket, writer),
    limits: await limitsOf(c),
  }
}

/** What was begun, as it is kept. */
async function draftOf({ var: { anyAct, place } }: Context<WriterEnv>): Promise<WriterAbout['draft']> {
  if (place.typed !== undefined) return { body: place.typed, at: null }
  const { actor } = anyAct
  if (place.writer.kind === 'guest') return (await findGuestWriting(anyAct, place.ticket.id)) ?? null
  return (actor && (await findWriting({ ...anyAct, actor }, place.ticket.id, 'answer'))) ?? null
}

/** The page of an act, opened from beneath an answer that was begun: its text and its files go along, and are kept. */
export const opening = (act: WriterAct) =>
  createMiddleware<WriterEnv>(async (c, next) => {
    const fields = (await c.req.parseBody()) as Typed
    if (typedText(fields, 'open') === undefined) return next()
    const { anyAct, place } = c.var
    const text = typedText(fields, 'text') ?? ''
    await keepOwn(anyAct, place, text)
    c.set('place', { ...place, typed: text })
    return filesError(c) === undefined ? showAct(c, act) : showAct(c, act, { typed: { text } })
  })

/** Of nothing nothing is kept. */
export async function keepOwn(act: AnyAct, { ticket, writer }: WriterPlace, body: string): Promise<void> {
  const { actor } = act
  if (body.trim() === '') return
  if (writer.kind === 'guest') await keepGuestWriting(act, ticket.id, { body })
  else if (actor) await keepWriting({ ...act, actor }, ticket.id, { kind: 'answer', body })
}

export async function refresh(c: Context<WriterEnv>): Promise<void> {
  const ticket = await c.var.place.find()
  if (ticket) c.set('place', { ...c.var.place, ticket })
}

/** What was sent, to be drawn again; with what came in since the form was drawn. */
export const actingOf = (about: WriterAbout, typed: Typed, rest: Partial<Acting> = {}): Acting => {
  const seen = Number(typedText(typed, 'seen'))
  return {
    typed: {
      text: typedText(typed, 'text') ?? '',
      refuses: typedText(typed, 'refuses'),
      score: typedText(typed, 'score'),
    },
    newer: about.activities.filter(({ id }) => seen > 0 && id > seen),
    ...rest,
  }
}

/** What is drawn again was refused, or is wrong. */
const statusOf = (acting: Acting | undefined): Status => {
  if (!acting) return 200
  return acting.refusal ? STATUS[acting.refusal] : 422
}

/** The ticket's page, or its panel. */
export function showTicket(c: Context<WriterEnv>, about: WriterAbout, acting?: Acting) {
  const isAnswer = acting === undefined && about.hrefs.answer.split('?')[0] === c.req.path
  const props = { about, acting, isAnswer }
  return show(c, { page: <WriterPage {...props} />, panel: <WriterPanel {...props} /> }, statusOf(acting))
}

/** The page, or dialog, of one act. */
export async function showAct(
  c: Context<WriterEnv>,
  act: WriterAct,
  sent?: { typed: Typed } & Omit<Partial<Acting>, 'typed'>,
) {
  const kept = await keepSent(c)
  const about = { ...(await aboutOf(c)), kept }
  const { typed, ...rest } = sent ?? {}
  const acting = typed && actingOf(about, typed, { ...rest, files: filesError(c) })
  const refusal = whyNotAct(act, about, c.var.anyAct.now)
  const status = refusal ? STATUS[refusal] : statusOf(acting)
  const props = { act, about, acting }
  return show(c, { page: <WriterActPage {...props} />, panel: <WriterActPanel {...props} /> }, status)
}

/** For `form`: a wrong form comes back as its own page or dialog. */
export const redrawn =
  <E extends WriterEnv>(act: WriterAct) =>
  (c: Context<E>, { typed, errors }: Rejected) =>
    showAct(ofWriter(c), act, { typed, errors })

type Doing = {
  act: WriterAct
  /** What was typed, to be drawn again. */
  typed: Typed
  command: (act: AnyAct, files: StoredFile[]) => Promise<Result<{ number: string }, WriterRefusal>>
}

/** Does one act of the writer, once, and shows the ticket as it then is. */
export async function perform(c: Context<WriterEnv>, { act, typed, command }: Doing) {
  const { anyAct, place, scene, world, upload } = c.var
  if (filesError(c) !== undefined) return showAct(c, act, { typed })
  const result = await submitOnce(c, {
    act: anyAct,
    command: async (own) => {
      const done = await command(own, upload?.files ?? [])
      if (done.ok) await forgetSent(c, own)
      return done
    },
    landing: ({ number }) => ({
      to: place.hrefs.ticket,
      notice: { tone: 'good', text: writerWords[scene.language].notices[act](number) },
    }),
  })
  await refresh(c)
  if (!result.ok) return showAct(c, act, { typed, refusal: result.refusal })
  world.live.tell()
  world.wakeMails()
  return goTo(c, result.value, async () => <WriterPanel about={await aboutOf(c)} />)
}
