import { SENT_TABS, type SentList, type SentRow, type SentTab } from '../../src/tickets/sent-list-rules.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { type Page, PAGE_SIZES } from '../../src/values/page.ts'
import { homeCrumb, Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { Panel } from '../parts/panel.tsx'
import { SortHead } from '../parts/sort-head.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { layoutWords } from '../words/layout.ts'
import { sentWords } from '../words/ticket-sent.ts'
import { ticketWords } from '../words/tickets.ts'
import { SentNav } from './sent-nav.tsx'
import { DraftTable, SentTable } from './sent-table.tsx'

type SentListProps = { list: SentList; page: Page<SentRow>; counts: Record<SentTab, number | null> }

const PANEL = 'sent-panel'

const queryOf = ({ tab, isUp }: Pick<SentList, 'tab' | 'isUp'>) => ({
  tab: tab === 'action' ? undefined : tab,
  sort: isUp ? 'sent' : undefined,
})

/** The list's own address. */
const hrefOf = (list: SentList): string =>
  withQuery(paths.sentTickets, {
    ...queryOf(list),
    rows: list.paging.size === PAGE_SIZES[0] ? undefined : list.paging.size,
    page: list.paging.page === 1 ? undefined : list.paging.page,
  })

function useTitled({ list, page }: SentListProps) {
  const words = useWords(sentWords)
  return { title: words.titles[list.tab], section: 'sent', part: partOf(page) } as const
}

/** "Synthèse": what one wrote oneself, by what is to be done about it. */
export function SentListPage(props: SentListProps) {
  const words = useWords(sentWords)
  return (
    <Layout
      {...useTitled(props)}
      heading={words.section}
      crumb={words.section}
      crumbs={[homeCrumb(useWords(layoutWords))]}
      actions={
        <a class="button main" href={paths.newTicket}>
          {words.write}
        </a>
      }
    >
      <SentNav current="synthesis" />
      <SentListPanel {...props} />
    </Layout>
  )
}

/** The tabs and the list. */
export function SentListPanel(props: SentListProps) {
  const { list, page, counts } = props
  const words = useWords(sentWords)
  const { language } = useScene()
  return (
    <Panel id={PANEL} {...useTitled(props)}>
      <Tabs
        label={words.tabsLabel}
        panel={PANEL}
        tabs={SENT_TABS.map((tab) => ({
          href: hrefOf({ tab, isUp: false, paging: { ...list.paging, page: 1 } }),
          label: words.tabs[tab],
          count: totalText(counts[tab], language),
          current: tab === list.tab,
        }))}
      />
      {page.rows.length === 0 ? <EmptyTab tab={list.tab} /> : <Rows {...props} />}
      {(page.rows.length > 0 || page.paging.page > 1) && (
        <Pager page={page} path={paths.sentTickets} query={queryOf(list)} panel={PANEL} />
      )}
    </Panel>
  )
}

function Rows({ list, page }: SentListProps) {
  const words = useWords(sentWords)
  const { sentAt } = useWords(ticketWords)
  const { language } = useScene()
  const order = list.isUp ? words.oldestFirst : words.newestFirst
  const caption = words.captions[list.tab](totalText(page.total, language), order)
  if (list.tab === 'drafts') return <DraftTable rows={page.rows} caption={caption} />
  const turned = hrefOf({ ...list, isUp: !list.isUp, paging: { ...list.paging, page: 1 } })
  const head = <SortHead label={sentAt} href={turned} sorted={list.isUp ? 'ascending' : 'descending'} panel={PANEL} />
  return <SentTable rows={page.rows} caption={caption} dateHead={head} back={hrefOf(list)} />
}

function EmptyTab({ tab }: { tab: SentTab }) {
  const words = useWords(sentWords)
  return (
    <Empty title={words.empty[tab]}>
      <p>{words.emptyText[tab]}</p>
      <p>
        <a href={paths.newTicket}>{words.write}</a>
      </p>
    </Empty>
  )
}
