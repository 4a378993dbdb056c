import type { ManagedUser, UserRow } from '../../src/memberships/user-rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { parisDate } from '../../src/values/dates.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { membershipWords } from '../words/memberships.ts'
import { layoutWords } from '../words/layout.ts'
import { userWords } from '../words/users-en.ts'
import { datesOf, roleText, scopeText } from './user-table.tsx'

export type UserStructuresProps = { user: ManagedUser; rows: UserRow[]; back: string }

/** A page of one user is come to from the search, and from the pages of its structures. */
export const isSearch = (back: string): boolean => back === paths.userSearch || back.startsWith(`${paths.userSearch}?`)

export const useUserCrumbs = (back: string) => [
  { href: paths.manager, label: useWords(layoutWords).manager },
  { href: isSearch(back) ? back : paths.userSearch, label: useWords(userWords).title },
]

const useTitle = ({ user }: UserStructuresProps): string =>
  useWords(userWords).structuresOf(`${user.first_name} ${user.last_name}`)

/** Where somebody is attached, among the structures that the actor manages. */
export const UserStructuresPage = (props: UserStructuresProps) => (
  <Layout title={useTitle(props)} section="manager" crumbs={useUserCrumbs(props.back)}>
    <UserStructures {...props} />
  </Layout>
)

/** The same in the dialog. */
export const UserStructuresPanel = (props: UserStructuresProps) => (
  <DialogPanel title={useTitle(props)}>
    <UserStructures {...props} />
  </DialogPanel>
)

function UserStructures({ rows, back }: UserStructuresProps) {
  const words = useWords(userWords)
  const { roles } = useWords(membershipWords)
  const today = parisDate(useScene().now)
  return (
    <div class="stack wide">
      <Table
        caption={words.structuresCaption(rows.length)}
        columns={[words.place, words.role, words.scope, words.dates]}
      >
        {rows.map((row) => (
          <tr>
            <th scope="row" data-label={words.place}>
              {row.isTechnical ? (
                row.structureName
              ) : (
                <a href={withQuery(url(paths.member, { id: row.structureId, user: row.userId }), { back })}>
                  {row.structureName}
                </a>
              )}
            </th>
            <Cell label={words.role}>{roleText(row, { words, roles })}</Cell>
            <Cell label={words.scope}>{scopeText(row, words)}</Cell>
            <Cell label={words.dates}>{datesOf(row, words, today)}</Cell>
          </tr>
        ))}
      </Table>
      <p class="acts">
        <Cancel href={back} />
      </p>
    </div>
  )
}
