import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { withQuery } from '../../src/urls.ts'
import type { Page } from '../../src/values/page.ts'
import type { RequestSearch } from '../../src/values/request-queue.ts'
import { useScene } from '../layout/scene.ts'
import { BulkBar } from './bulk-bar.tsx'
import { line } from './line.ts'
import { RowTick, Table } from './table.tsx'
import { numberText } from './time.tsx'

/** How one kind of requests speaks of its rows. */
type PendingWords = {
  requester: string
  actions: string
  validate: string
  refuse: string
  consult: string
  theRequestOf: (name: string) => string
  select: (name: string) => string
  selected: (n: 1 | '#') => string
  bulk: string
  bulkHint: string
  wholeQueue: (n: string) => string
}

/** One request: its cells between who asks and what can be done. `why`, in few words, stands where the buttons would. */
export type PendingRow = {
  id: number
  requesterName: string
  requesterLogin: string
  cells: Child
  why: string | null
}

type PendingTableProps = {
  rows: PendingRow[]
  caption: string
  /** The heads of who, where, what and when. */
  columns: Child[]
  words: PendingWords
  /** The pages of one request, and those that ask before many are decided. */
  to: { one: (id: number) => string; refusal: (id: number) => string; approvals: string; refusals: string }
  /** The search that made this list, and the part of it that is shown. */
  address: RequestSearch
  page: Pick<Page<unknown>, 'hasNext' | 'paging'>
  /** Requests decided in one go, at most. */
  most: number
  /** The list itself, to come back to. */
  back: string
}

/** Where htmx puts the answers to all links and buttons of the form. */
const INTO_DIALOG = { 'data-hx-target:inherited': '#dialog' }

/**
 * Requests that wait. What the reader may decide can be ticked and decided together: the form opens a page (or dialog)
 * that asks first. A row that is not theirs to decide says why in the place of its buttons.
 */
export function PendingTable({ rows, caption, columns, back, ...rest }: PendingTableProps) {
  const { words, to } = rest
  const tickable = rows.filter(({ why }) => why === null).length
  const every = { words, to, query: withQuery('', { back }), hasTicks: tickable > 0 }
  return (
    <form method="get" action={to.approvals} class="panel" {...INTO_DIALOG}>
      <input type="hidden" name="back" value={back} />
      <Table caption={caption} columns={[...columns, words.actions]} tickable={tickable}>
        {rows.map((row) => pendingRow(row, every))}
      </Table>
      {tickable > 0 && <Bulk {...rest} />}
    </form>
  )
}

/** The same for every row: `query` says to the pages of one request which list they were opened from. */
type Every = Pick<PendingTableProps, 'words' | 'to'> & { query: string; hasTicks: boolean }

function pendingRow({ id, requesterName: name, requesterLogin, cells, why }: PendingRow, every: Every) {
  const { words, to, query, hasTicks } = every
  const whose = html`<span class="vh"> ${words.theRequestOf(name)}</span>`
  const open = to.one(id) + query
  const acts = why ? html`<small>${why}</small>` : decisions({ open, no: to.refusal(id) + query }, words, whose)
  return line`<tr>
    ${hasTicks && tickOf({ id, name, why }, words)}
    <th scope="row" data-label="${words.requester}">${name}<small>${requesterLogin}</small></th>
    ${cells}
    <td class="acts">${acts}<a href="${open}" class="button plain">${words.consult}${whose}</a></td>
  </tr>`
}

const tickOf = ({ id, name, why }: Pick<PendingRow, 'id' | 'why'> & { name: string }, words: PendingWords) =>
  why ? html`<td class="tick">–</td>` : RowTick({ label: words.select(name), value: id })

const decisions = ({ open, no }: { open: string; no: string }, words: PendingWords, whose: Child) => line`
  <a href="${open}" class="button plain">${words.validate}${whose}</a>
  <a href="${no}" class="button plain danger" data-hx-get="${no}">${words.refuse}${whose}</a>`

type BulkProps = Pick<PendingTableProps, 'words' | 'to' | 'address' | 'page' | 'most'>

/** Reachable right after the table: what to do with the ticked rows. */
function Bulk({ words, to, address, page, most }: BulkProps) {
  const { language } = useScene()
  return (
    <BulkBar label={words.bulk} count={words.selected} hint={words.bulkHint}>
      {(page.hasNext || page.paging.page > 1) && (
        <>
          <label class="tickline">
            <input type="checkbox" name="all" value="1" />
            <span>{words.wholeQueue(numberText(most, language))}</span>
          </label>
          <QueueFields address={address} />
        </>
      )}
      <button class="main" {...dialogButton(to.approvals)}>
        {words.validate}
      </button>
      <button class="danger" {...dialogButton(to.refusals)}>
        {words.refuse}
      </button>
    </BulkBar>
  )
}

const dialogButton = (path: string) => ({
  formaction: path,
  'data-hx-get': path,
  'data-hx-include': 'closest form',
})

/** What "the other pages too" means: the search that made this list. */
const QueueFields = ({ address }: { address: RequestSearch }) => (
  <>
    {address.q && <input type="hidden" name="q" value={address.q} />}
    {address.structureId !== null && <input type="hidden" name="structure" value={String(address.structureId)} />}
    <input type="hidden" name="sort" value={address.sort} />
  </>
)
