import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { every } from 'hono/combine'
import { createMiddleware } from 'hono/factory'
import { layoutWords } from '../../views/words/layout.ts'
import { form } from '../http/form.ts'
import type { SignedInEnv } from '../http/page.tsx'
import { backTo } from '../http/paging.ts'
import type { StoredFile } from '../outside/files.ts'
import { signedIn } from '../http/session.ts'
import { paths, url, withQuery } from '../urls.ts'
import { acceptSolution, undoAcceptance } from './accepting.ts'
import { closeTicket } from './closing.ts'
import { findSentTicket } from './queries.ts'
import { olderIn } from './viewing-rules.ts'
import { rateTicket } from './rating.ts'
import { refuseSolution } from './refusing.ts'
import {
  aboutOf,
  actingOf,
  byOf,
  ofWriter,
  opening,
  perform,
  redrawn,
  showAct,
  showTicket,
  withPlace,
  type WriterEnv,
  type WriterPlace,
} from './sent-act-routes.tsx'
import { answer, type AnswerEnv, answerPosted, notTooOften } from './sent-answer-routes.tsx'
import { withFiles } from './sent-file-routes.tsx'
import { acceptanceForm, closingForm, ratingForm, refusalForm, undoingForm } from './sent-forms.ts'
import { whyNotFollowUp, type WriterAct } from './sent-rules.ts'
import { keepAnswer, keptForOneself, keptNotTooOften, keptQuietly } from './sent-writing-routes.tsx'

/** Where the pages of a writer's ticket lie. */
export type WriterPaths = Record<WriterAct | 'answer' | 'ticket', string>

/** What a writer does about one ticket, of an account or of a link: `guard` finds it and puts it in its place. */
export const writerActs = (at: WriterPaths, guard: MiddlewareHandler<WriterEnv>) =>
  new Hono<AnswerEnv>()
    .get(at.ticket, guard, async (c) =>
      showTicket(ofWriter(c), await aboutOf(ofWriter(c), olderIn(c.req.query('older')))),
    )
    .get(at.answer, guard, async (c) => showTicket(ofWriter(c), await aboutOf(ofWriter(c))))
    .post(at.answer, guard, notTooOften, withFiles, answerPosted, (c) => answer(c, c.req.valid('form')))
    .route('/', writerDecisions(at, guard))

const writtenIn = ({ var: { world } }: Context<WriterEnv>, files: StoredFile[]) => ({
  files,
  limits: world.config.uploads,
})

/** A solution accepted, refused, taken back; closing; the opinion after it. Each has a page that asks first. */
const writerDecisions = (at: WriterPaths, guard: MiddlewareHandler<WriterEnv>) =>
  new Hono<WriterEnv>()
    .get(at.acceptance, guard, (c) => showAct(c, 'acceptance'))
    .get(at.undoing, guard, (c) => showAct(c, 'undoing'))
    .get(at.refusal, guard, (c) => showAct(c, 'refusal'))
    .get(at.closing, guard, (c) => showAct(c, 'closing'))
    .get(at.rating, guard, (c) => showAct(c, 'rating'))
    .post(at.undoing, guard, notTooOften, form(undoingForm, redrawn<WriterEnv>('undoing')), (c) => {
      const { seen } = c.req.valid('form')
      return perform(c, {
        act: 'undoing',
        typed: { seen: String(seen) },
        command: (act) => undoAcceptance(act, byOf(c), { seen }),
      })
    })
    .post(at.rating, guard, notTooOften, form(ratingForm, redrawn<WriterEnv>('rating')), (c) => {
      const { text, score } = c.req.valid('form')
      return perform(c, {
        act: 'rating',
        typed: { text, score: String(score) },
        command: (act) => rateTicket(act, byOf(c), { score, comment: text }),
      })
    })
    .route('/', writtenDecisions(at, guard))

