import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { partOf } from '../parts/pager.tsx'
import { RequestQueue } from '../parts/request-queue.tsx'
import { layoutWords } from '../words/layout.ts'
import { membershipWords } from '../words/memberships.ts'
import { QUEUE_PANEL, type QueueProps } from './queue-address.ts'
import { QueueTable } from './queue-table.tsx'

const useTitled = ({ page }: QueueProps) => ({
  title: useWords(membershipWords).queueTitle,
  section: 'manager' as const,
  part: partOf(page),
})

/** "Les demandes de rattachement à une structure". */
export const RequestQueuePage = (props: QueueProps) => (
  <Layout {...useTitled(props)} crumbs={[{ href: paths.manager, label: useWords(layoutWords).manager }]}>
    <RequestQueuePanel {...props} />
  </Layout>
)

/** The part of the page that htmx swaps. */
export const RequestQueuePanel = (props: QueueProps) => (
  <RequestQueue
    {...props}
    id={QUEUE_PANEL}
    path={paths.membershipRequests}
    titled={useTitled(props)}
    words={useWords(membershipWords)}
    table={(caption) => <QueueTable {...props} caption={caption} />}
  />
)
