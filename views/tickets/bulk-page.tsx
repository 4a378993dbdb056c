import type { ListedTicket } from '../../src/tickets/list-rules.ts'
import { type AssignRefusal, numberOf } from '../../src/tickets/rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { BulkForm, type BulkLine } from '../parts/bulk-form.tsx'
import { DialogPanel } from '../parts/dialog.tsx'
import { Select } from '../parts/field.tsx'
import { ticketQueueWords } from '../words/ticket-queue.ts'
import { ticketWords } from '../words/tickets.ts'
import { TICKETS_PANEL } from './list-table.tsx'

export type TicketBulkProps = {
  /** Each with why it will not change, or null. */
  items: { row: ListedTicket; why: AssignRefusal | null }[]
  agents: { id: number; name: string; login: string }[]
  isCut: boolean
  /** Who asks. */
  userId: number
  assignee?: string | undefined
  errors?: Record<string, string | undefined>
  back: string
}

/** Says how many, of those that were ticked, will change; an empty or idle list says so. */
function useTitle({ items }: TicketBulkProps): string {
  const words = useWords(ticketQueueWords)
  const n = items.filter(({ why }) => why === null).length
  if (items.length === 0) return words.assignNothing
  return n === 0 ? words.assignNone : words.assignTitle(n)
}

/** "Affecter à…" for many: to whom, and what happens to each, before anything does. */
export const TicketBulkPage = (props: TicketBulkProps) => (
  <Layout
    title={useTitle(props)}
    section="received"
    hasError={Object.keys(props.errors ?? {}).length > 0}
    crumbs={[{ href: props.back, label: useWords(ticketQueueWords).title }]}
  >
    <Assignment {...props} />
  </Layout>
)

/** What the dialog holds over the list, which htmx swaps once it is done. */
export const TicketBulkPanel = (props: TicketBulkProps) => (
  <DialogPanel title={useTitle(props)}>
    <Assignment {...props} panel={TICKETS_PANEL} />
  </DialogPanel>
)

function Assignment({ panel, ...props }: TicketBulkProps & { panel?: string | undefined }) {
  const words = useWords(ticketQueueWords)
  const named = useWords(ticketWords)
  const { items, agents, isCut, userId, errors = {}, back } = props
  const textOf = (key: string | undefined) => key && (words.formErrors[key] ?? key)
  return (
    <BulkForm
      action={paths.ticketAssignments}
      title={useTitle(props)}
      tone="main"
      errors={Object.entries(errors).flatMap(([name, key]) => (key ? [{ name, text: textOf(key) ?? key }] : []))}
      what={words.assignWhat}
      nothingTicked={words.nothingTicked}
      caption={words.bulkCaption(items.length)}
      columns={[named.number, named.subject, named.assignee, words.outcome]}
      lines={useLines(props)}
      panel={panel}
      back={back}
    >
      {items.map(({ row }) => (
        <input type="hidden" name="seen" value={`${row.id}.${row.last_activity_id ?? 0}`} />
      ))}
      <Select
        name="assignee"
        label={words.assignTo}
        error={textOf(errors['assignee'])}
        hint={isCut ? words.agentsCut : undefined}
        value={props.assignee ?? ''}
        required
        options={[
          { value: '', label: words.chooseAgent },
          ...agents.map(({ id, name, login }) => ({
            value: String(id),
            label: id === userId ? words.meNamed(name) : `${name} (${login})`,
          })),
        ]}
      />
    </BulkForm>
  )
}

function useLines({ items }: TicketBulkProps): BulkLine[] {
  const words = useWords(ticketQueueWords)
  return items.map(({ row, why }) => ({
    id: row.id,
    name: numberOf(row.position),
    cells: [row.subject, row.assigneeName ?? ''],
    willChange: why === null,
    outcome: why ? (
      <>
        {words.willNotChange} <small>{words.cannot[why]}</small>
      </>
    ) : row.assigneeName ? (
      words.willReassign(row.assigneeName)
    ) : (
      words.willAssign
    ),
  }))
}
