import type { Actor } from '../../src/act.ts'
import type { SubscriptionRequest } from '../../src/subscriptions/rules.ts'
import { paths } from '../../src/urls.ts'
import type { Page } from '../../src/values/page.ts'
import { type RequestSearch, type RequestState, searchHref } from '../../src/values/request-queue.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { partOf } from '../parts/pager.tsx'
import { queueHeads, RequestQueue } from '../parts/request-queue.tsx'
import { layoutWords } from '../words/layout.ts'
import { subscriptionDecisionWords } from '../words/subscription-decisions.ts'
import { SUBSCRIPTION_QUEUE_PANEL } from './queue-address.ts'
import { DecidedSubscriptions, PendingSubscriptions } from './queue-table.tsx'

export type SubscriptionQueueProps = {
  address: RequestSearch
  page: Page<SubscriptionRequest>
  /** Null for managers of services alone: they have no counters. */
  totals: Record<RequestState, number> | null
  structures: { id: number; name: string }[]
  canSortByName: boolean
  actor: Actor
}

const useTitled = ({ page }: SubscriptionQueueProps) => ({
  title: useWords(subscriptionDecisionWords).queueTitle,
  section: 'manager' as const,
  part: partOf(page),
})

/** "Les demandes d'abonnement aux espaces". */
export const SubscriptionQueuePage = (props: SubscriptionQueueProps) => (
  <Layout {...useTitled(props)} crumbs={[{ href: paths.manager, label: useWords(layoutWords).manager }]}>
    <SubscriptionQueuePanel {...props} />
  </Layout>
)

/** The part of the page that htmx swaps. */
export function SubscriptionQueuePanel(props: SubscriptionQueueProps) {
  const words = useWords(subscriptionDecisionWords)
  const { address, page } = props
  const place = { id: SUBSCRIPTION_QUEUE_PANEL, path: paths.subscriptionRequests, address }
  const columns = queueHeads({ ...place, canSortByName: props.canSortByName }, words, words.spacesAsked)
  const back = searchHref(place.path, address)
  return (
    <RequestQueue
      {...props}
      {...place}
      titled={useTitled(props)}
      words={words}
      table={(caption) =>
        address.state === 'pending' ? (
          <PendingSubscriptions queue={props} caption={caption} columns={columns} back={back} />
        ) : (
          <DecidedSubscriptions rows={page.rows} caption={caption} columns={columns} back={back} />
        )
      }
    />
  )
}
