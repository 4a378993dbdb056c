import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Actor } from '../../src/act.ts'
import { isLate } from '../../src/tickets/due-rules.ts'
import {
  type ListedSubcategory,
  type ListedTicket,
  type TicketColumn,
  ticketsHref,
  type TicketSearch,
} from '../../src/tickets/list-rules.ts'
import { numberOf, whyNotAssign } from '../../src/tickets/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { line } from '../parts/line.ts'
import { SortHead } from '../parts/sort-head.tsx'
import { RowTick, Table } from '../parts/table.tsx'
import { Time } from '../parts/time.tsx'
import { ticketQueueWords } from '../words/ticket-queue.ts'
import { ticketWords } from '../words/tickets.ts'
import { STATUS_TONES } from './status-tag.tsx'

/** The part of the page that htmx swaps. */
export const TICKETS_PANEL = 'tickets-panel'

type TableProps = {
  rows: ListedTicket[]
  search: TicketSearch
  subcategories: ListedSubcategory[]
  sortable: TicketColumn[]
  actor: Actor
  caption: string
  /** The list itself, to come back to. */
  back: string
}

/** The tickets of a page. What the reader may give to somebody can be ticked. */
export function TicketTable({ rows, caption, actor, ...rest }: TableProps) {
  const tickable = new Set(rows.filter((row) => whyNotAssign(row, actor) === null))
  const heads = useHeads(rest)
  const every = useEvery(rest)
  return (
    <Table caption={caption} columns={heads} tickable={tickable.size}>
      {rows.map((row) =>
        ticketRow(row, tickable.size > 0 && tickable.has(row), { ...every, hasTicks: tickable.size > 0 }),
      )}
    </Table>
  )
}

type HeadProps = Pick<TableProps, 'search' | 'sortable'>

/** Number and date are the same order: the one head says so to screen readers. */
function useHeads({ search, sortable }: HeadProps): Child[] {
  const words = useWords(ticketWords)
  const { column: by, isDown } = search.sort
  const head = (label: string, column: TicketColumn, isTold = true) => {
    if (!sortable.includes(column)) return label
    const sorted = by === column ? (isDown ? 'descending' : 'ascending') : null
    const href = ticketsHref(search, { sort: { column, isDown: by === column && !isDown } })
    return <SortHead label={label} href={href} sorted={isTold ? sorted : null} panel={TICKETS_PANEL} />
  }
  return [
    head(words.number, 'sent', false),
    head(words.subject, 'subject'),
    head(words.sentAt, 'sent'),
    head(words.category, 'category'),
    head(words.subcategory, 'subcategory'),
    head(words.status, 'status'),
    head(words.reason, 'reason'),
    head(words.assignee, 'assignee'),
    head(words.dueAt, 'due'),
  ]
}

/** The column's name, for narrow screens. */
const label = (name: string) => html` data-label="${name}"`

/** What is the same in many rows, drawn once. */
function useEvery({ subcategories, back }: Pick<TableProps, 'subcategories' | 'back'>) {
  const words = useWords(ticketWords)
  const { select } = useWords(ticketQueueWords)
  const { now } = useScene()
  const [category, subcategory] = [label(words.category), label(words.subcategory)]
  const [status, reason] = [label(words.status), label(words.reason)]
  const kinds = new Map(subcategories.map((one) => [one.id, one]))
  return {
    select,
    now,
    query: withQuery('', { back }),
    number: label(words.number),
    subject: label(words.subject),
    sentAt: label(words.sentAt),
    assignee: label(words.assignee),
    dueAt: label(words.dueAt),
    late: html` <span class="tag bad">${words.late}</span>`,
    kindOf: keeping(
      ({ subcategoryId }) => {
        const kind = kinds.get(subcategoryId)
        return line`<td${category}>${kind?.category}</td><td${subcategory}>${kind?.name}</td>`
      },
      ({ subcategoryId }) => subcategoryId,
    ),
    standingOf: keeping(
      (row) => {
        const tag = html`<span class="tag ${STATUS_TONES[row.status]}">${words.listStatuses[row.status]}</span>`
        return line`<td${status}>${tag}</td><td${reason}>${row.reason && words.reasons[row.reason]}</td>`
      },
      ({ status, reason }) => status + reason,
    ),
  }
}
type Every = ReturnType<typeof useEvery> & { hasTicks: boolean }

/** Draws what many rows say once. */
function keeping<Key>(draw: (row: ListedTicket) => Child, keyOf: (row: ListedTicket) => Key) {
  const drawn = new Map<Key, Child>()
  return (row: ListedTicket): Child => {
    const key = keyOf(row)
    const known = drawn.get(key) ?? draw(row)
    drawn.set(key, known)
    return known
  }
}

const NO_TICK = html`<td class="tick"></td>`

function ticketRow(row: ListedTicket, canTick: boolean, every: Every) {
  const number = numberOf(row.position)
  const tick = canTick ? RowTick({ label: every.select(number), value: row.id }) : NO_TICK
  return line`<tr>
    ${every.hasTicks && tick}
    <th scope="row"${every.number}><a href="${url(paths.ticket, row)}${every.query}">${number}</a></th>
    <td${every.subject}>${row.subject}</td>
    <td${every.sentAt}>${Time({ at: row.sentAt })}</td>
    ${every.kindOf(row)}${every.standingOf(row)}
    <td${every.assignee}>${row.assigneeName}</td>
    <td${every.dueAt}>${row.due_at && Time({ at: row.due_at })}${isLate(row, every.now) && every.late}</td>
  </tr>`
}
