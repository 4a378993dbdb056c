import type { Child } from 'hono/jsx'
import type { Page } from '../../src/values/page.ts'
import type { RequestState } from '../../src/values/request-queue.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { type HistoryLine, HistoryTable } from '../history/history-table.tsx'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { totalText } from '../parts/pager.tsx'
import type { SubscriptionQueueProps } from '../subscriptions/queue-page.tsx'
import { PendingSubscriptions } from '../subscriptions/queue-table.tsx'
import { historyWords } from '../words/history.ts'
import { managerWords } from '../words/manager.ts'
import { membershipWords } from '../words/memberships.ts'
import { subscriptionDecisionWords } from '../words/subscription-decisions.ts'
import { type ManagedLine, ManagerStructures } from './manager-structures.tsx'
import { PendingRequests } from './pending-requests.tsx'
import type { QueueProps } from './queue-address.ts'
import { SynthesisPager } from './synthesis-pager.tsx'

type SynthesisQueue = Pick<QueueProps, 'address' | 'page' | 'totals' | 'actor'>
type SynthesisSubscriptions = Pick<SubscriptionQueueProps, 'address' | 'page' | 'totals' | 'actor'>
export type ManagerProps = {
  queue: SynthesisQueue
  subscriptions: SynthesisSubscriptions
  structures: Page<ManagedLine>
  /** Null for managers of services alone, who do not read the history. */
  history: Page<HistoryLine> | null
}

/** "Activités du gestionnaire": what waits, my structures, what was done; each block leads to its full page. */
export function ManagerPage({ queue, subscriptions, structures, history }: ManagerProps) {
  const area = useWords(managerWords)
  const { queueTitle: requests } = useWords(membershipWords)
  const { queueTitle: subscribing } = useWords(subscriptionDecisionWords)
  return (
    <Layout title={area.managerTitle} section="manager" actions={<Ways />}>
      <Block
        name="requests"
        page={queue.page}
        title={requests}
        href={paths.membershipRequests}
        waiting={waiting(queue)}
      >
        <RequestsBlock {...queue} />
      </Block>
      <Block
        name="subscriptions"
        page={subscriptions.page}
        title={subscribing}
        href={paths.subscriptionRequests}
        waiting={waiting(subscriptions)}
      >
        <SubscriptionsBlock {...subscriptions} />
      </Block>
      <Block name="structures" page={structures} title={area.structuresTitle} href={paths.managedStructures}>
        <ManagerStructures structures={structures} actor={queue.actor} />
      </Block>
      {history && (
        <Block name="history" page={history} title={area.historyTitle} href={paths.history}>
          <HistoryBlock history={history} />
        </Block>
      )}
    </Layout>
  )
}

const waiting = ({ totals, page }: { totals: Record<RequestState, number> | null; page: Page<unknown> }) =>
  totals?.pending ?? page.total

/** To everybody who can be looked up or exported from here. */
function Ways() {
  const area = useWords(managerWords)
  return (
    <>
      <a class="button" href={paths.userSearch}>
        {area.searchUser}
      </a>
      <a class="button" href={paths.usersExport}>
        {area.exportUsers}
      </a>
      <span class="hint">{area.exportHint}</span>
    </>
  )
}

type BlockProps = {
  name: Parameters<typeof SynthesisPager>[0]['name']
  page: Page<unknown>
  title: string
  /** The full page. */
  href: string
  /** How many wait; null where counting stopped. */
  waiting?: number | null
  children?: Child
}

/** One block of the synthesis, which leads to its full page and has a paging of its own. */
function Block({ name, page, title, href, waiting, children }: BlockProps) {
  const { language } = useScene()
  return (
    <section class="card" aria-labelledby={`block-${name}`}>
      <h2 id={`block-${name}`}>
        <a href={href}>{title}</a> {waiting !== undefined && <span class="count">{totalText(waiting, language)}</span>}
      </h2>
      {children}
      <SynthesisPager name={name} page={page} label={title} />
    </section>
  )
}

function RequestsBlock(queue: SynthesisQueue) {
  const area = useWords(managerWords)
  const words = useWords(membershipWords)
  const { language } = useScene()
  const { page, address } = queue
  if (page.rows.length === 0)
    return (
      <Empty title={words.emptyPending}>
        <p>{words.emptyPendingText}</p>
      </Empty>
    )
  return (
    <>
      <PendingRequests
        queue={queue}
        caption={words.caption(totalText(page.total, language), words.orders[address.sort])}
        columns={[words.requester, words.structure, words.servicesAsked, words.receivedOn]}
        back={useHere()}
      />
      <p class="hint">
        <a href={paths.membershipRequests}>{area.seeAllRequests}</a>
      </p>
    </>
  )
}

function SubscriptionsBlock(queue: SynthesisSubscriptions) {
  const area = useWords(managerWords)
  const words = useWords(subscriptionDecisionWords)
  const { language } = useScene()
  const { page, address } = queue
  if (page.rows.length === 0)
    return (
      <Empty title={words.emptyPending}>
        <p>{words.emptyPendingText}</p>
      </Empty>
    )
  return (
    <>
      <PendingSubscriptions
        queue={queue}
        caption={words.caption(totalText(page.total, language), words.orders[address.sort])}
        columns={[words.requester, words.structure, words.spacesAsked, words.receivedOn]}
        back={useHere()}
      />
      <p class="hint">
        <a href={paths.subscriptionRequests}>{area.seeAllSubscriptions}</a>
      </p>
    </>
  )
}

/** The synthesis with the pages that its blocks are at: where a decision comes back to. */
function useHere(): string {
  const { searchParams } = new URL(useScene().here, 'http://here')
  return withQuery(paths.manager, Object.fromEntries(searchParams))
}

function HistoryBlock({ history }: { history: Page<HistoryLine> }) {
  const words = useWords(historyWords)
  const area = useWords(managerWords)
  if (history.rows.length === 0)
    return (
      <Empty title={words.empty}>
        <p>{words.emptyText}</p>
      </Empty>
    )
  return (
    <>
      <HistoryTable rows={history.rows} caption={area.historyTitle} back={paths.manager} />
      <p class="hint">
        <a href={paths.history}>{area.seeHistory}</a>
      </p>
    </>
  )
}
