/** Rows that a page may hold; the first is the usual one. */
export const PAGE_SIZES = [25, 10, 50, 100] as const
export type PageSize = (typeof PAGE_SIZES)[number]

/** Which part of a list is asked for; `page` counts from 1. */
export type Paging = { page: number; size: number }

/** One page of a list. `total` is exact, or null when counting stopped at `COUNT_LIMIT`. */
export type Page<Row> = { rows: Row[]; paging: Paging; total: number | null; hasNext: boolean }

/** With filters, counting stops here ("plus de 1 000"). */
export const COUNT_LIMIT = 1000

/** Builds a page from one row more than asked for, which tells whether there is a next one. */
export const pageOf = <Row>(rows: Row[], paging: Paging, total: number | null): Page<Row> => ({
  rows: rows.slice(0, paging.size),
  paging,
  total,
  hasNext: rows.length > paging.size,
})

/** The last page that a list of so many rows has; where counting stopped, the last one that is known to exist. */
export const lastPage = (total: number | null, size: number): number =>
  Math.max(1, Math.ceil((total ?? COUNT_LIMIT) / size))

export const offsetOf = ({ page, size }: Paging): number => (page - 1) * size

const LAST_PAGE = 100_000

/** `page` and `rows` of an address; nonsense is taken as the first page and the usual size. */
export function pagingIn(query: URLSearchParams, usual: PageSize = PAGE_SIZES[0]): Paging {
  const page = Number(query.get('page') ?? 1)
  const rows = Number(query.get('rows') ?? usual)
  return {
    page: Number.isInteger(page) && page >= 1 && page <= LAST_PAGE ? page : 1,
    size: PAGE_SIZES.find((size) => size === rows) ?? usual,
  }
}
