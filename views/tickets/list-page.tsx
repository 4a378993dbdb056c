import type { Child } from 'hono/jsx'
import type { Actor } from '../../src/act.ts'
import {
  ASSIGN_LIMIT,
  isNarrowed,
  NO_FILTER,
  TABS,
  type TicketListPage as Read,
  ticketQuery,
  ticketsHref,
} from '../../src/tickets/list-rules.ts'
import { desksOf, isEmpty } from '../../src/tickets/rules.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { homeCrumb, Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { BulkBar } from '../parts/bulk-bar.tsx'
import { Empty } from '../parts/empty.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { Panel } from '../parts/panel.tsx'
import { sizeText } from '../parts/size.ts'
import { swapLink, Tabs } from '../parts/tabs.tsx'
import { numberText } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { partWords } from '../words/parts.ts'
import { ticketQueueWords } from '../words/ticket-queue.ts'
import { ticketWords } from '../words/tickets.ts'
import { TicketFilters } from './list-filters.tsx'
import { TicketTable, TICKETS_PANEL } from './list-table.tsx'
import { NewsPlace } from './news-link.tsx'
import { UpdatesLink } from './updates-link.tsx'

export type TicketListProps = Read & { actor: Actor }

const useTitled = ({ search, page }: TicketListProps) => ({
  title: useWords(ticketQueueWords).tabNames[search.tab],
  section: 'received' as const,
  part: partOf(page),
})

/** "Tickets reçus". */
export const TicketListPage = (props: TicketListProps) => (
  <Layout
    {...useTitled(props)}
    heading={useWords(ticketQueueWords).title}
    crumbs={[homeCrumb(useWords(layoutWords))]}
    crumb={useWords(ticketQueueWords).title}
  >
    <TicketListPanel {...props} />
  </Layout>
)

/** The part of the page that htmx swaps. */
export function TicketListPanel(props: TicketListProps) {
  const { search, page, since, meant } = props
  const words = useWords(ticketQueueWords)
  return (
    <Panel id={TICKETS_PANEL} {...useTitled(props)}>
      <TicketTabs {...props} />
      <TicketFilters {...props} />
      {since !== null && <NewsPlace search={search} since={since} />}
      {meant && <p>{words.mended(search.q, meant)}</p>}
      {page.rows.length === 0 ? <NoTickets {...props} /> : <Rows {...props} />}
      {(page.rows.length > 0 || page.paging.page > 1) && (
        <Pager page={page} path={paths.tickets} query={ticketQuery(search)} panel={TICKETS_PANEL} />
      )}
      {since !== null && <UpdatesLink />}
    </Panel>
  )
}

/** Counters count whole tabs: beside a search they would mislead, and the tab alone says how many were found. */
function TicketTabs({ search, page, counts }: TicketListProps) {
  const words = useWords(ticketQueueWords)
  const { language } = useScene()
  const text = (total: number | null) => (total === null ? totalText(null, language) : numberText(total, language))
  return (
    <Tabs
      label={words.tabs}
      panel={TICKETS_PANEL}
      tabs={TABS.map((tab) => ({
        href: ticketsHref(search, { tab }),
        label: words.tabNames[tab],
        count: counts ? text(counts[tab]) : tab === search.tab ? text(page.total) : undefined,
        current: tab === search.tab,
      }))}
    />
  )
}

function useCaption({ search, page }: TicketListProps): string {
  const words = useWords(ticketQueueWords)
  const { language } = useScene()
  const { dueAt, ...named } = useWords(ticketWords)
  const { column, isDown } = search.sort
  const order =
    column === 'sent'
      ? isDown
        ? words.newestFirst
        : words.oldestFirst
      : words.sortedBy(column === 'due' ? dueAt : named[column])
  return words.caption(totalText(page.total, language), order)
}

/** Where htmx puts the answers to the buttons of the form. */
const INTO_DIALOG = { 'data-hx-target:inherited': '#dialog' }

/** The rows and, for who may give tickets to somebody, what can be done with those that are ticked. */
function Rows(props: TicketListProps) {
  const { page, search, actor } = props
  const back = ticketsHref(search)
  const table = <TicketTable {...props} rows={page.rows} caption={useCaption(props)} back={back} />
  const gives = search.tab !== 'closed' && !isEmpty(desksOf(actor, 'write'))
  return (
    <>
      {gives ? (
        <form method="get" action={paths.ticketAssignments} class="panel" {...INTO_DIALOG}>
          <input type="hidden" name="back" value={back} />
          {table}
          <Bulk {...props} />
        </form>
      ) : (
        table
      )}
      <Export {...props} />
    </>
  )
}

function Bulk({ search, page }: TicketListProps) {
  const words = useWords(ticketQueueWords)
  const { language } = useScene()
  const kept = { ...ticketQuery(search), filters: undefined }
  return (
    <BulkBar label={words.bulk} count={words.selected} hint={words.bulkHint}>
      {(page.hasNext || page.paging.page > 1) && (
        <>
          <label class="tickline">
            <input type="checkbox" name="all" value="1" />
            <span>{words.wholeList(numberText(ASSIGN_LIMIT, language))}</span>
          </label>
          {Object.entries(kept).map(([name, value]) => value && <input type="hidden" name={name} value={value} />)}
        </>
      )}
      <button class="main" data-hx-get={paths.ticketAssignments} data-hx-include="closest form">
        {words.assign}
      </button>
    </BulkBar>
  )
}

/** About what a line of the export holds, in bytes. */
const LINE_SIZE = 420

function Export({ search, page }: TicketListProps) {
  const words = useWords(ticketQueueWords)
  const { language } = useScene()
  const href = withQuery(paths.ticketsExport, { ...ticketQuery(search), sort: undefined, filters: undefined })
  const size = page.total === null ? null : sizeText(page.total * LINE_SIZE, language)
  return (
    <p class="acts">
      <a class="button plain" href={href} download>
        {words.export} ({size === null ? 'CSV' : words.exportSize(size)})
      </a>
    </p>
  )
}

function NoTickets({ search }: TicketListProps): Child {
  const words = useWords(ticketQueueWords)
  if (isNarrowed(search) || search.place !== null) {
    const reset = ticketsHref(search, { ...NO_FILTER, showsFilters: false })
    return (
      <Empty title={words.emptyFound}>
        <p>{words.emptyFoundText}</p>
        <p>
          <a href={reset} {...swapLink(reset, TICKETS_PANEL)}>
            {useWords(partWords).reset}
          </a>
        </p>
      </Empty>
    )
  }
  const open = ticketsHref(search, { tab: 'open' })
  return (
    <Empty title={words.empty[search.tab]}>
      <p>{words.emptyText[search.tab]}</p>
      {search.tab !== 'open' && (
        <p>
          <a href={open} {...swapLink(open, TICKETS_PANEL)}>
            {words.emptyLink}
          </a>
        </p>
      )}
    </Empty>
  )
}
