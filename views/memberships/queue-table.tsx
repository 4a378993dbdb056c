import type { MembershipRequest } from '../../src/memberships/rules.ts'
import { BULK_LIMIT } from '../../src/memberships/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { SortHead } from '../parts/sort-head.tsx'
import { numberText, Time } from '../parts/time.tsx'
import { membershipWords } from '../words/memberships.ts'
import { partWords } from '../words/parts.ts'
import { QUEUE_PANEL, type QueueAddress, queueHref, type QueueProps } from './queue-address.ts'

type Words = (typeof membershipWords)['fr']

/** The requests of one page. Pending ones can be ticked and decided together: the form opens a page (or dialog) that asks first. */
export function QueueTable({ caption, ...props }: QueueProps & { caption: string }) {
  const { address, page } = props
  const words = useWords(membershipWords)
  const back = queueHref(address)
  const pending = address.state === 'pending'
  const table = (
    <div class="scroll">
      <table>
        <caption>{caption}</caption>
        <QueueHead {...props} words={words} />
        <tbody>
          {page.rows.map((request) =>
            pending ? (
              <PendingRow request={request} back={back} words={words} />
            ) : (
              <DecidedRow request={request} back={back} words={words} />
            ),
          )}
        </tbody>
      </table>
    </div>
  )
  if (!pending) return table
  return (
    <form method="get" action={paths.membershipRequestApprovals} class="panel">
      <input type="hidden" name="back" value={back} />
      {table}
      <Bulk {...props} words={words} />
    </form>
  )
}

function QueueHead({ address, page, canSortByName, words }: QueueProps & { words: Words }) {
  const byDate = address.sort === 'oldest' ? 'ascending' : address.sort === 'newest' ? 'descending' : null
  const dateHref = queueHref(address, { sort: address.sort === 'oldest' ? 'newest' : 'oldest' })
  const parts = useWords(partWords)
  return (
    <thead>
      <tr>
        {address.state === 'pending' && (
          <td class="tick">
            <input type="checkbox" data-tick-all hidden aria-label={parts.selectAll(page.rows.length)} />
          </td>
        )}
        {canSortByName ? (
          <SortHead
            label={words.requester}
            href={queueHref(address, { sort: 'name' })}
            sorted={address.sort === 'name' ? 'ascending' : null}
            panel={QUEUE_PANEL}
          />
        ) : (
          <th scope="col">{words.requester}</th>
        )}
        <th scope="col">{words.structure}</th>
        <th scope="col">{words.servicesAsked}</th>
        <SortHead label={words.receivedOn} href={dateHref} sorted={byDate} panel={QUEUE_PANEL} />
        {address.state === 'pending' ? (
          <th scope="col">{words.actions}</th>
        ) : (
          <>
            <th scope="col">{words.decidedOn}</th>
            <th scope="col">{words.decidedBy}</th>
          </>
        )}
      </tr>
    </thead>
  )
}

type RowProps = { request: MembershipRequest; back: string; words: Words }

const Asked = ({ request, back, words }: RowProps) => (
  <>
    <th scope="row" data-label={words.requester}>
      <a href={withQuery(url(paths.membershipRequest, request), { back })}>{request.requesterName}</a>
      <small>{request.requesterLogin}</small>
    </th>
    <td data-label={words.structure}>{request.structureName}</td>
    <td data-label={words.servicesAsked}>
      {request.whole_structure ? words.wholeStructure : request.services.map(({ name }) => name).join(', ')}
    </td>
    <td data-label={words.receivedOn}>
      <Time at={request.created_at} />
    </td>
  </>
)

function PendingRow({ request, back, words }: RowProps) {
  const { requesterName } = request
  const refusal = withQuery(url(paths.membershipRequestRefusal, request), { back })
  const whose = <span class="vh"> {words.theRequestOf(requesterName)}</span>
  return (
    <tr>
      <td class="tick">
        <input type="checkbox" name="id" value={String(request.id)} aria-label={words.select(requesterName)} />
      </td>
      <Asked request={request} back={back} words={words} />
      <td class="acts">
        <a class="button plain" href={withQuery(url(paths.membershipRequest, request), { back })}>
          {words.validate}
          {whose}
        </a>
        <a class="button plain danger" href={refusal} data-hx-get={refusal} data-hx-target="#dialog">
          {words.refuse}
          {whose}
        </a>
      </td>
    </tr>
  )
}

const DecidedRow = (props: RowProps) => (
  <tr>
    <Asked {...props} />
    <td data-label={props.words.decidedOn}>{props.request.decided_at && <Time at={props.request.decided_at} />}</td>
    <td data-label={props.words.decidedBy}>{props.request.deciderName}</td>
  </tr>
)

/** Reachable right after the table: what to do with the ticked rows. */
function Bulk({ address, page, words }: QueueProps & { words: Words }) {
  const { language } = useScene()
  const more = page.hasNext || page.paging.page > 1
  return (
    <div class="bulk" role="group" aria-label={words.bulk}>
      <strong data-ticked data-one={words.selectedOne} data-many={words.selectedMany}>
        {words.bulkHint}
      </strong>
      {more && (
        <>
          <label class="tickline">
            <input type="checkbox" name="all" value="1" />
            <span>{words.wholeQueue(numberText(BULK_LIMIT, language))}</span>
          </label>
          <QueueFields address={address} />
        </>
      )}
      <span class="acts">
        <button class="main" {...dialogButton(paths.membershipRequestApprovals)}>
          {words.validate}
        </button>
        <button class="danger" {...dialogButton(paths.membershipRequestRefusals)}>
          {words.refuse}
        </button>
      </span>
    </div>
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
