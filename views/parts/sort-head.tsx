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
