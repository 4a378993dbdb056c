import type { StructureRow } from '../../src/structures/rules.ts'
import { paths, url } from '../../src/urls.ts'
import type { Page } from '../../src/values/page.ts'
import { homeCrumb, Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import type { Titled } from '../layout/title.ts'
import { Empty } from '../parts/empty.tsx'
import { Field } from '../parts/field.tsx'
import { Filters } from '../parts/filters.tsx'
import { partOf } from '../parts/pager.tsx'
import { Panel } from '../parts/panel.tsx'
import { layoutWords } from '../words/layout.ts'
import { structureWords } from '../words/structures.ts'
import { BeyondTheEnd, StructureTable } from './structure-table.tsx'

/** `found` is null as long as nothing was typed. */
type SearchProps = { q: string; found: Page<StructureRow> | null }

const PANEL = 'structure-search-panel'

const useTitled = ({ found }: SearchProps): Titled => ({
  title: useWords(structureWords).searchTitle,
  section: 'structures',
  part: found ? partOf(found) : undefined,
})

export const StructureSearchPage = (props: SearchProps) => (
  <Layout {...useTitled(props)} crumbs={[homeCrumb(useWords(layoutWords))]}>
    <StructureSearchPanel {...props} />
  </Layout>
)

export function StructureSearchPanel(props: SearchProps) {
  const words = useWords(structureWords)
  return (
    <Panel id={PANEL} {...useTitled(props)}>
      <Filters action={paths.structureSearch} panel={PANEL} reset={props.q ? paths.structureSearch : undefined}>
        <Field
          name="q"
          type="search"
          label={words.searchLabel}
          hint={words.searchHint}
          value={props.q}
          size={36}
          maxlength={200}
          autocomplete="off"
        />
      </Filters>
      <Results {...props} />
      <NotThere />
    </Panel>
  )
}

function Results({ q, found }: SearchProps) {
  const words = useWords(structureWords)
  const list = { path: paths.structureSearch, query: { q }, panel: PANEL }
  if (!found)
    return (
      <Empty title={words.nothingTyped}>
        <p>{words.nothingTypedText}</p>
      </Empty>
    )
  if (found.rows.length > 0)
    return <StructureTable {...list} page={found} hrefOf={(id) => url(paths.structure, { id })} />
  if (found.paging.page > 1) return <BeyondTheEnd {...list} />
  return (
    <Empty title={words.nothingFound(q)}>
      <p>{words.nothingFoundText}</p>
    </Empty>
  )
}

/** Below every answer: the structure wanted may be none of those found. */
const NotThere = () => {
  const words = useWords(structureWords)
  return (
    <div>
      <p>
        {words.createPrivateHint} <a href={paths.newStructure}>{words.createPrivate}</a>
      </p>
      <p>
        {words.askPublicHint} <a href={paths.contact}>{words.askPublic}</a>
      </p>
    </div>
  )
}
