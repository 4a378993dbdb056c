import { type FoundSent, SENT_STATUSES, type SentSearch } from '../../src/tickets/sent-list-rules.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { PAGE_SIZES } from '../../src/values/page.ts'
import { homeCrumb, Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Field, Select } from '../parts/field.tsx'
import { Filters } from '../parts/filters.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { Panel } from '../parts/panel.tsx'
import { layoutWords } from '../words/layout.ts'
import { sentWords } from '../words/ticket-sent.ts'
import { ticketWords } from '../words/tickets.ts'
import { SentNav } from './sent-nav.tsx'
import { SentTable } from './sent-table.tsx'

/** `found` is null until something is asked for. */
type SentSearchProps = { search: SentSearch; found: FoundSent | null }

const PANEL = 'sent-search-panel'

const queryOf = ({ q, status }: SentSearch) => ({ q: q || undefined, status: status ?? undefined })
const hrefOf = (search: SentSearch): string =>
  withQuery(paths.sentTicketSearch, {
    ...queryOf(search),
    rows: search.paging.size === PAGE_SIZES[0] ? undefined : search.paging.size,
    page: search.paging.page === 1 ? undefined : search.paging.page,
  })

function useTitled({ found }: SentSearchProps) {
  const { searchTitle } = useWords(sentWords)
  return { title: searchTitle, section: 'sent', part: found ? partOf(found.page) : undefined } as const
}

/** "Rechercher": full text over one's own tickets. */
export function SentSearchPage(props: SentSearchProps) {
  const words = useWords(sentWords)
  return (
    <Layout
      {...useTitled(props)}
      crumbs={[homeCrumb(useWords(layoutWords)), { href: paths.sentTickets, label: words.section }]}
    >
      <SentNav current="search" />
      <SentSearchPanel {...props} />
    </Layout>
  )
}

/** The search and what it found. */
export function SentSearchPanel(props: SentSearchProps) {
  const { search, found } = props
  const words = useWords(sentWords)
  const { listStatuses } = useWords(ticketWords)
  const isAsked = found !== null
  return (
    <Panel id={PANEL} {...useTitled(props)}>
      <Filters action={paths.sentTicketSearch} panel={PANEL} reset={isAsked ? paths.sentTicketSearch : undefined}>
        <Field
          name="q"
          type="search"
          label={words.searchLabel}
          hint={words.searchHint}
          value={search.q}
          size={32}
          maxlength={100}
          autocomplete="off"
        />
        <Select
          name="status"
          label={words.status}
          value={search.status ?? ''}
          options={[
            { value: '', label: words.allStatuses },
            ...SENT_STATUSES.map((status) => ({ value: status, label: listStatuses[status] })),
          ]}
        />
      </Filters>
      {found ? <Found search={search} found={found} /> : <NothingAsked />}
    </Panel>
  )
}

const NothingAsked = () => {
  const words = useWords(sentWords)
  return (
    <Empty title={words.searchEmpty}>
      <p>{words.searchEmptyText}</p>
    </Empty>
  )
}

function Found({ search, found: { page, nearly } }: { search: SentSearch; found: FoundSent }) {
  const words = useWords(sentWords)
  const { sentAt } = useWords(ticketWords)
  const { language } = useScene()
  if (page.rows.length === 0 && page.paging.page === 1)
    return (
      <Empty title={words.notFound}>
        <p>{words.notFoundText}</p>
      </Empty>
    )
  return (
    <>
      {nearly && <p>{words.nearly(nearly)}</p>}
      <SentTable
        rows={page.rows}
        caption={words.found(totalText(page.total, language))}
        dateHead={sentAt}
        back={hrefOf(search)}
      />
      <Pager page={page} path={paths.sentTicketSearch} query={queryOf(search)} panel={PANEL} />
    </>
  )
}
