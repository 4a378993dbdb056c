import type { Child } from 'hono/jsx'
import { BULK_LIMIT, type RequestLine, whyNotDecide } from '../../src/memberships/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { line } from '../parts/line.ts'
import { PendingTable } from '../parts/pending-table.tsx'
import { Time } from '../parts/time.tsx'
import { membershipWords } from '../words/memberships.ts'
import type { QueueProps } from './queue-address.ts'

type Words = (typeof membershipWords)['fr']

/** Which services a request asks for, in words. */
export const askedText = (request: Pick<RequestLine, 'whole_structure' | 'services'>, words: Words): string =>
  request.whole_structure ? words.wholeStructure : request.services.map(({ name }) => name).join(', ')

type PendingProps = {
  queue: Pick<QueueProps, 'address' | 'page' | 'actor'>
  caption: string
  /** The heads of who, where, what and when. */
  columns: Child[]
  back: string
}

/** Requests that wait, on the queue and on the synthesis. */
export function PendingRequests({ queue: { address, page, actor }, ...props }: PendingProps) {
  const words = useWords(membershipWords)
  const rows = page.rows.map((request) => {
    const why = whyNotDecide(request, actor)
    const { id, requesterName, requesterLogin } = request
    const cells = Asked({ request, words })
    return { id, requesterName, requesterLogin, cells, why: why && (words.briefly[why] ?? words.cannot[why]) }
  })
  return <PendingTable {...props} rows={rows} words={words} to={TO} address={address} page={page} most={BULK_LIMIT} />
}

const TO = {
  one: (id: number) => url(paths.membershipRequest, { id }),
  refusal: (id: number) => url(paths.membershipRequestRefusal, { id }),
  approvals: paths.membershipRequestApprovals,
  refusals: paths.membershipRequestRefusals,
}

/** What every row says of its request, whatever became of it. */
export const Asked = ({ request, words }: { request: RequestLine; words: Words }) => line`
  <td data-label="${words.structure}">${request.structureName}</td>
  <td data-label="${words.servicesAsked}">${askedText(request, words)}</td>
  <td data-label="${words.receivedOn}">${Time({ at: request.created_at })}</td>`
