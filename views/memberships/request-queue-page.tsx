import type { RequestState } from '../../src/memberships/rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Panel } from '../parts/panel.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { swapLink, Tabs } from '../parts/tabs.tsx'
import { numberText } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { membershipWords } from '../words/memberships.ts'
import { partWords } from '../words/parts.ts'
import { QueueTable } from './queue-table.tsx'
import { QUEUE_PANEL, type QueueAddress, queueHref, type QueueProps, queueQuery } from './queue-address.ts'

const useTitled = ({ page }: QueueProps) => ({
  title: useWords(membershipWords).queueTitle,
  section: 'manager' as const,
  part: partOf(page),
})

export function RequestQueuePage(props: QueueProps) {
  return (
    <Layout {...useTitled(props)} crumbs={[{ href: paths.manager, label: useWords(layoutWords).manager }]}>
      <RequestQueuePanel {...props} />
    </Layout>
  )
}

const STATES: RequestState[] = ['pending', 'validated', 'refused', 'withdrawn']

/** Tabs, search, table and pager: the part of the page that htmx swaps. */
export function RequestQueuePanel(props: QueueProps) {
  const { address, page, totals } = props
  const words = useWords(membershipWords)
  const { language } = useScene()
  return (
    <Panel id={QUEUE_PANEL} {...useTitled(props)}>
      <Tabs
        label={words.tabs}
        panel={QUEUE_PANEL}
        tabs={STATES.map((state) => ({
          href: queueHref(address, { state }),
          label: words.tabNames[state],
          count: totals ? numberText(totals[state], language) : undefined,
          current: state === address.state,
        }))}
      />
      <QueueSearch {...props} />
      {page.rows.length === 0 ? (
        <EmptyQueue address={address} />
      ) : (
        <QueueTable {...props} caption={words.caption(totalText(page.total, language), words.orders[address.sort])} />
      )}
      {(page.rows.length > 0 || page.paging.page > 1) && (
        <Pager page={page} path={paths.membershipRequests} query={queueQuery(address)} panel={QUEUE_PANEL} />
      )}
    </Panel>
  )
}

function QueueSearch({ address, structures }: QueueProps) {
  const words = useWords(membershipWords)
  const parts = useWords(partWords)
  const { q: _q, structure: _structure, ...kept } = queueQuery(address)
  const reset = queueHref(address, { q: '', structureId: null })
  return (
    <form
      class="filters"
      role="search"
      method="get"
      action={paths.membershipRequests}
      {...swapLink(paths.membershipRequests, QUEUE_PANEL)}
    >
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
        <a href={reset} {...swapLink(reset, QUEUE_PANEL)}>
          {parts.reset}
        </a>
      )}
    </form>
  )
}

function EmptyQueue({ address }: { address: QueueAddress }) {
  const words = useWords(membershipWords)
  const reset = queueHref(address, { q: '', structureId: null })
  if (address.q || address.structureId !== null)
    return (
      <Empty title={words.emptyFound}>
        <p>
          {words.emptyFoundText} <a href={reset}>{useWords(partWords).reset}</a>
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
