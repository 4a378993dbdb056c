import {
  NEWS_COUNTED,
  NEWEST_FIRST,
  ticketQuery,
  ticketsHref,
  type TicketSearch,
} from '../../src/tickets/list-rules.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { swapWithin } from '../parts/tabs.tsx'
import { numberText } from '../parts/time.tsx'
import { ticketQueueWords } from '../words/ticket-queue.ts'
import { TICKETS_PANEL } from './list-table.tsx'

/**
 * Where news.js says that tickets came in. Nothing on the page moves or is drawn anew before its reader asks for it; for who
 * wants nothing that comes by itself there is no such place.
 */
export function NewsPlace({ search, since }: { search: TicketSearch; since: number }) {
  if (!useScene().updates) return null
  const { tab, place } = ticketQuery(search)
  const query = { tab, place, rows: ticketsHref(search).match(/rows=(\d+)/)?.[1], since }
  return (
    <p
      id="news"
      data-events={withQuery(paths.ticketEvents, query)}
      data-poll={withQuery(paths.ticketNews, query)}
      {...swapWithin(TICKETS_PANEL)}
    ></p>
  )
}

/** "3 nouveaux tickets — afficher": the list from its beginning, newest first. */
export function NewsLink({ search, count }: { search: TicketSearch; count: number }) {
  const words = useWords(ticketQueueWords)
  const { language } = useScene()
  const text = count < NEWS_COUNTED ? String(count) : `+${numberText(NEWS_COUNTED - 1, language)}`
  const href = ticketsHref(search, { sort: NEWEST_FIRST })
  return (
    <a href={href} data-hx-get={href}>
      {words.news(count, text)}
    </a>
  )
}
