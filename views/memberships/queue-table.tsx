import { paths, url, withQuery } from '../../src/urls.ts'
import { searchHref } from '../../src/values/request-queue.ts'
import { useWords } from '../layout/scene.ts'
import { queueHeads } from '../parts/request-queue.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Time } from '../parts/time.tsx'
import { membershipWords } from '../words/memberships.ts'
import { Asked, PendingRequests } from './pending-requests.tsx'
import { QUEUE_PANEL, type QueueProps } from './queue-address.ts'

type TableProps = QueueProps & { caption: string }

/** The requests of one page: those that wait can be decided here, the others say when and by whom they were. */
export function QueueTable({ caption, ...queue }: TableProps) {
  const { address, page } = queue
  const words = useWords(membershipWords)
  const place = { id: QUEUE_PANEL, path: paths.membershipRequests, address, canSortByName: queue.canSortByName }
  const back = searchHref(place.path, address)
  const columns = queueHeads(place, words, words.servicesAsked)
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
          <Asked request={request} words={words} />
          <Cell label={words.decidedOn}>{request.decided_at && <Time at={request.decided_at} />}</Cell>
          <Cell label={words.decidedBy}>{request.deciderName}</Cell>
        </tr>
      ))}
    </Table>
  )
}
