import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Actor } from '../../src/act.ts'
import {
  type AskedSpace,
  BULK_LIMIT,
  type SubscriptionRequest,
  whyNotDecideSubscription,
} from '../../src/subscriptions/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Page } from '../../src/values/page.ts'
import type { RequestSearch } from '../../src/values/request-queue.ts'
import { useWords } from '../layout/scene.ts'
import { PendingTable } from '../parts/pending-table.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Time } from '../parts/time.tsx'
import { spaceWords } from '../words/spaces.ts'
import { subscriptionDecisionWords } from '../words/subscription-decisions.ts'

type Words = (typeof subscriptionDecisionWords)['fr']
type Spaces = (typeof spaceWords)['fr']

/** A space with the service that it is asked for, if for one alone. */
export const spaceText = ({ space, service }: AskedSpace, spaces: Spaces): string =>
  service ? `${spaces.names[space]} (${service.name})` : spaces.names[space]

/** All that a request asks for, in words. */
export const askedText = (request: SubscriptionRequest, spaces: Spaces): string =>
  request.spaces.map((one) => spaceText(one, spaces)).join(', ')

/** What every row says of its request, whatever became of it. */
function asked(request: SubscriptionRequest, words: Words, spaces: Spaces) {
  const where = Cell({ label: words.structure, children: request.structureName })
  const what = Cell({ label: words.spacesAsked, children: askedText(request, spaces) })
  const when = Cell({ label: words.receivedOn, children: Time({ at: request.created_at }) })
  return html`${where}${what}${when}`
}

type PendingProps = {
  queue: { address: RequestSearch; page: Page<SubscriptionRequest>; actor: Actor }
  caption: string
  /** The heads of who, where, what and when. */
  columns: Child[]
  back: string
}

/** Requests that wait, on the queue and on the synthesis. */
export function PendingSubscriptions({ queue: { address, page, actor }, ...props }: PendingProps) {
  const words = useWords(subscriptionDecisionWords)
  const spaces = useWords(spaceWords)
  const rows = page.rows.map((request) => {
    const why = whyNotDecideSubscription(request, actor)
    return {
      ...request,
      cells: asked(request, words, spaces),
      why: why && (words.briefly[why] ?? words.cannot[why]),
    }
  })
  return <PendingTable {...props} rows={rows} words={words} to={TO} address={address} page={page} most={BULK_LIMIT} />
}

const TO = {
  one: (id: number) => url(paths.subscriptionRequest, { id }),
  refusal: (id: number) => url(paths.subscriptionRequestRefusal, { id }),
  approvals: paths.subscriptionRequestApprovals,
  refusals: paths.subscriptionRequestRefusals,
}

type DecidedProps = { rows: SubscriptionRequest[]; caption: string; columns: Child[]; back: string }

/** Requests that do not wait any more: when and by whom they were decided. */
export function DecidedSubscriptions({ rows, caption, columns, back }: DecidedProps) {
  const words = useWords(subscriptionDecisionWords)
  const spaces = useWords(spaceWords)
  return (
    <Table caption={caption} columns={[...columns, words.decidedOn, words.decidedBy]}>
      {rows.map((request) => (
        <tr>
          <th scope="row" data-label={words.requester}>
            <a href={withQuery(url(paths.subscriptionRequest, request), { back })}>{request.requesterName}</a>
            <small>{request.requesterLogin}</small>
          </th>
          {asked(request, words, spaces)}
          <Cell label={words.decidedOn}>{request.decided_at && <Time at={request.decided_at} />}</Cell>
          <Cell label={words.decidedBy}>{request.deciderName}</Cell>
        </tr>
      ))}
    </Table>
  )
}
