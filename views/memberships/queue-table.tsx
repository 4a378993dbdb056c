import type { Child } from 'hono/jsx'
import { paths, url, withQuery } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { SortHead } from '../parts/sort-head.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Time } from '../parts/time.tsx'
import { membershipWords } from '../words/memberships.ts'
import { Asked, PendingRequests } from './pending-requests.tsx'
import { QUEUE_PANEL, queueHref, type QueueProps } from './queue-address.ts'

type Words = (typeof membershipWords)['fr']
type TableProps = QueueProps & { caption: string }

/** The requests of one page: those that wait can be decided here, the others say when and by whom they were. */
export function QueueTable({ caption, ...queue }: TableProps) {
  const { address, page } = queue
  const words = useWords(membershipWords)
  const back = queueHref(address)
  const columns = heads(queue, words)
  if (address.state === 'pending')
    return <PendingRequests queue={queue} caption={caption} columns={columns} back={back} />
  return (
    <Table caption={caption} columns={[...columns, words.decidedOn, words.decidedBy]}>
      {page.rows.map((request) => (
        <tr>
          <th scope="row" data-label={words.requester}>
            <a href={withQuery(url(paths.membershipRequest, request), { back })}>{request.requesterName}</a>
            <small>{request.requesterLogin}</small>
          </th>
          <Asked request={request} back={back} words={words} />
          <Cell label={words.decidedOn}>{request.decided_at && <Time at={request.decided_at} />}</Cell>
          <Cell label={words.decidedBy}>{request.deciderName}</Cell>
        </tr>
      ))}
    </Table>
  )
}

function heads({ address, canSortByName }: QueueProps, words: Words): Child[] {
  const byDate = address.sort === 'oldest' ? 'ascending' : address.sort === 'newest' ? 'descending' : null
  const byName = address.sort === 'name' ? 'ascending' : null
  const dateHref = queueHref(address, { sort: address.sort === 'oldest' ? 'newest' : 'oldest' })
  const nameHref = queueHref(address, { sort: 'name' })
  return [
    canSortByName ? (
      <SortHead label={words.requester} href={nameHref} sorted={byName} panel={QUEUE_PANEL} />
    ) : (
      words.requester
    ),
    words.structure,
    words.servicesAsked,
    <SortHead label={words.receivedOn} href={dateHref} sorted={byDate} panel={QUEUE_PANEL} />,
  ]
}
