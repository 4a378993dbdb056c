import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { useWords } from '../layout/scene.ts'
import { partWords } from '../words/parts.ts'
import { line } from './line.ts'

type TableProps = {
  /** What the table holds, in which order: read first by screen readers, and announced after a swap. */
  caption: Child
  /** A head per column: a text, or a head drawn by `SortHead`. */
  columns: Child[]
  /** How many rows of this page can be ticked; draws the box that ticks them all. Zero draws none. */
  tickable?: number
  /** The rows. Cells carry `data-label`, which a narrow screen shows before each value. */
  children?: Child
}

/**
 * A table that becomes a list of labels and values where it has no room. Where it still is too wide it scrolls in its own
 * frame; app.js then makes the frame reachable by keyboard and names it after the caption.
 */
export const Table = ({ caption, columns, tickable = 0, children }: TableProps) => (
  <div class="scroll">
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {tickable > 0 && <TickAll rows={tickable} />}
          {columns.map((column) => (typeof column === 'string' ? <th scope="col">{column}</th> : column))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
)

/** The box that ticks the rows of this page, and says how many. Without JavaScript it would do nothing, so app.js shows it. */
export const TickAll = ({ rows }: { rows: number }) => (
  <td class="tick">
    <input type="checkbox" data-tick-all hidden aria-label={useWords(partWords).selectAll(rows)} />
  </td>
)

type RowTickProps = {
  /** "Sélectionner la demande de Jeanne Petit": each row's own name. */
  label: string
  value: string | number
  name?: string
  checked?: boolean
}

/** The tick box of one row. */
export function RowTick({ label, value, name = 'id', checked = false }: RowTickProps) {
  const ticked = checked && raw(' checked')
  return line`<td class="tick">
    <input type="checkbox" value="${value}" name="${name}" aria-label="${label}"${ticked}>
  </td>`
}

/** One value of a row, with the column's name for narrow screens. */
export const Cell = ({ label, children }: { label: string; children?: Child }) =>
  html`<td data-label="${label}">${children}</td>`
