import type { Child } from 'hono/jsx'
import { Cancel } from './dialog.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Form } from './form.tsx'
import { Cell, Table } from './table.tsx'

/** One thing that was ticked, and what will become of it. `cells` come after its name, under the columns. */
export type BulkLine = { id: number; name: string; cells: string[]; outcome: Child; willChange: boolean }

type BulkFormProps = {
  action: string
  /** What the button says: how many of them will change. */
  title: string
  tone: 'main' | 'danger'
  errors: { name: string; text: string }[]
  /** One sentence before the table. */
  what: string
  /** Said where nothing was ticked. */
  nothingTicked: string
  caption: string
  /** The heads of the name, the cells and the outcome. */
  columns: string[]
  lines: BulkLine[]
  /** The panel beneath the dialog that htmx swaps. */
  panel?: string | undefined
  back: string
  /** What is asked for all of them. */
  children?: Child
}

/** Says what will happen to whom before anything does, and asks. Where nothing can change there is no form, and why. */
export function BulkForm({ action, title, tone, errors, back, ...props }: BulkFormProps) {
  const table = <WhatWillHappen {...props} />
  if (!props.lines.some(({ willChange }) => willChange))
    return (
      <>
        <ErrorSummary errors={errors} />
        <div class="stack wide" id="id">
          {props.lines.length === 0 ? <p>{props.nothingTicked}</p> : table}
          <p class="acts">
            <Cancel href={back} />
          </p>
        </div>
      </>
    )
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form action={action} class="stack wide" panel={props.panel} errorsIn="dialog">
        <input type="hidden" name="back" value={back} />
        <p id="id">{props.what}</p>
        {table}
        {props.children}
        <div class="acts">
          <button class={tone}>{title}</button>
          <Cancel href={back} />
        </div>
      </Form>
    </>
  )
}

const WhatWillHappen = ({ caption, columns, lines }: Pick<BulkFormProps, 'caption' | 'columns' | 'lines'>) => (
  <Table caption={caption} columns={columns}>
    {lines.map(({ id, name, cells, outcome }) => (
      <tr>
        <th scope="row" data-label={columns[0]}>
          {name}
          <input type="hidden" name="id" value={String(id)} />
        </th>
        {cells.map((cell, at) => (
          <Cell label={columns[at + 1] ?? ''}>{cell}</Cell>
        ))}
        <Cell label={columns.at(-1) ?? ''}>{outcome}</Cell>
      </tr>
    ))}
  </Table>
)
