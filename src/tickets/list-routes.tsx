import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { TicketListPage, TicketListPanel } from '../../views/tickets/list-page.tsx'
import { showNotFound } from '../http/errors.tsx'
import { show, type SignedInEnv } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { searchesNotTooOften } from '../http/ticket-limits.ts'
import { paths } from '../urls.ts'
import { readTicketList } from './list-page-queries.ts'
import { ticketSearchIn } from './list-rules.ts'
import { desksOf, isEmpty } from './rules.ts'

/** Who receives no tickets finds no such pages. */
export const agentsOnly = createMiddleware<SignedInEnv>((c, next) =>
  isEmpty(desksOf(c.var.actor, 'read')) ? Promise.resolve(showNotFound(c)) : next(),
)

/** "Tickets reçus". */
export const ticketLists = new Hono<SignedInEnv>().get(
  paths.tickets,
  signedIn,
  agentsOnly,
  searchesNotTooOften,
  async (c) => {
    const read = await readTicketList(c.var.act, ticketSearchIn(new URL(c.req.url)))
    const props = { ...read, actor: c.var.actor }
    return show(c, { page: <TicketListPage {...props} />, panel: <TicketListPanel {...props} /> })
  },
)
