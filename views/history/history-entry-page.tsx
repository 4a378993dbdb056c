import type { Language } from '../../src/act.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { dateText, Time } from '../parts/time.tsx'
import { historyWords } from '../words/history.ts'
import { useArea, useAreaCrumb } from './area.ts'
import { membershipWords } from '../words/memberships.ts'
import type { HistoryLine } from './history-table.tsx'

type EntryProps = { entry: HistoryLine & { subject: string; identifier: string | null; hash: string }; back: string }

/** What was asked and decided, before and after, by whom and for whom. */
export function HistoryEntryPage({ entry, back }: EntryProps) {
  const words = useWords(historyWords)
  const { language } = useScene()
  const { detail } = entry
  const [kind, id] = entry.subject.split('/')
  return (
    <Layout
      title={words.detailOf(words.actions[entry.action], dateText(entry.at, language, true))}
      section={useArea()}
      crumbs={[useAreaCrumb(), { href: back, label: words.title }]}
    >
      <div class="card">
        <EntryFacts entry={entry} />
        {detail && (detail.before ?? detail.after) && <Changes before={detail.before} after={detail.after} />}
        {useArea() === 'manager' && kind === 'membership_request' && id && (
          <p>
            <a href={url(paths.membershipRequest, { id })}>{words.openRequest}</a>
          </p>
        )}
      </div>
      <p>
        <a href={back}>{words.back}</a>
      </p>
    </Layout>
  )
}

function EntryFacts({ entry }: Pick<EntryProps, 'entry'>) {
  const words = useWords(historyWords)
  const { detail } = entry
  const erased = detail === null
  return (
    <dl class="facts">
      <dt>{words.date}</dt>
      <dd>
        <Time at={entry.at} precise />
      </dd>
      <dt>{words.comments}</dt>
      <dd>{words.actions[entry.action]}</dd>
      <dt>{words.structure}</dt>
      <dd>{entry.structureName}</dd>
      <dt>{words.who}</dt>
      <dd>{erased ? words.erased : (detail.actorName ?? words.system)}</dd>
      <dt>{words.forWhom}</dt>
      <dd>{erased ? words.erased : (detail.personName ?? words.nothing)}</dd>
      {detail?.comment && (
        <>
          <dt>{words.reason}</dt>
          <dd class="quote">{detail.comment}</dd>
        </>
      )}
      <dt>{words.chain}</dt>
      <dd>
        <code>{entry.hash.slice(0, 16)}</code>
      </dd>
    </dl>
  )
}

type Values = Record<string, unknown> | null

function Changes({ before, after }: { before: Values; after: Values }) {
  const words = useWords(historyWords)
  const { language } = useScene()
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return (
    <div class="scroll">
      <table>
        <caption>
          {words.before} → {words.after}
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr>
              <th scope="row" data-label={words.field}>
                {words.fields[name] ?? name}
              </th>
              <td data-label={words.before}>
                {before && name in before ? valueText(name, before[name], language) : words.nothing}
              </td>
              <td data-label={words.after}>
                {after && name in after ? valueText(name, after[name], language) : words.nothing}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A kept value in the reader's words: roles by name, no services as the whole structure, dates as dates. */
export function valueText(name: string, value: unknown, language: Language): string {
  const words = historyWords[language]
  if (name === 'services' && value === null) return words.wholeStructure
  if (Array.isArray(value)) return value.map(String).join(', ')
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return words.nothing
  const roles: Record<string, string> = membershipWords[language].roles
  if (name === 'role') return roles[value] ?? value
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dateText(value, language) : value
}