/** Those beside an answer that was begun: opened from there they bring its text and its files. */
const writtenDecisions = (at: WriterPaths, guard: MiddlewareHandler<WriterEnv>) =>
  new Hono<WriterEnv>()
    .post(
      at.acceptance,
      ...before('acceptance', guard),
      form(acceptanceForm, redrawn<WriterEnv>('acceptance')),
      (c) => {
        const { text, seen, sure } = c.req.valid('form')
        return perform(c, {
          act: 'acceptance',
          typed: { text, seen: String(seen) },
          command: (act, files) =>
            acceptSolution(act, byOf(c), { ...writtenIn(c, files), text, seen, isSure: sure === '1' }),
        })
      },
    )
    .post(at.refusal, ...before('refusal', guard), form(refusalForm, redrawn<WriterEnv>('refusal')), (c) => {
      const { text, seen } = c.req.valid('form')
      return perform(c, {
        act: 'refusal',
        typed: { text, seen: String(seen) },
        command: (act, files) => refuseSolution(act, byOf(c), { ...writtenIn(c, files), text, seen }),
      })
    })
    .post(at.closing, ...before('closing', guard), form(closingForm, redrawn<WriterEnv>('closing')), (c) => {
      const { text, seen } = c.req.valid('form')
      return perform(c, {
        act: 'closing',
        typed: { text, seen: String(seen) },
        command: (act, files) => closeTicket(act, byOf(c), { ...writtenIn(c, files), text, seen }),
      })
    })

const before = (act: WriterAct, guard: MiddlewareHandler<WriterEnv>) =>
  [guard, withFiles, opening(act), notTooOften] as const

const ownPaths: WriterPaths = {
  ticket: paths.sentTicket,
  answer: paths.sentTicketAnswer,
  acceptance: paths.sentTicketAcceptance,
  undoing: paths.sentTicketAcceptanceUndoing,
  refusal: paths.sentTicketRefusal,
  closing: paths.sentTicketClosing,
  rating: paths.sentTicketRating,
}

/** One of the actor's own; `back` is the list that it was opened from, and goes along. */
async function findPlace(c: Context<WriterEnv>): Promise<WriterPlace | undefined> {
  const { anyAct, scene } = c.var
  const { actor } = anyAct
  const id = Number(c.req.param('id'))
  if (!actor) return undefined
  const find = () => findSentTicket({ ...anyAct, actor }, id)
  const ticket = await find()
  if (!ticket) return undefined
  const back = c.req.query('back')
  const here = (path: string) => withQuery(path, { back })
  return {
    ticket,
    writer: { kind: 'user', id: actor.id },
    hrefs: {
      ticket: here(url(paths.sentTicket, { id })),
      answer: here(url(paths.sentTicketAnswer, { id })),
      acceptance: here(url(paths.sentTicketAcceptance, { id })),
      undoing: here(url(paths.sentTicketAcceptanceUndoing, { id })),
      refusal: here(url(paths.sentTicketRefusal, { id })),
      closing: here(url(paths.sentTicketClosing, { id })),
      rating: here(url(paths.sentTicketRating, { id })),
      followUp: url(paths.sentTicketFollowUp, { id }),
      writing: here(url(paths.sentTicketWriting, { id })),
      followed: ticket.follows && url(paths.sentTicket, { id: ticket.follows.id }),
      file: (file) => url(paths.sentTicketFile, { id, file: file.id }),
    },
    section: 'sent',
    crumbs: [{ href: backTo(back, paths.sentTickets), label: layoutWords[scene.language].sentTickets }],
    find,
  }
}

const lettingIn = createMiddleware<WriterEnv>((c, next) => signedIn(c as unknown as Context<SignedInEnv>, next))
const ownTicket = every(lettingIn, withPlace<WriterEnv>(findPlace)) as MiddlewareHandler<WriterEnv>

/** What one wrote oneself, after it was sent. */
export const sentTicket = new Hono<WriterEnv>()
  .get(paths.sentTicketFollowUp, ownTicket, async (c) => {
    const about = await aboutOf(c)
    const refusal = whyNotFollowUp(about)
    if (!refusal) return c.redirect(withQuery(paths.newTicket, { follows: about.ticket.id }), 303)
    return showTicket(c, about, actingOf(about, {}, { refusal }))
  })
  .post(paths.sentTicketWriting, keptQuietly, ownTicket, keptForOneself, keptNotTooOften, keepAnswer)
  .route('/', writerActs(ownPaths, ownTicket))
