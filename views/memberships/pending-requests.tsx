import type { Child } from 'hono/jsx'
import { BULK_LIMIT, type DecideRefusal, type MembershipRequest, whyNotDecide } from '../../src/memberships/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { BulkBar } from '../parts/bulk-bar.tsx'
import { dialogLink } from '../parts/dialog.tsx'
import { Cell, RowTick, Table } from '../parts/table.tsx'
import { numberText, Time } from '../parts/time.tsx'
import { membershipWords } from '../words/memberships.ts'
import type { QueueAddress, QueueProps } from './queue-address.ts'

type Words = (typeof membershipWords)['fr']
type RowProps = { request: MembershipRequest; back: string; words: Words }

/** Which services a request asks for, in words. */
export const askedText = (request: MembershipRequest, words: Words): string =>
  request.whole_structure ? words.wholeStructure : request.services.map(({ name }) => name).join(', ')

type PendingProps = {
  queue: Pick<QueueProps, 'address' | 'page' | 'actor'>
  caption: string
  /** The heads of who, where, what and when. */
  columns: Child[]
  back: string
}

/**
 * Requests that wait, on the queue and on the synthesis. What the actor may decide can be ticked and decided together: the
 * form opens a page (or dialog) that asks first. A row that is not theirs to decide says why in the place of its buttons.
 */
export function PendingRequests({ queue: { address, page, actor }, caption, columns, back }: PendingProps) {
  const words = useWords(membershipWords)
  const rows = page.rows.map((request) => ({ request, why: whyNotDecide(request, actor) }))
  const tickable = rows.filter(({ why }) => why === null).length
  return (
    <form method="get" action={paths.membershipRequestApprovals} class="panel">
      <input type="hidden" name="back" value={back} />
      <Table caption={caption} columns={[...columns, words.actions]} tickable={tickable}>
        {rows.map((row) => (
          <PendingRow {...row} hasTicks={tickable > 0} back={back} words={words} />
        ))}
      </Table>
      {tickable > 0 && <Bulk address={address} page={page} words={words} />}
    </form>
  )
}

function PendingRow({ why, hasTicks, ...props }: RowProps & { why: DecideRefusal | null; hasTicks: boolean }) {
  const { request, words, back } = props
  return (
    <tr>
      {hasTicks &&
        (why ? <td class="tick">–</td> : <RowTick label={words.select(request.requesterName)} value={request.id} />)}
      <th scope="row" data-label={words.requester}>
        {request.requesterName}
        <small>{request.requesterLogin}</small>
      </th>
      <Asked {...props} />
      <td class="acts">
        {why ? <small>{words.briefly[why] ?? words.cannot[why]}</small> : <Decisions {...props} />}
        <a class="button plain" href={withQuery(url(paths.membershipRequest, request), { back })}>
          {words.consult}
          <span class="vh"> {words.theRequestOf(request.requesterName)}</span>
        </a>
      </td>
    </tr>
  )
}

/** What every row says of its request, whatever became of it. */
export const Asked = ({ request, words }: RowProps) => (
  <>
    <Cell label={words.structure}>{request.structureName}</Cell>
    <Cell label={words.servicesAsked}>{askedText(request, words)}</Cell>
    <Cell label={words.receivedOn}>
      <Time at={request.created_at} />
    </Cell>
  </>
)

function Decisions({ request, back, words }: RowProps) {
  const whose = <span class="vh"> {words.theRequestOf(request.requesterName)}</span>
  return (
    <>
      <a class="button plain" href={withQuery(url(paths.membershipRequest, request), { back })}>
        {words.validate}
        {whose}
      </a>
      <a class="button plain danger" {...dialogLink(withQuery(url(paths.membershipRequestRefusal, request), { back }))}>
        {words.refuse}
        {whose}
      </a>
    </>
  )
}

/** Reachable right after the table: what to do with the ticked rows. */
function Bulk({ address, page, words }: Pick<QueueProps, 'address' | 'page'> & { words: Words }) {
  const { language } = useScene()
  return (
    <BulkBar label={words.bulk} count={words.selected} hint={words.bulkHint}>
      {(page.hasNext || page.paging.page > 1) && (
        <>
          <label class="tickline">
            <input type="checkbox" name="all" value="1" />
            <span>{words.wholeQueue(numberText(BULK_LIMIT, language))}</span>
          </label>
          <QueueFields address={address} />
        </>
      )}
      <button class="main" {...dialogButton(paths.membershipRequestApprovals)}>
        {words.validate}
      </button>
      <button class="danger" {...dialogButton(paths.membershipRequestRefusals)}>
        {words.refuse}
      </button>
    </BulkBar>
  )
}

const dialogButton = (path: string) => ({
  formaction: path,
  'data-hx-get': path,
  'data-hx-target': '#dialog',
  'data-hx-include': 'closest form',
})

/** What "the other pages too" means: the search that made this list. */
const QueueFields = ({ address }: { address: QueueAddress }) => (
  <>
    {address.q && <input type="hidden" name="q" value={address.q} />}
    {address.structureId !== null && <input type="hidden" name="structure" value={String(address.structureId)} />}
    <input type="hidden" name="sort" value={address.sort} />
  </>
)
