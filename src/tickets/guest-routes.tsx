import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { LinkLapsed } from '../../views/tickets/act-draft.tsx'
import { DeadGuestLinkPage } from '../../views/tickets/guest-link-pages.tsx'
import { ticketContactWords } from '../../views/words/ticket-contact.ts'
import { secondsAfterWrongLink } from '../http/contact-limit.ts'
import { showTooMany } from '../http/errors.tsx'
import { isFragment, showPage } from '../http/page.tsx'
import { paths, url } from '../urls.ts'
import { showFollowUp } from './contact-routes.tsx'
import { findFollowedTicket } from './guest-queries.ts'
import { aboutOf, actingOf, showTicket, type WriterEnv, type WriterPlace } from './sent-act-routes.tsx'
import { writerActs, type WriterPaths } from './sent-one-routes.tsx'
import { whyNotFollowUp } from './sent-rules.ts'
import { keepAnswer, keptNotTooOften } from './sent-writing-routes.tsx'

const guestPaths: WriterPaths = {
  ticket: paths.guestTicket,
  answer: paths.guestTicketAnswer,
  acceptance: paths.guestTicketAcceptance,
  undoing: paths.guestTicketAcceptanceUndoing,
  refusal: paths.guestTicketRefusal,
  closing: paths.guestTicketClosing,
  rating: paths.guestTicketRating,
}

async function findPlace(c: Context<WriterEnv>, besideId: number | null): Promise<WriterPlace | undefined> {
  const token = c.req.param('token') ?? ''
  const find = () => findFollowedTicket(c.var.anyAct, token)
  const ticket = await find()
  return (
    ticket && {
      ticket,
      writer: { kind: 'guest', besideId },
      hrefs: {
        ticket: url(paths.guestTicket, { token }),
        answer: url(paths.guestTicketAnswer, { token }),
        acceptance: url(paths.guestTicketAcceptance, { token }),
        undoing: url(paths.guestTicketAcceptanceUndoing, { token }),
        refusal: url(paths.guestTicketRefusal, { token }),
        closing: url(paths.guestTicketClosing, { token }),
        rating: url(paths.guestTicketRating, { token }),
        followUp: url(paths.guestTicketFollowUp, { token }),
        writing: url(paths.guestTicketWriting, { token }),
        followed: null,
        file: (file) => url(paths.guestTicketFile, { token, file: file.id }),
      },
      section: undefined,
      crumbs: [{ href: paths.contact, label: ticketContactWords[c.var.scene.language].title }],
      find,
    }
  )
}

/** Puts the ticket where the handlers find it; what is no link gets what `lapsed` draws, and too many of them nothing. */
const followingOr = (lapsed: (c: Context<WriterEnv>) => Response | Promise<Response>) =>
  createMiddleware<WriterEnv>(async (c, next) => {
    c.header('X-Robots-Tag', 'noindex, nofollow')
    const besideId = c.var.anyAct.actor?.id ?? null
    c.set('anyAct', { ...c.var.anyAct, actor: null })
    c.set('scene', { ...c.var.scene, isUnlisted: true })
    const place = await findPlace(c, besideId)
    if (place) {
      c.set('place', place)
      return next()
    }
    const wait = await secondsAfterWrongLink(c)
    return wait === null ? lapsed(c) : showTooMany(c, wait)
  })

/**
 * Lets in whoever holds a link to a ticket. It is the link that acts, not the account that may be signed in beside it; who
 * solved the ticket does not become its writer by it. What is no link gets one and the same answer.
 */
export const following = followingOr((c) => showPage(c, <DeadGuestLinkPage />, 404))

/** What keeps itself never leads somebody away who is typing, though the link has lapsed. */
const followingQuietly = followingOr((c) => showPage(c, isFragment(c) ? <LinkLapsed /> : <DeadGuestLinkPage />, 404))

/** A ticket that was written without an account, for whoever holds a link to it. */
export const guestTicket = new Hono<WriterEnv>()
  .get(paths.guestTicketFollowUp, following, async (c) => {
    const about = await aboutOf(c)
    const refusal = whyNotFollowUp(about)
    return refusal
      ? showTicket(c, about, actingOf(about, {}, { refusal }))
      : showFollowUp(c, about.ticket, c.req.param('token'))
  })
  .post(paths.guestTicketWriting, followingQuietly, keptNotTooOften, keepAnswer)
  .route('/', writerActs(guestPaths, following))
