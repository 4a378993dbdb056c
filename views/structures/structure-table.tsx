import { identifierText, type StructureRow } from '../../src/structures/rules.ts'
import type { Page } from '../../src/values/page.ts'
import { withQuery } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Pager, totalText } from '../parts/pager.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { structureWords } from '../words/structures.ts'
import { StateTag } from './structure-facts.tsx'

type TableProps = {
  page: Page<StructureRow>
  /** Where the list lives, and what in its address must stay from page to page. */
  path: string
  query: Record<string, string | undefined>
  panel: string
  hrefOf: (id: number) => string
}

/** Structures found, one a row, with the pages below. */
export function StructureTable({ page, path, query, panel, hrefOf }: TableProps) {
  const words = useWords(structureWords)
  const { language } = useScene()
  const isCut = page.total === null && query['q'] !== undefined
  return (
    <>
      <Table
        caption={words.searchCaption(totalText(page.total, language))}
        columns={[words.name, words.identifier, words.kind, words.state]}
      >
        {page.rows.map((row) => (
          <StructureLine row={row} href={hrefOf(row.id)} />
        ))}
      </Table>
      {isCut && <p>{words.searchMany}</p>}
      <Pager page={page} path={path} query={query} panel={panel} />
    </>
  )
}

function StructureLine({ row, href }: { row: StructureRow; href: string }) {
  const words = useWords(structureWords)
  const identifier = identifierText(row)
  return (
    <tr>
      <th scope="row">
        {/* Two bodies may bear one name: the identifier makes the links differ. */}
        <a href={href}>
          {row.name}
          <span class="vh"> {identifier}</span>
        </a>
        <small>{`${row.postcode} ${row.city}`.trim()}</small>
      </th>
      <Cell label={words.identifier}>{identifier}</Cell>
      <Cell label={words.kind}>{words.kinds[row.kind]}</Cell>
      <Cell label={words.state}>
        <span>
          <StateTag state={row.state} />
        </span>
      </Cell>
    </tr>
  )
}

/** A page beyond the end of a list that has become shorter. */
export const BeyondTheEnd = ({ path, query }: Pick<TableProps, 'path' | 'query'>) => {
  const words = useWords(structureWords)
  return (
    <Empty title={words.nothingOnPage}>
      <p>
        <a href={withQuery(path, query)}>{words.firstPage}</a>
      </p>
    </Empty>
  )
}
