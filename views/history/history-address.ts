import { type Family, HISTORY_LISTS, type HistoryList } from '../../src/history/rules.ts'
import { civilDate } from '../../src/values/dates.ts'
import { PAGE_SIZES, type Paging, pagingIn } from '../../src/values/page.ts'
import { paths, withQuery } from '../../src/urls.ts'

/** The filters of the history as its address holds them. */
export type HistoryAddress = {
  structureId: number | null
  family: Family | null
  list: HistoryList | null
  person: string
  from: string | null
  to: string | null
  paging: Paging
}

/** The kinds of action that a structure's history can hold; of an account, what its managers did to it. */
export const FAMILIES = ['membership', 'subscription', 'structure', 'account'] as const satisfies Family[]

/** Reads an address of the history; nonsense in it is left out. */
export function historyAddressOf({ searchParams }: URL): HistoryAddress {
  const structureId = Number(searchParams.get('structure') ?? '')
  const list = HISTORY_LISTS.find((one) => one === searchParams.get('list')) ?? null
  const kind = searchParams.get('kind')
  return {
    structureId: Number.isSafeInteger(structureId) && structureId > 0 ? structureId : null,
    // A list shows no choice of kinds: one in the address would narrow it unseen.
    family: list ? null : (FAMILIES.find((one) => one === kind) ?? null),
    list,
    person: (searchParams.get('person') ?? '').slice(0, 100).trim(),
    from: civilDate(searchParams.get('from') ?? ''),
    to: civilDate(searchParams.get('to') ?? ''),
    paging: pagingIn(searchParams),
  }
}

/** The query without the page. */
export const historyQuery = (address: HistoryAddress): Record<string, string | undefined> => ({
  structure: address.structureId === null ? undefined : String(address.structureId),
  kind: address.family ?? undefined,
  list: address.list ?? undefined,
  person: address.person || undefined,
  from: address.from ?? undefined,
  to: address.to ?? undefined,
})

/** The address of the history, page and rows included. */
export const historyHref = (address: HistoryAddress): string =>
  withQuery(paths.history, {
    ...historyQuery(address),
    rows: address.paging.size === PAGE_SIZES[0] ? undefined : address.paging.size,
    page: address.paging.page === 1 ? undefined : address.paging.page,
  })
