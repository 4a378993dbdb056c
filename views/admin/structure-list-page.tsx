import { STRUCTURE_STATES, type StructureRow, type StructureState } from '../../src/structures/rules.ts'
import { paths, url } from '../../src/urls.ts'
import type { Page } from '../../src/values/page.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import type { Titled } from '../layout/title.ts'
import { Empty } from '../parts/empty.tsx'
import { Field, Select } from '../parts/field.tsx'
import { Filters } from '../parts/filters.tsx'
import { partOf } from '../parts/pager.tsx'
import { Panel } from '../parts/panel.tsx'
import { BeyondTheEnd, StructureTable } from '../structures/structure-table.tsx'
import { layoutWords } from '../words/layout.ts'
import { operatorStructureWords } from '../words/operator-structures.ts'
import { structureWords } from '../words/structures.ts'

type ListProps = { q: string; state: StructureState | null; page: Page<StructureRow> }

const PANEL = 'operator-structures-panel'

const useTitled = ({ page }: ListProps): Titled => ({
  title: useWords(operatorStructureWords).listTitle,
  section: 'operator',
  part: partOf(page),
})

/** All structures, for the platform support. */
export function StructureListPage(props: ListProps) {
  const words = useWords(operatorStructureWords)
  const crumbs = [{ href: paths.operator, label: useWords(layoutWords).operator }]
  const actions = (
    <a class="button main" href={paths.operatorNewStructure}>
      {words.newPublic}
    </a>
  )
  return (
    <Layout {...useTitled(props)} crumbs={crumbs} actions={actions}>
      <StructureListPanel {...props} />
    </Layout>
  )
}

export function StructureListPanel(props: ListProps) {
  const { q, state, page } = props
  const list = {
    path: paths.operatorStructures,
    query: { q: q || undefined, state: state ?? undefined },
    panel: PANEL,
  }
  return (
    <Panel id={PANEL} {...useTitled(props)}>
      <ListFilters {...props} />
      {page.rows.length > 0 && (
        <StructureTable {...list} page={page} hrefOf={(id) => url(paths.operatorStructure, { id })} />
      )}
      {page.rows.length === 0 && (page.paging.page > 1 ? <BeyondTheEnd {...list} /> : <NothingFound />)}
    </Panel>
  )
}

function ListFilters({ q, state }: ListProps) {
  const words = useWords(operatorStructureWords)
  const { states } = useWords(structureWords)
  const isFiltered = q !== '' || state !== null
  return (
    <Filters action={paths.operatorStructures} panel={PANEL} reset={isFiltered ? paths.operatorStructures : undefined}>
      <Field name="q" type="search" label={words.searchLabel} value={q} size={28} maxlength={200} autocomplete="off" />
      <Select
        name="state"
        label={words.state}
        value={state ?? ''}
        options={[
          { value: '', label: words.allStates },
          ...STRUCTURE_STATES.map((one) => ({ value: one, label: states[one] })),
        ]}
      />
    </Filters>
  )
}

const NothingFound = () => {
  const words = useWords(operatorStructureWords)
  return (
    <Empty title={words.emptyTitle}>
      <p>{words.emptyText}</p>
    </Empty>
  )
}
