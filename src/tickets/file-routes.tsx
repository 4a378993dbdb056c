import { type Context, Hono } from 'hono'
import { sendFile } from '../http/download.ts'
import { showNotFound } from '../http/errors.tsx'
import { type Env, plain, type SignedInEnv } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { filesOf } from '../http/upload.ts'
import { paths } from '../urls.ts'
import { findTicketFile } from './file-queries.ts'
import { findFollowedTicket } from './guest-queries.ts'
import { findOwnDraft, findReceivedTicket, findSentTicket } from './queries.ts'
import type { TicketView } from './viewing-rules.ts'

/** A file of a ticket that was found through what the asker may see; the page of a stranger for all else. */
async function sendOf<E extends Env>(
  c: Context<E>,
  ticket: TicketView | undefined,
  { withNotes }: { withNotes: boolean },
) {
  const wanted = ticket && { ticketId: ticket.id, fileId: Number(c.req.param('file')) }
  const file = wanted && (await findTicketFile(plain(c).var.anyAct, wanted, { withNotes }))
  return (file && (await sendFile(c, filesOf(c), file))) ?? showNotFound(c)
}

const idIn = (c: Context<SignedInEnv>): number => Number(c.req.param('id'))

/** What was attached to tickets: always to be saved, only for those who may see the ticket. */
export const ticketFiles = new Hono<SignedInEnv>()
  .get(paths.ticketDraftFile, signedIn, async (c) =>
    sendOf(c, await findOwnDraft(c.var.act, idIn(c)), { withNotes: false }),
  )
  .get(paths.sentTicketFile, signedIn, async (c) =>
    sendOf(c, await findSentTicket(c.var.act, idIn(c)), { withNotes: false }),
  )
  .get(paths.ticketFile, signedIn, async (c) =>
    sendOf(c, await findReceivedTicket(c.var.act, idIn(c)), { withNotes: true }),
  )
  .get(paths.guestTicketFile, async (c) =>
    sendOf(c, await findFollowedTicket(c.var.anyAct, c.req.param('token')), { withNotes: false }),
  )
