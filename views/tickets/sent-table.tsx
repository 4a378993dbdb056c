import type { Child } from 'hono/jsx'
import type { SentRow } from '../../src/tickets/sent-list-rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { Cell, Table } from '../parts/table.tsx'
import { Time } from '../parts/time.tsx'
import { sentWords } from '../words/ticket-sent.ts'
import { ticketWords } from '../words/tickets.ts'
import { ReasonText, StatusTag } from './status-tag.tsx'

type SentTableProps = {
  rows: SentRow[]
  caption: string
  /** The head of the date, which may sort. */
  dateHead: Child
  /** The list itself, to come back to. */
  back: string
}

/** Tickets that the reader sent. */
export function SentTable({ rows, caption, dateHead, back }: SentTableProps) {
  const words = useWords(ticketWords)
  const own = useWords(sentWords)
  const { language } = useScene()
  return (
    <Table
      caption={caption}
      columns={[
        words.number,
        words.subject,
        dateHead,
        words.category,
        words.subcategory,
        own.recipient,
        words.status,
        words.reason,
      ]}
    >
      {rows.map((row) => (
        <tr>
          <th scope="row" data-label={words.number}>
            <a href={withQuery(url(paths.sentTicket, row), { back })}>{row.number}</a>
          </th>
          <Cell label={words.subject}>{row.subject}</Cell>
          <Cell label={words.sentAt}>{row.sent_at && <Time at={row.sent_at} />}</Cell>
          <Cell label={words.category}>{row.category[language]}</Cell>
          <Cell label={words.subcategory}>{row.subcategory[language]}</Cell>
          <Cell label={own.recipient}>{row.recipient ?? words.support}</Cell>
          <Cell label={words.status}>
            <StatusTag status={row.status} inList />
          </Cell>
          <Cell label={words.reason}>{row.reason === '' ? '–' : <ReasonText reason={row.reason} />}</Cell>
        </tr>
      ))}
    </Table>
  )
}

/** Tickets that were not sent yet. */
export function DraftTable({ rows, caption }: Pick<SentTableProps, 'rows' | 'caption'>) {
  const words = useWords(ticketWords)
  const own = useWords(sentWords)
  const { language } = useScene()
  return (
    <Table caption={caption} columns={[words.subject, own.savedAt, words.category, words.subcategory]}>
      {rows.map((row) => (
        <tr>
          <th scope="row" data-label={words.subject}>
            <a href={url(paths.ticketDraft, row)}>
              {row.subject || own.noSubject}
              <span class="vh">
                , <Time at={row.updated_at} precise />
              </span>
            </a>
          </th>
          <Cell label={own.savedAt}>
            <Time at={row.updated_at} precise />
          </Cell>
          <Cell label={words.category}>{row.category[language] || '–'}</Cell>
          <Cell label={words.subcategory}>{row.subcategory[language] || '–'}</Cell>
        </tr>
      ))}
    </Table>
  )
}
