import { formatSiret } from './siret.ts'

/** What spreadsheets take for the start of a UTF-8 file. */
export const BOM = '\uFEFF'

/** A cell that a spreadsheet would run as a formula is made text by a quote before it. */
export const harmless = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

/** A SIRET in groups: bare digits would be read as a number, without their first zeros. */
export const identifierCell = (identifier: string): string => formatSiret(identifier).replaceAll('\u00A0', ' ')

/** What in a text needs care; most have none of it. */
const DELICATE = /^[=+\-@\t\r]|"/

/** Numbers are ours and stay numbers; texts are anybody's. A quote inside is doubled: then a cell may hold anything, line breaks too (RFC 4180). */
const textOf = (cell: string | number | null): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  return DELICATE.test(cell) ? harmless(cell).replaceAll('"', '""') : cell
}

/** Lines as French spreadsheets open them: `;`, every cell quoted, CRLF. */
export function csvLines(rows: (string | number | null)[][]): string {
  let lines = ''
  for (const row of rows) lines += `"${row.map(textOf).join('";"')}"\r\n`
  return lines
}
