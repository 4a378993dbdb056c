import { sql } from 'kysely'
import type { AnyAct, Language } from '../act.ts'
import { isLinkToken, isOutOfReach } from './guest-rules.ts'
import { findGuestTicket } from './queries.ts'
import { POSITIONS } from './rules.ts'
import type { TicketView } from './viewing-rules.ts'

/** The ticket that a link opens, while it does. */
export async function findFollowedTicket(act: AnyAct, token: string): Promise<TicketView | undefined> {
  const ticket = isLinkToken(token) ? await findGuestTicket(act, token) : undefined
  return ticket && !isOutOfReach(ticket, act.now) ? ticket : undefined
}

/** The ticket of this number, if it was written without an account from this address and can still be followed. */
export async function findTicketOfGuest(
  { db, now }: AnyAct,
  { number, email }: { number: string; email: string },
): Promise<{ id: number; language: Language } | undefined> {
  const [, year, place] = number.split('-')
  const ticket = await db
    .selectFrom('ticket')
    .innerJoin('ticket_guest as guest', 'guest.ticket_id', 'ticket.id')
    .select(['ticket.id', 'ticket.closed_at', 'guest.language'])
    .where('ticket.position', '=', Number(year) * POSITIONS + Number(place))
    .where(sql`lower(guest.email)`, '=', email)
    .where('ticket.writer_id', 'is', null)
    .executeTakeFirst()
  if (!ticket || isOutOfReach(ticket, now)) return undefined
  const { id, language } = ticket
  return { id, language }
}

/** What the platform calls the structure of a SIRET; empty for one that it does not know. */
export async function findStructureName({ db }: Pick<AnyAct, 'db'>, siret: string): Promise<string> {
  const found = await db
    .selectFrom('structure')
    .select('name')
    .where('identifier_kind', '=', 'SIRET')
    .where('identifier', '=', siret)
    .executeTakeFirst()
  return found?.name ?? ''
}
