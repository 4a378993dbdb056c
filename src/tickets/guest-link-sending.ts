import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, type Result } from '../values/result.ts'
import { makeGuestLink } from './guest-links.ts'
import { mailGuestLink } from './guest-mails.ts'
import { findTicketOfGuest } from './guest-queries.ts'

/**
 * Sends a new link to whoever wrote the ticket of this number from this address without an account. Nobody is told whether
 * there is such a ticket: only the mail tells.
 */
export const sendGuestLink = (act: AnyAct, asked: { number: string; email: string }): Promise<Result<null, never>> =>
  inTransaction(act, async (act): Promise<Result<null, never>> => {
    const ticket = await findTicketOfGuest(act, asked)
    if (ticket) await mailGuestLink(act, { ...asked, ...ticket }, await makeGuestLink(act, ticket.id))
    return accept(null)
  })
