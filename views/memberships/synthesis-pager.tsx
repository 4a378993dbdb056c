import type { Page } from '../../src/values/page.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { partWords } from '../words/parts.ts'

type SynthesisPagerProps = {
  name: 'requests' | 'subscriptions' | 'structures' | 'history'
  page: Page<unknown>
  label: string
}

/** Each block of the synthesis has a paging of its own; the others stay where they are. */
export function SynthesisPager({ name, page, label }: SynthesisPagerProps) {
  const words = useWords(partWords)
  const { here } = useScene()
  if (page.paging.page === 1 && !page.hasNext) return null
  const query = Object.fromEntries(new URL(here, 'http://here').searchParams)
  const href = (n: number) => withQuery(paths.manager, { ...query, [name]: n === 1 ? undefined : n })
  return (
    <nav class="pager" aria-label={`${words.pages} – ${label}`}>
      {page.paging.page > 1 && (
        <a href={href(page.paging.page - 1)} rel="prev">
          {words.previous}
          <span class="vh"> – {label}</span>
        </a>
      )}
      <span>{words.pageN(page.paging.page)}</span>
      {page.hasNext && (
        <a href={href(page.paging.page + 1)} rel="next">
          {words.next}
          <span class="vh"> – {label}</span>
        </a>
      )}
    </nav>
  )
}
