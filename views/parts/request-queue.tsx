import type { Child } from 'hono/jsx'
import type { Page } from '../../src/values/page.ts'
import {
  REQUEST_STATES,
  type RequestSearch,
  type RequestSort,
  type RequestState,
  searchHref,
  searchQuery,
} from '../../src/values/request-queue.ts'
import { useScene, useWords } from '../layout/scene.ts'
import type { Titled } from '../layout/title.ts'
import { partWords } from '../words/parts.ts'
import { Empty } from './empty.tsx'
import { Pager, totalText } from './pager.tsx'
import { Panel } from './panel.tsx'
import { SortHead } from './sort-head.tsx'
import { swapLink, Tabs } from './tabs.tsx'
import { numberText } from './time.tsx'

/** How one kind of requests speaks of its queue. */
type QueueWords = {
  tabs: string
  tabNames: Record<RequestState, string>
  searchLabel: string
  structure: string
  allStructures: string
  caption: (total: string, order: string) => string
  orders: Record<RequestSort, string>
  emptyPending: string
  emptyPendingText: string
  emptyFound: string
  emptyFoundText: string
  emptyOther: string
}

type RequestQueueProps = {
  /** The panel that htmx swaps. */
  id: string
  titled: Titled
  /** Where the queue lies; `address` is the rest. */
  path: string
  address: RequestSearch
  page: Page<unknown>
  /** Null where there are no counters. */
  totals: Record<RequestState, number> | null
  /** The structures to choose from. */
  structures: { id: number; name: string }[]
  words: QueueWords
  /** Draws the table, under this caption; not called for an empty page. */
  table: (caption: string) => Child
}

/** A queue of requests: tabs by state, search, table and pager. All of what is seen lies in the address. */
export function RequestQueue(props: RequestQueueProps) {
  const { id, titled, path, address, page, totals, words } = props
  const { language } = useScene()
  return (
    <Panel id={id} {...titled}>
      <Tabs
        label={words.tabs}
        panel={id}
        tabs={REQUEST_STATES.map((state) => ({
          href: searchHref(path, address, { state }),
          label: words.tabNames[state],
          count: totals ? numberText(totals[state], language) : undefined,
          current: state === address.state,
        }))}
      />
      <QueueSearch {...props} />
      {page.rows.length === 0 ? (
        <EmptyQueue {...props} />
      ) : (
        props.table(words.caption(totalText(page.total, language), words.orders[address.sort]))
      )}
      {(page.rows.length > 0 || page.paging.page > 1) && (
        <Pager page={page} path={path} query={searchQuery(address)} panel={id} />
      )}
    </Panel>
  )
}

const resetHref = ({ path, address }: Pick<RequestQueueProps, 'path' | 'address'>) =>
  searchHref(path, address, { q: '', structureId: null })

function QueueSearch({ id: panel, path, address, structures, words }: RequestQueueProps) {
  const parts = useWords(partWords)
  const { q: _q, structure: _structure, ...kept } = searchQuery(address)
  const reset = resetHref({ path, address })
  return (
    <form class="filters" role="search" method="get" action={path} {...swapLink(path, panel)}>
      {Object.entries(kept).map(([name, value]) => value && <input type="hidden" name={name} value={value} />)}
      <div class="field">
        <label for="q">{words.searchLabel}</label>
        <input id="q" name="q" type="search" size={28} value={address.q} autocomplete="off" maxlength={100} />
      </div>
      {structures.length > 1 && (
        <div class="field">
          <label for="structure">{words.structure}</label>
          <select id="structure" name="structure">
            <option value="">{words.allStructures}</option>
            {structures.map(({ id, name }) => (
              <option value={String(id)} selected={id === address.structureId}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <button>{parts.search}</button>
      {(address.q || address.structureId !== null) && (
        <a href={reset} {...swapLink(reset, panel)}>
          {parts.reset}
        </a>
      )}
    </form>
  )
}

function EmptyQueue({ path, address, words }: RequestQueueProps) {
  if (address.q || address.structureId !== null)
    return (
      <Empty title={words.emptyFound}>
        <p>
          {words.emptyFoundText} <a href={resetHref({ path, address })}>{useWords(partWords).reset}</a>
        </p>
      </Empty>
    )
  if (address.state !== 'pending') return <Empty title={words.emptyOther} />
  return (
    <Empty title={words.emptyPending}>
      <p>{words.emptyPendingText}</p>
    </Empty>
  )
}

type HeadProps = Pick<RequestQueueProps, 'id' | 'path' | 'address'> & { canSortByName: boolean }
type HeadWords = { requester: string; structure: string; receivedOn: string }

/** The heads of who, where, what (given as a text) and when: the first and the last sort. */
export function queueHeads({ id, path, address, canSortByName }: HeadProps, words: HeadWords, what: string): Child[] {
  const byDate = address.sort === 'oldest' ? 'ascending' : address.sort === 'newest' ? 'descending' : null
  const byName = address.sort === 'name' ? 'ascending' : null
  const dateHref = searchHref(path, address, { sort: address.sort === 'oldest' ? 'newest' : 'oldest' })
  const nameHref = searchHref(path, address, { sort: 'name' })
  return [
    canSortByName ? <SortHead label={words.requester} href={nameHref} sorted={byName} panel={id} /> : words.requester,
    words.structure,
    what,
    <SortHead label={words.receivedOn} href={dateHref} sorted={byDate} panel={id} />,
  ]
}
