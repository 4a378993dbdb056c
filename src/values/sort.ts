/** How a list is sorted. In its address: `code` upwards, `-code` downwards. */
export type Sort<Column extends string> = { column: Column; isDown: boolean }

/** The usual order of most lists. */
export const BY_NAME: Sort<'name'> = { column: 'name', isDown: false }

/** Reads `sort` of an address; nonsense is taken as the first column, upwards. */
export function sortIn<const Column extends string>(
  query: URLSearchParams,
  columns: readonly [Column, ...Column[]],
): Sort<Column> {
  const typed = query.get('sort') ?? ''
  const isDown = typed.startsWith('-')
  const column = columns.find((one) => one === typed.replace(/^-/, ''))
  return column ? { column, isDown } : { column: columns[0], isDown: false }
}

/** The value of `sort` in an address; undefined for the usual column upwards, which needs no word. */
export const sortText = (sort: Sort<string>, usual = 'name'): string | undefined =>
  sort.column === usual && !sort.isDown ? undefined : `${sort.isDown ? '-' : ''}${sort.column}`

/** The same column the other way round, or another one upwards: what pressing a column's head asks for. */
export const pressed = <Column extends string>(sort: Sort<string>, column: Column): Sort<Column> => ({
  column,
  isDown: sort.column === column && !sort.isDown,
})
