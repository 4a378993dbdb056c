import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import {
  KeptByAnother,
  KeptTooOften,
  NothingKept,
  SessionLapsed,
  TicketGone,
  WritingState,
} from '../../views/tickets/act-draft.tsx'
import { actHref } from '../../views/tickets/agent-address.ts'
import { PresenceText, shownKey } from '../../views/tickets/presence.tsx'
import { showTooMany } from '../http/errors.tsx'
import { typedText, type Typed } from '../http/form.ts'
import { goTo, isFragment, type SignedInEnv, showPage } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { secondsUntilKeeping } from '../http/ticket-limits.ts'
import { paths, url } from '../urls.ts'
import { agentWords, lookAt, placeOf, showTicket, type TicketEnv, withTicket } from './agent-routes.tsx'
import { isWrittenAct, type WrittenAct } from './agent-rules.ts'
import { findReceivedTicket } from './queries.ts'
import { keepUnsent } from './writing-text.ts'

type C = Context<TicketEnv>

/** What a page asks for by itself never leads the reader away from it. */
const quietly = (lapsed: (c: Context<SignedInEnv>) => Response | Promise<Response>) =>
  createMiddleware<SignedInEnv>(async (c, next) => (c.var.anyAct.actor === null && isFragment(c) ? lapsed(c) : next()))

/** A ticket that went elsewhere meanwhile is nobody's here: nothing is drawn over what is being read, or written. */
const withTicketOr = (gone: (c: C) => Response | Promise<Response>) =>
  createMiddleware<TicketEnv>(async (c, next) => {
    if (!isFragment(c)) return withTicket(c, next)
    const ticket = await findReceivedTicket(c.var.act, Number(c.req.param('id')))
    if (!ticket) return gone(c)
    c.set('ticket', ticket)
    return next()
  })

/** Who else is there: nothing, when the page that asks shows them already. */
function present(c: C) {
  if (!isFragment(c)) return c.redirect(url(paths.ticket, c.var.ticket), 303)
  const watchers = lookAt(c, c.req.query('writing') !== undefined)
  if (c.req.query('shown') === shownKey(watchers)) return c.body(null, 204)
  return showPage(c, <PresenceText watchers={watchers} />)
}

const WRITTEN_MAX = 50_000

/** Said beneath the text when a page keeps itself, else a page of its own: the browser's way back leads to the text. */
const keptNotTooOften = createMiddleware<TicketEnv>(async (c, next) => {
  const wait = await secondsUntilKeeping(c)
  if (wait === null) return next()
  return isFragment(c) ? showPage(c, <KeptTooOften />, 429) : showTooMany(c, wait)
})

/** A page left open keeps nothing for whoever signed in after the one that it was drawn for. */
const keptForOneself = createMiddleware<TicketEnv>(async (c, next) => {
  const { drawnFor } = await c.req.parseBody()
  const isAnothers = drawnFor !== undefined && drawnFor !== String(c.var.actor.id)
  return isAnothers && isFragment(c) ? showPage(c, <KeptByAnother />, 409) : next()
})

/** Keeps what is being written. What was sent meanwhile is not brought back by a request that was late. */
async function keep(c: C) {
  const { act, ticket } = c.var
  const fields = (await c.req.parseBody()) as Typed
  const kind = typedText(fields, 'kind') ?? ''
  const body = (typedText(fields, 'body') ?? '').replace(/\r\n?/g, '\n').slice(0, WRITTEN_MAX)
  if (!isWrittenAct(kind)) return goTo(c, { to: actHref('note', ticket, await placeOf(c)), notice: null })
  const seen = Number(typedText(fields, 'seen')) || undefined
  const kept = await keepUnsent(act, ticket.id, { kind, body, seen })
  const isKept = kept.ok && kept.value.isKept
  lookAt(c, true)
  if (isFragment(c)) return showPage(c, isKept ? <WritingState at={act.now.toISOString()} /> : <NothingKept />)
  return backToForm(c, kind, isKept)
}

async function backToForm(c: C, kind: WrittenAct, isKept: boolean) {
  const words = agentWords(c)
  const notice = { tone: 'good', text: isKept ? words.draftNotice : words.draftEmptied } as const
  return goTo(c, { to: actHref(kind, c.var.ticket, await placeOf(c)), notice })
}

/** One ticket: its page, who else looks at it, and what is being written about it. */
export const ticketPage = new Hono<TicketEnv>()
  .get(paths.ticket, signedIn, withTicket, (c) => showTicket(c))
  .get(
    paths.ticketPresence,
    quietly((c) => c.body(null, 204)),
    signedIn,
    withTicketOr((c) => c.body(null, 404)),
    present,
  )
  .post(
    paths.ticketWriting,
    quietly((c) => showPage(c, <SessionLapsed />)),
    signedIn,
    withTicketOr((c) => showPage(c, <TicketGone />, 404)),
    keptForOneself,
    keptNotTooOften,
    keep,
  )
