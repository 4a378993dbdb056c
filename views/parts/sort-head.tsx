import { pressed, type Sort, sortText } from '../../src/values/sort.ts'
import { useWords } from '../layout/scene.ts'
import { partWords } from '../words/parts.ts'
import { swapLink } from './tabs.tsx'

type SortHeadProps = { label: string; href: string; sorted: 'ascending' | 'descending' | null; panel?: string }

/** A column head that sorts: a link whose arrow repeats what aria-sort says. */
export const SortHead = ({ label, href, sorted, panel }: SortHeadProps) => (
  <th scope="col" aria-sort={sorted ?? undefined}>
    <a href={href} title={useWords(partWords).sortBy(label)} {...swapLink(href, panel)}>
      {label}
      {sorted && <span aria-hidden="true">{sorted === 'ascending' ? ' ▲' : ' ▼'}</span>}
    </a>
  </th>
)

type SortableProps<Column extends string> = {
  label: string
  column: NoInfer<Column>
  /** How the list is sorted now. */
  sort: Sort<Column>
  /** The address of the list from its first page, with this value of `sort`. */
  href: (sort: string | undefined) => string
  panel?: string
}

/** The head of a column by which a list can be sorted both ways: pressed again, it turns the order round. */
export const Sortable = <Column extends string>({ label, column, sort, href, panel }: SortableProps<Column>) => (
  <SortHead
    label={label}
    href={href(sortText(pressed(sort, column)))}
    sorted={sort.column === column ? (sort.isDown ? 'descending' : 'ascending') : null}
    {...(panel && { panel })}
  />
)
