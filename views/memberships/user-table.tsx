import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Actor } from '../../src/act.ts'
import { whyNotRemove } from '../../src/memberships/rules.ts'
import type { UserRow, UserStatus } from '../../src/memberships/user-rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { parisDate } from '../../src/values/dates.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { Cell, RowTick, Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { Time } from '../parts/time.tsx'
import { membershipWords } from '../words/memberships.ts'
import { userWords } from '../words/users-en.ts'
import type { UserWords } from '../words/users.ts'

/** The form beside the table by which one activation mail is sent: forms do not stand in one another. */
export const ACTIVATION_FORM = 'activation-mail'

const TONES = {
  pending_activation: 'wait',
  active: 'good',
  locked: 'bad',
  deactivated: 'calm',
  erased: 'calm',
} as const

export const StatusTag = ({ status, words }: { status: UserStatus; words: UserWords }) =>
  Tag({ tone: TONES[status], label: words.statuses[status] })

type Roles = (typeof membershipWords)['fr']['roles']
/** "gestionnaire secondaire", or what a technical user is called. */
export const roleText = (row: UserRow, { words, roles }: { words: UserWords; roles: Roles }): string =>
  row.isTechnical ? words.technical : roles[row.role]
export const scopeText = (row: UserRow, words: UserWords): string =>
  row.whole ? words.wholeStructure : row.serviceNames.join(', ')

type TableProps = {
  rows: UserRow[]
  caption: string
  actor: Actor
  /** The search, to which the pages of one user come back. */
  back: string
  /** The head of the first column where it sorts. */
  user: Child
}

/** What a search found: who, where, as what, and what can be done about it. Stands in a form with a bar. */
export function UserTable({ rows, caption, actor, back, user }: TableProps) {
  const words = useWords(userWords)
  const { roles } = useWords(membershipWords)
  const today = parisDate(useScene().now)
  const every = { words, roles, today, actor, query: withQuery('', { back }) }
  const columns = [user || words.user, words.status, words.place, words.role, words.scope, words.dates, words.actions]
  return (
    <Table caption={caption} columns={columns} tickable={rows.length}>
      {rows.map((row) => userRow(row, every))}
    </Table>
  )
}

type Every = { words: UserWords; roles: Roles; today: string; actor: Actor; query: string }

/** Templates, not JSX: drawn at run time, JSX takes five times as long. */
function userRow(row: UserRow, every: Every) {
  const { words, today } = every
  const tick = RowTick({ label: words.select(row.name, row.structureName), value: row.membershipId })
  const status = Cell({ label: words.status, children: StatusTag({ status: row.status, words }) })
  const place = Cell({ label: words.place, children: row.structureName })
  const role = Cell({ label: words.role, children: roleText(row, every) })
  const scope = Cell({ label: words.scope, children: scopeText(row, words) })
  const dates = Cell({ label: words.dates, children: datesOf(row, words, today) })
  return html`<tr>
    ${tick}
    <th scope="row" data-label="${words.user}">${nameOf(row, every)}<small>${row.login}</small></th>
    ${status}${place}${role}${scope}${dates}
    <td class="acts">${actsOf(row, every)}</td>
  </tr>`
}

/** Leads to the membership; a technical user has a page of its own. */
const nameOf = ({ isTechnical, name, structureId, userId }: UserRow, { query }: Every): Child =>
  isTechnical ? name : html`<a href="${url(paths.member, { id: structureId, user: userId }) + query}">${name}</a>`

export function datesOf({ startsOn, endsOn }: UserRow, words: UserWords, today: string): Child {
  const start = html`${startsOn > today ? words.from : words.since} ${Time({ at: startsOn })}`
  return endsOn === null ? start : html`${start}, ${words.until} ${Time({ at: endsOn })}`
}

/** As links and buttons with words; each says to screen readers whose it is. */
function actsOf(row: UserRow, { words, actor, query }: Every): Child[] {
  const { userId: id, structureId, requestId, isTechnical, name } = row
  const link = (href: string, label: string, whose: string) =>
    html`<a href="${href + query}" class="button plain">${label}<span class="vh">${whose}</span></a>`
  const there = words.whose(name, row.structureName)
  const removal = url(paths.memberRemoval, { id: structureId, user: id }) + query
  const acts = [
    !isTechnical && id !== actor.id && link(url(paths.user, { id }), words.edit, words.ofUser(name)),
    link(url(paths.userStructures, { id }), words.structures, words.ofUser(name)),
    requestId !== null && link(url(paths.membershipRequest, { id: requestId }), words.openRequest, there),
    row.status === 'pending_activation' &&
      html`<button class="plain" form="${ACTIVATION_FORM}" formaction="${url(paths.userActivation, { id })}">
        ${words.sendActivation}<span class="vh">${there}</span>
      </button>`,
    whyNotRemove(actor, row) === null &&
      html`<a href="${removal}" data-hx-get="${removal}" class="button plain danger"
        >${words.remove}<span class="vh">${there}</span></a
      >`,
  ]
  return acts.filter((act) => act !== false)
}
