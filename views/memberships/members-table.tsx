import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Actor } from '../../src/act.ts'
import { type MemberRow, whyNotRemove } from '../../src/memberships/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { parisDate } from '../../src/values/dates.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { Cell, RowTick, Table } from '../parts/table.tsx'
import { Time } from '../parts/time.tsx'
import { memberWords, type MemberWords } from '../words/members.ts'
import { membershipWords } from '../words/memberships.ts'

type TableProps = {
  rows: MemberRow[]
  caption: string
  actor: Actor
  /** Where the pages of one member come back to. */
  back: string
  /** Rows carry tick boxes named `id`, the user's, inside a form with a bar; and acts. */
  isTickable: boolean
  /** The head of the first column where it sorts; else a text. */
  user?: Child
}

const TAGS = { pending_activation: 'wait', active: 'good', deactivated: 'calm', erased: 'calm' } as const

/** "Utilisateurs rattachés à la structure": who, as what, how far, since when. */
export function MembersTable({ rows, caption, actor, back, isTickable, user }: TableProps) {
  const words = useWords(memberWords)
  const { roles } = useWords(membershipWords)
  const today = parisDate(useScene().now)
  const columns = [
    user ?? words.user,
    words.role,
    words.scope,
    words.account,
    words.dates,
    ...(isTickable ? [words.actions] : []),
  ]
  const every = { words, roles, today, actor, query: withQuery('', { back }), isTickable }
  return (
    <Table caption={caption} columns={columns} tickable={isTickable ? rows.length : 0}>
      {rows.map((row) => memberRow(row, every))}
    </Table>
  )
}

type Every = {
  words: MemberWords
  roles: (typeof membershipWords)['fr']['roles']
  today: string
  actor: Actor
  query: string
  isTickable: boolean
}

/** Templates, not JSX: drawn at run time, JSX takes five times as long. */
function memberRow(row: MemberRow, { words, roles, today, actor, query, isTickable }: Every) {
  const to = { id: row.structureId, user: row.userId }
  const own = url(paths.member, to) + query
  const scope = row.whole ? words.wholeStructure : row.serviceNames.join(', ')
  const state = html`<span class="tag ${TAGS[row.state]}">${words.states[row.state]}</span>`
  const who = row.isTechnical || !isTickable ? row.name : html`<a href="${own}">${row.name}</a>`
  return html`<tr>
    ${isTickable && tickOf(row, words)}
    <th scope="row" data-label="${words.user}">${who}<small>${row.login}</small></th>
    ${Cell({ label: words.role, children: row.isTechnical ? words.technical : roles[row.role] })}${Cell({ label: words.scope, children: scope })}${Cell({ label: words.account, children: state })}${Cell({ label: words.dates, children: datesOf(row, words, today) })}
    ${isTickable && html`<td class="acts">${row.isTechnical ? '–' : actsOf(row, { words, actor, query })}</td>`}
  </tr>`
}

const tickOf = (row: MemberRow, words: MemberWords) =>
  row.isTechnical ? html`<td class="tick">–</td>` : RowTick({ label: words.select(row.name), value: row.userId })

function actsOf(row: MemberRow, { words, actor, query }: Pick<Every, 'words' | 'actor' | 'query'>) {
  const to = { id: row.structureId, user: row.userId }
  const spaces = url(paths.memberSubscriptions, to) + query
  const removal = url(paths.memberRemoval, to) + query
  const remove = html`<a
    class="button plain danger"
    href="${removal}"
    data-hx-get="${removal}"
    data-hx-target="#dialog"
    data-hx-swap="innerHTML"
    >${words.remove}<span class="vh">${words.of(row.name)}</span></a
  >`
  return html`<a class="button plain" href="${spaces}"
      >${words.subscriptions}<span class="vh">${words.subscriptionsOf(row.name)}</span></a
    >
    ${whyNotRemove(actor, row) === null && remove}`
}

/** "Depuis le 1 janv. 2026 jusqu'au 30 nov. 2026", "À partir du …", "Terminé le …". */
export function datesOf({ startsOn, endsOn }: MemberRow, words: MemberWords, today: string) {
  if (endsOn !== null && endsOn < today) return html`<span>${words.ended} ${Time({ at: endsOn })}</span>`
  const start = html`${startsOn > today ? words.future : words.since} ${Time({ at: startsOn })}`
  return html`<span>${start}${endsOn !== null && html` ${words.until} ${Time({ at: endsOn })}`}</span>`
}
