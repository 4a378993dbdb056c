import { type Context, Hono } from 'hono'
import { SentListPage, SentListPanel } from '../../views/tickets/sent-list-page.tsx'
import { SentSearchPage, SentSearchPanel } from '../../views/tickets/sent-search-page.tsx'
import { show, type SignedInEnv } from '../http/page.tsx'
import { pagingOf } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { searchesNotTooOften } from '../http/ticket-limits.ts'
import { paths } from '../urls.ts'
import { isSentTab, SENT_STATUSES, type SentSearch } from './sent-list-rules.ts'
import { countSent, listSent, searchSent } from './sent-queries.ts'

async function showList(c: Context<SignedInEnv>) {
  const tab = c.req.query('tab')
  const list = {
    tab: isSentTab(tab) ? tab : ('action' as const),
    isUp: c.req.query('sort') === 'sent',
    paging: pagingOf(c),
  }
  const props = { list, page: await listSent(c.var.act, list), counts: await countSent(c.var.act) }
  return show(c, { page: <SentListPage {...props} />, panel: <SentListPanel {...props} /> })
}

async function search(c: Context<SignedInEnv>) {
  const asked: SentSearch = {
    q: (c.req.query('q') ?? '').trim().slice(0, 100),
    status: SENT_STATUSES.find((status) => status === c.req.query('status')) ?? null,
    paging: pagingOf(c),
  }
  const isAsked = asked.q !== '' || asked.status !== null
  const props = { search: asked, found: isAsked ? await searchSent(c.var.act, asked) : null }
  return show(c, { page: <SentSearchPage {...props} />, panel: <SentSearchPanel {...props} /> })
}

/** "Sollicitations émises": the lists of what one wrote oneself. */
export const sentTickets = new Hono<SignedInEnv>()
  .get(paths.sentTickets, signedIn, showList)
  .get(paths.sentTicketSearch, signedIn, searchesNotTooOften, search)
