import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { COUNT_LIMIT, PAGE_SIZES, type Page } from '../../src/values/page.ts'
import { withQuery } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { partWords } from '../words/parts.ts'
import { line } from './line.ts'
import { CURRENT, getWithin, swapWithin } from './tabs.tsx'
import { numberText } from './time.tsx'

type Query = Record<string, string | undefined>
type PagerProps = {
  page: Page<unknown>
  path: string
  /** The rest of the address: tab, filters, sort order. */
  query: Query
  /** Its own id and name, where a page holds two pagers. */
  id?: string
  label?: string
  /** The panel that htmx swaps; without it the pager leads to pages. */
  panel?: string
}

const pageCount = ({ total, paging }: Page<unknown>): number | null =>
  total === null ? null : Math.max(1, Math.ceil(total / paging.size))

/** "3 demandes" or "plus de 1 000 demandes": the total of a list in words. */
export function totalText(total: number | null, language: 'fr' | 'en'): string {
  return total === null ? partWords[language].moreThan(numberText(COUNT_LIMIT, language)) : numberText(total, language)
}

/** "1/3", or "1" where counting stopped: for the title of the page. */
export const partOf = (page: Page<unknown>): string | undefined => {
  const pages = pageCount(page)
  if (pages === 1) return undefined
  return pages === null ? String(page.paging.page) : `${page.paging.page}/${pages}`
}

/** Pages of a list: links, a field to go straight to one, and the number of rows. All of it lives in the address. */
export function Pager({ page, path, query, id = 'rows', label, panel }: PagerProps) {
  const words = useWords(partWords)
  const { language } = useScene()
  const { paging, hasNext } = page
  const pages = pageCount(page)
  const rows = paging.size === PAGE_SIZES[0] ? undefined : String(paging.size)
  const link = (n: number, rest: Child, label: string) => {
    const href = withQuery(path, { ...query, rows, page: n === 1 ? undefined : n })
    return line`<li><a href="${href}"${getWithin(href, panel)}${rest}>${label}</a></li>`
  }
  const named = (n: number) => line` aria-label="${words.pageN(n)}"${n === paging.page && CURRENT}`
  return (
    <nav class="pager" aria-label={label ?? words.pages} {...swapWithin(panel)}>
      <ul>
        {paging.page > 1 && link(paging.page - 1, PREVIOUS, words.previous)}
        {around(paging.page, pages, hasNext).map((n, at, all) => [
          n - (all[at - 1] ?? 0) > 1 && GAP,
          link(n, named(n), numberText(n, language)),
        ])}
        {hasNext && link(paging.page + 1, NEXT, words.next)}
      </ul>
      <GoTo page={page} path={path} query={query} id={id} {...(panel && { panel })} />
    </nav>
  )
}

const [PREVIOUS, NEXT] = [raw(' rel="prev"'), raw(' rel="next"')]
const GAP = raw('<li aria-hidden="true">…</li>')
const SIZES = PAGE_SIZES.toSorted((a, b) => a - b)

/** Straight to a page, where there are many, and how many rows a page has. */
function GoTo({ page, path, query, id, panel }: PagerProps) {
  const words = useWords(partWords)
  const pages = pageCount(page)
  return (
    <form method="get" action={path} class="acts" data-hx-get={panel ? path : undefined}>
      {Object.entries(query).map(([name, value]) => value && <input type="hidden" name={name} value={value} />)}
      {(pages === null || pages > 5) && (
        <>
          <label for={`${id}-page`}>{words.goToPage}</label>
          <input
            type="text"
            id={`${id}-page`}
            name="page"
            inputmode="numeric"
            size={4}
            value={String(page.paging.page)}
            autocomplete="off"
          />
        </>
      )}
      <label for={id}>{words.rowsPerPage}</label>
      <select id={id} name="rows">
        {SIZES.map((size) => line`<option${size === page.paging.size && raw(' selected')}>${size}</option>`)}
      </select>
      <button class="plain">{words.show}</button>
    </form>
  )
}

/** The first page, the ones beside this one, and the last when it is known. */
function around(page: number, pages: number | null, hasNext: boolean): number[] {
  const last = pages ?? (hasNext ? page + 1 : page)
  const near = [1, page - 1, page, page + 1, ...(pages === null ? [] : [last])]
  return [...new Set(near)].filter((n) => n >= 1 && n <= last).toSorted((a, b) => a - b)
}
