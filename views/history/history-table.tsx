import type { Action, HistoryDetail } from '../../src/history/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { dateText, Time } from '../parts/time.tsx'
import { historyWords } from '../words/history.ts'

/** One line as the list shows it. */
export type HistoryLine = {
  id: number
  at: string
  action: Action
  structureName: string | null
  detail: HistoryDetail | null
}

/** Lines of the history, newest first; the column with the wording is headed "Commentaires". */
export function HistoryTable({ rows, caption, back }: { rows: HistoryLine[]; caption: string; back: string }) {
  const words = useWords(historyWords)
  const { language } = useScene()
  return (
    <div class="scroll">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.date}</th>
            <th scope="col">{words.comments}</th>
            <th scope="col">{words.forWhom}</th>
            <th scope="col">{words.structure}</th>
            <th scope="col">{words.who}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <td data-label={words.date}>
                <Time at={row.at} precise />
              </td>
              <th scope="row" data-label={words.comments}>
                <a
                  href={withQuery(url(paths.historyEntry, row), { back })}
                  aria-label={`${words.actions[row.action]} – ${row.detail?.personName ?? ''} ${dateText(row.at, language, true)}`}
                >
                  {words.actions[row.action]}
                </a>
                {row.detail?.comment && <small>{row.detail.comment}</small>}
              </th>
              <td data-label={words.forWhom}>{row.detail ? (row.detail.personName ?? words.nothing) : words.erased}</td>
              <td data-label={words.structure}>{row.structureName ?? words.platform}</td>
              <td data-label={words.who}>{row.detail ? (row.detail.actorName ?? words.system) : words.erased}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
