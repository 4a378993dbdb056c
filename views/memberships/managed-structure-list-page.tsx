import type { Actor } from '../../src/act.ts'
import { identifierText, whyNotEdit } from '../../src/structures/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { type Page, PAGE_SIZES } from '../../src/values/page.ts'
import { type Sort, sortText } from '../../src/values/sort.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import type { Titled } from '../layout/title.ts'
import { Empty } from '../parts/empty.tsx'
import { Field } from '../parts/field.tsx'
import { Filters } from '../parts/filters.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { Panel } from '../parts/panel.tsx'
import { Sortable } from '../parts/sort-head.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { StateTag } from '../structures/structure-facts.tsx'
import { layoutWords } from '../words/layout.ts'
import { managedStructureWords } from '../words/managed-structures.ts'
import { membershipWords } from '../words/memberships.ts'
import type { ManagedLine } from './manager-structures.tsx'

type ListProps = { q: string; sort: Sort<'name' | 'identifier'>; page: Page<ManagedLine>; actor: Actor }

const queryOf = ({ q, sort }: ListProps) => ({ q: q || undefined, sort: sortText(sort) })

const PANEL = 'managed-structures-panel'

const useTitled = ({ page }: ListProps): Titled => ({
  title: useWords(managedStructureWords).listTitle,
  section: 'manager',
  part: partOf(page),
})

/** "Mes structures": those that the reader manages, wholly or in part. */
export const ManagedStructureListPage = (props: ListProps) => (
  <Layout {...useTitled(props)} crumbs={[{ href: paths.manager, label: useWords(layoutWords).manager }]}>
    <ManagedStructureListPanel {...props} />
  </Layout>
)

export function ManagedStructureListPanel(props: ListProps) {
  const words = useWords(managedStructureWords)
  const { q, page } = props
  return (
    <Panel id={PANEL} {...useTitled(props)}>
      <Filters
        action={paths.managedStructures}
        panel={PANEL}
        kept={{ sort: sortText(props.sort), rows: rowsText(page) }}
        reset={q ? withQuery(paths.managedStructures, { sort: sortText(props.sort) }) : undefined}
      >
        <Field
          name="q"
          type="search"
          label={words.searchLabel}
          value={q}
          size={36}
          maxlength={200}
          autocomplete="off"
        />
      </Filters>
      {page.rows.length > 0 ? (
        <Rows {...props} />
      ) : (
        <Empty title={words.noneFound(q)}>
          <p>{words.noneFoundText}</p>
        </Empty>
      )}
    </Panel>
  )
}

/** What a change of order or words keeps: as many rows as before. */
const rowsText = ({ paging }: ListProps['page']): string | undefined =>
  paging.size === PAGE_SIZES[0] ? undefined : String(paging.size)

function Rows(props: ListProps) {
  const { page, sort, actor } = props
  const words = useWords(managedStructureWords)
  const { language } = useScene()
  const every = {
    sort,
    panel: PANEL,
    href: (sort: string | undefined) =>
      withQuery(paths.managedStructures, { ...queryOf(props), sort, rows: rowsText(page) }),
  }
  const heads = [
    <Sortable label={words.structure} column="name" {...every} />,
    <Sortable label={words.identifier} column="identifier" {...every} />,
  ]
  return (
    <>
      <Table
        caption={words.caption(totalText(page.total, language), words.orders[sort.column](sort.isDown))}
        columns={[...heads, words.state, words.myRole, words.waiting, words.actions]}
      >
        {page.rows.map((line) => (
          <Row line={line} mayEdit={whyNotEdit(actor, line) === null} />
        ))}
      </Table>
      <Pager page={page} path={paths.managedStructures} query={queryOf(props)} panel={PANEL} />
    </>
  )
}

function Row({ line, mayEdit }: { line: ManagedLine; mayEdit: boolean }) {
  const words = useWords(managedStructureWords)
  const { roles } = useWords(membershipWords)
  const { language } = useScene()
  const identifier = identifierText(line)
  // Two bodies may bear one name: the identifier makes the links differ.
  const whose = (
    <span class="vh">
      {' '}
      {line.name} {identifier}
    </span>
  )
  return (
    <tr>
      <th scope="row" data-label={words.structure}>
        {line.name}
        {line.isAlone && line.role === 'primary_manager' && <small>⚠ {words.singleManager}</small>}
      </th>
      <Cell label={words.identifier}>{identifier}</Cell>
      <Cell label={words.state}>
        <span>
          <StateTag state={line.state} />
        </span>
      </Cell>
      <Cell label={words.myRole}>{roles[line.role]}</Cell>
      <Cell label={words.waiting}>
        <a href={withQuery(paths.membershipRequests, { structure: line.id })}>
          {totalText(line.waiting, language)}
          <span class="vh">
            {' '}
            {words.waitingOf(line.name)} {identifier}
          </span>
        </a>
      </Cell>
      <td class="acts">
        <a class="button plain" href={url(paths.managedStructure, line)}>
          {words.consult}
          {whose}
        </a>
        {mayEdit && (
          <a class="button plain" href={url(paths.managedStructureEdit, line)}>
            <span aria-hidden="true">✎</span> {words.edit}
            {whose}
          </a>
        )}
      </td>
    </tr>
  )
}
