import type { Language, Space } from '../../src/act.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { dateText, Time } from '../parts/time.tsx'
import { articleWords } from '../words/articles.ts'
import { historyWords } from '../words/history.ts'
import { useArea, useAreaCrumb } from './area.ts'
import { membershipWords } from '../words/memberships.ts'
import { spaceWords } from '../words/spaces.ts'
import { ticketCategoryWords } from '../words/ticket-categories.ts'
import { ticketWords } from '../words/tickets.ts'
import type { HistoryLine } from './history-table.tsx'

type EntryProps = { entry: HistoryLine & { subject: string; identifier: string | null; hash: string }; back: string }

const REQUEST_PAGES: Record<string, typeof paths.membershipRequest | typeof paths.subscriptionRequest> = {
  membership_request: paths.membershipRequest,
  subscription_request: paths.subscriptionRequest,
}

/** What was asked and decided, before and after, by whom and for whom. */
export function HistoryEntryPage({ entry, back }: EntryProps) {
  const words = useWords(historyWords)
  const { language } = useScene()
  const { detail } = entry
  const [kind, id] = entry.subject.split('/')
  const request = kind === undefined ? undefined : REQUEST_PAGES[kind]
  return (
    <Layout
      title={words.detailOf(words.actions[entry.action], dateText(entry.at, language, true))}
      section={useArea()}
      crumbs={[useAreaCrumb(), { href: back, label: words.title }]}
    >
      <div class="card">
        <EntryFacts entry={entry} />
        {detail && (detail.before ?? detail.after) && <Changes before={detail.before} after={detail.after} />}
        {useArea() === 'manager' && request && id && (
          <p>
            <a href={url(request, { id })}>{words.openRequest}</a>
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
      <dd>{entry.structureName ?? words.platform}</dd>
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

/** `requests_received:read:FIN` as "Sollicitations reçues (Consultation, FIN)"; anything else stays as it is. */
function spaceText(told: string, language: Language): string {
  const { names, accesses } = spaceWords[language]
  const [space, access, ...service] = told.split(':')
  if (!isSpace(space) || (access !== 'write' && access !== 'read')) return told
  return `${names[space]} (${[accesses[access], ...service].join(', ')})`
}

const isSpace = (text: string | undefined): text is Space =>
  text !== undefined && Object.hasOwn(spaceWords.fr.names, text)

/** A kept value in the reader's words: roles by name, no services as the whole structure, dates as dates. */
export function valueText(name: string, value: unknown, language: Language): string {
  const words = historyWords[language]
  if (name === 'services' && value === null) return words.wholeStructure
  if (Array.isArray(value)) return value.map((one) => spaceText(String(one), language)).join(', ')
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? textOf(name, value, language) : words.nothing
}

function textOf(name: string, value: string, language: Language): string {
  const roles: Record<string, string> = membershipWords[language].roles
  if (name === 'role') return roles[value] ?? value
  if (name === 'space' && isSpace(value)) return spaceWords[language].names[value]
  if (CODES.includes(name)) return codeText(name, value, language)
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return dateText(value, language, true)
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dateText(value, language) : value
}

const OF_TICKETS = ['route', 'objectTypes']
const OF_ARTICLES = ['articleState', 'audience']
const CODES = [...OF_TICKETS, ...OF_ARTICLES]

/** Codes of routes, types of objects, readers and states of articles, in the reader's words. */
function codeText(name: string, told: string, language: Language): string {
  const names: Record<string, string> = OF_TICKETS.includes(name)
    ? { ...ticketWords[language].objects, ...ticketCategoryWords[language].routes }
    : { ...articleWords[language].states, ...articleWords[language].audiences }
  return told
    .split(', ')
    .map((code) => names[code] ?? code)
    .join(', ')
}
