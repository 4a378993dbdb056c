import type { Actor } from '../../src/act.ts'
import { MEMBER_FILTERS, type MemberFilter, type MemberRow } from '../../src/memberships/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { type Page, PAGE_SIZES } from '../../src/values/page.ts'
import { reachOf } from '../../src/values/reach.ts'
import { type Sort, sortText } from '../../src/values/sort.ts'
import { type Crumb, Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { BulkBar } from '../parts/bulk-bar.tsx'
import { Empty } from '../parts/empty.tsx'
import { Field, Select } from '../parts/field.tsx'
import { Filters } from '../parts/filters.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { Panel } from '../parts/panel.tsx'
import { Sortable } from '../parts/sort-head.tsx'
import { useCrumbs } from '../structures/managed-frame.tsx'
import { memberWords } from '../words/members.ts'
import { partWords } from '../words/parts.ts'
import { MembersTable } from './members-table.tsx'

export const MEMBERS_PANEL = 'members-panel'

export type MembersProps = {
  structure: { id: number; name: string }
  page: Page<MemberRow>
  q: string
  filter: MemberFilter | null
  sort: Sort<'name'>
  actor: Actor
}

const queryOf = ({ q, filter, sort }: MembersProps) => ({
  q: q || undefined,
  role: filter ?? undefined,
  sort: sortText(sort),
})

/** Manager's area › my structures › this structure, for all pages about its members. */
export function useMemberCrumbs(structure: { id: number; name: string }, back?: string): Crumb[] {
  const words = useWords(memberWords)
  const role = useScene().viewer?.isManager === true ? 'secondary_manager' : null
  const crumbs = useCrumbs({ structure, from: { role } })
  if (back === undefined) return crumbs
  const list = url(paths.members, structure)
  const isList = back === list || back.startsWith(`${list}?`)
  return [...crumbs, { href: isList ? back : list, label: words.title }]
}

const useTitled = ({ page }: MembersProps) => ({
  title: useWords(memberWords).title,
  section: 'manager' as const,
  part: partOf(page),
})

/** "Utilisateurs rattachés à la structure", all of them. */
export function MembersPage(props: MembersProps) {
  const { structure } = props
  const actions = manages(props) && <AttachLink structure={structure} />
  return (
    <Layout {...useTitled(props)} crumbs={useMemberCrumbs(structure)} actions={actions}>
      <MembersPanel {...props} />
    </Layout>
  )
}

/** The platform support reads the list, and changes nothing. */
const manages = ({ actor, structure }: MembersProps): boolean => reachOf(actor, structure.id) !== null

/** "Rattacher un utilisateur". */
const AttachLink = ({ structure }: Pick<MembersProps, 'structure'>) => (
  <a class="button main" href={url(paths.memberSearch, structure)}>
    {useWords(memberWords).attach}
  </a>
)

/** Search, table and pager: the part of the page that htmx swaps. */
export function MembersPanel(props: MembersProps) {
  const { structure, page, q } = props
  const words = useWords(memberWords)
  const path = url(paths.members, structure)
  const rows = rowsOf(page)
  return (
    <Panel id={MEMBERS_PANEL} {...useTitled(props)}>
      <Criteria {...props} />
      {page.total === null && q && <p class="hint">{words.onlyFirst}</p>}
      {page.rows.length === 0 ? <NoMembers {...props} /> : <MembersForm {...props} />}
      {(page.hasNext || page.paging.page > 1 || rows) && (
        <Pager page={page} path={path} query={queryOf(props)} panel={MEMBERS_PANEL} />
      )}
      {manages(props) && (
        <p>
          <a href={paths.rightsCopy}>{words.copyRights}</a>
        </p>
      )}
    </Panel>
  )
}

/** Words, and whom the list is limited to. */
function Criteria(props: MembersProps) {
  const { structure, page, q, filter } = props
  const words = useWords(memberWords)
  const path = url(paths.members, structure)
  const rows = rowsOf(page)
  const sort = sortText(props.sort)
  return (
    <Filters
      action={path}
      panel={MEMBERS_PANEL}
      kept={{ sort, rows }}
      reset={q || filter ? withQuery(path, { sort }) : undefined}
    >
      <Field name="q" type="search" label={words.searchLabel} value={q} size={28} maxlength={100} autocomplete="off" />
      <Select
        name="role"
        label={words.role}
        value={filter ?? ''}
        options={[
          { value: '', label: words.anyRole },
          ...MEMBER_FILTERS.map((value) => ({ value, label: words.filters[value] })),
        ]}
      />
    </Filters>
  )
}

const rowsOf = ({ paging }: MembersProps['page']): string | undefined =>
  paging.size === PAGE_SIZES[0] ? undefined : String(paging.size)

/** The table, whose ticked rows can have their subscriptions changed together. */
function MembersForm(props: MembersProps) {
  const { structure, page, sort, actor } = props
  const words = useWords(memberWords)
  const { language } = useScene()
  const { page: number } = page.paging
  const path = url(paths.members, structure)
  const at = { ...queryOf(props), rows: rowsOf(page) }
  const back = withQuery(path, { ...at, page: number === 1 ? undefined : number })
  const isTickable = manages(props)
  const caption = words.caption(totalText(page.total, language), sort.isDown)
  const href = (sort: string | undefined) => withQuery(path, { ...at, sort })
  const user = <Sortable label={words.user} column="name" sort={sort} href={href} panel={MEMBERS_PANEL} />
  const table = <MembersTable {...{ rows: page.rows, caption, actor, back, isTickable, user }} />
  if (!isTickable) return table
  return (
    <form method="get" action={url(paths.membersSubscriptions, structure)} class="panel">
      <input type="hidden" name="back" value={back} />
      {table}
      <BulkBar label={words.bulk} count={words.selected} hint={words.bulkHint}>
        <button>{words.bulkSubscriptions}</button>
      </BulkBar>
    </form>
  )
}

function NoMembers({ structure, q, filter }: MembersProps) {
  const words = useWords(memberWords)
  if (q || filter)
    return (
      <Empty title={words.emptyFound}>
        <p>
          {words.emptyFoundText} <a href={url(paths.members, structure)}>{useWords(partWords).reset}</a>
        </p>
      </Empty>
    )
  return (
    <Empty title={words.empty}>
      <p>{words.emptyText}</p>
    </Empty>
  )
}
