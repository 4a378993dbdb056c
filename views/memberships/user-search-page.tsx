import type { Actor } from '../../src/act.ts'
import {
  SEARCHED_STATUSES,
  type UserPage as Found,
  USERS_LIMIT,
  type UserSearch,
} from '../../src/memberships/user-rules.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { PAGE_SIZES } from '../../src/values/page.ts'
import { sortText } from '../../src/values/sort.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { BulkBar } from '../parts/bulk-bar.tsx'
import { Empty } from '../parts/empty.tsx'
import { Field, Select } from '../parts/field.tsx'
import { Filters } from '../parts/filters.tsx'
import { Form } from '../parts/form.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { Panel } from '../parts/panel.tsx'
import { Sortable } from '../parts/sort-head.tsx'
import { numberText } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { userWords } from '../words/users-en.ts'
import { userHref, userQuery, USERS_PANEL } from './user-address.ts'
import { ACTIVATION_FORM, UserTable } from './user-table.tsx'

export type UserSearchProps = {
  search: UserSearch
  /** Null before a search. `words` are those that the queue of requests takes. */
  found: (Found & { words: string }) | null
  actor: Actor
}

const useTitled = ({ found }: UserSearchProps) => ({
  title: useWords(userWords).title,
  section: 'manager' as const,
  part: found ? partOf(found.page) : undefined,
})

/** "Rechercher un utilisateur": among the members of the structures that the actor manages. */
export const UserSearchPage = (props: UserSearchProps) => (
  <Layout
    {...useTitled(props)}
    crumbs={[{ href: paths.manager, label: useWords(layoutWords).manager }]}
    actions={<AttachLink />}
  >
    <UserSearchPanel {...props} />
  </Layout>
)

const AttachLink = () => (
  <a class="button" href={paths.userAttaching}>
    {useWords(userWords).attach}
  </a>
)

/** Criteria and results: the part of the page that htmx swaps. */
export function UserSearchPanel(props: UserSearchProps) {
  const words = useWords(userWords)
  const { search, found } = props
  return (
    <Panel id={USERS_PANEL} {...useTitled(props)}>
      <Criteria search={search} />
      {found ? (
        <Results {...props} found={found} />
      ) : (
        <Empty title={words.intro}>
          <p>{words.introText}</p>
        </Empty>
      )}
    </Panel>
  )
}

function Criteria({ search }: { search: UserSearch }) {
  const words = useWords(userWords)
  const field = (name: 'last' | 'first' | 'login' | 'structure' | 'service', size: number) => (
    <Field name={name} label={words[name]} value={search[name]} autocomplete="off" size={size} maxlength={100} />
  )
  const statuses = SEARCHED_STATUSES.map((value) => ({ value, label: words.statuses[value] }))
  return (
    <Filters
      action={paths.userSearch}
      panel={USERS_PANEL}
      kept={{ asked: '1', sort: sortText(search.sort), rows: rowsOf(search) }}
      reset={paths.userSearch}
    >
      {field('last', 16)}
      {field('first', 14)}
      {field('login', 24)}
      <Select
        name="status"
        label={words.status}
        value={search.status ?? ''}
        options={[{ value: '', label: words.anyStatus }, ...statuses]}
      />
      {field('structure', 24)}
      {field('service', 14)}
    </Filters>
  )
}

const rowsOf = ({ paging }: UserSearch): string | undefined =>
  paging.size === PAGE_SIZES[0] ? undefined : String(paging.size)

type Results = UserSearchProps & { found: NonNullable<UserSearchProps['found']> }

function Results({ search, found: { page, byName, requests, words: q }, actor }: Results) {
  const words = useWords(userWords)
  const { language } = useScene()
  const back = userHref({ ...search, paging: page.paging })
  const href = (sort: string | undefined) =>
    withQuery(paths.userSearch, { ...userQuery(search), sort, rows: rowsOf(search) })
  return (
    <>
      {requests !== 0 && (
        <p>
          {words.requests(requests)} <a href={withQuery(paths.membershipRequests, { q })}>{words.seeRequests}</a>
        </p>
      )}
      {search.status === 'locked' && <p class="hint">{words.lockedNote}</p>}
      {page.rows.length === 0 ? (
        <Empty title={words.empty}>
          <p>{words.emptyText}</p>
          <p>
            <AttachLink />
          </p>
        </Empty>
      ) : (
        <>
          {!byName && <p class="hint">{words.tooMany}</p>}
          {page.rows.some(({ status }) => status === 'pending_activation') && (
            <Form action={paths.userActivations} id={ACTIVATION_FORM}>
              <input type="hidden" name="back" value={back} />
            </Form>
          )}
          <form method="get" action={paths.usersExport} class="panel" {...{ 'data-hx-target:inherited': '#dialog' }}>
            <input type="hidden" name="back" value={back} />
            <UserTable
              rows={page.rows}
              caption={words.caption(totalText(page.total, language), byName && search.sort)}
              user={
                byName && (
                  <Sortable label={words.user} column="name" sort={search.sort} href={href} panel={USERS_PANEL} />
                )
              }
              actor={actor}
              back={back}
            />
            <Bulk search={search} hasMore={page.hasNext || page.paging.page > 1} />
          </form>
          <Pager page={page} path={paths.userSearch} query={userQuery(search)} panel={USERS_PANEL} />
        </>
      )}
    </>
  )
}

/** Reachable right after the table: what to do with the ticked rows, or with all that was found. */
function Bulk({ search, hasMore }: { search: UserSearch; hasMore: boolean }) {
  const words = useWords(userWords)
  const { language } = useScene()
  return (
    <BulkBar label={words.bulk} count={words.selected} hint={words.bulkHint}>
      {Object.entries(userQuery(search)).map(
        ([name, value]) => value && <input type="hidden" name={name} value={value} />,
      )}
      {hasMore && (
        <label class="tickline">
          <input type="checkbox" name="all" value="1" />
          <span>{words.wholeSearch(numberText(USERS_LIMIT, language))}</span>
        </label>
      )}
      <button class="plain" {...dialogButton(paths.userActivations)}>
        {words.resend}
      </button>
      <button class="plain" formaction={paths.userAttaching}>
        {words.attachMany}
      </button>
      <button class="danger" {...dialogButton(paths.memberRemovals)}>
        {words.removeMany}
      </button>
      <button class="plain">
        {words.export}
        <span class="vh"> ({words.exportHint})</span>
      </button>
    </BulkBar>
  )
}

const dialogButton = (path: string) => ({
  formaction: path,
  'data-hx-get': path,
  'data-hx-include': 'closest form',
})
