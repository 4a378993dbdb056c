import { formatSiret } from './siret.ts'

/** What spreadsheets take for the start of a UTF-8 file. */
export const BOM = '\uFEFF'

/** A cell that a spreadsheet would run as a formula is made text by a quote before it. */
export const harmless = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

/** A SIRET in groups: bare digits would be read as a number, without their first zeros. */
export const identifierCell = (identifier: string): string => formatSiret(identifier).replaceAll('\u00A0', ' ')

/** Numbers are ours and stay numbers; texts are anybody's. */
const textOf = (cell: string | number | null): string =>
  cell === null ? '' : typeof cell === 'number' ? String(cell) : harmless(cell)

/** A quote inside is doubled: then a cell may hold anything, line breaks too (RFC 4180). */
const quoted = (text: string): string => `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`

/** Lines as French spreadsheets open them: `;`, every cell quoted, CRLF. */
export function csvLines(rows: (string | number | null)[][]): string {
  let lines = ''
  for (const row of rows) lines += `${row.map((cell) => quoted(textOf(cell))).join(';')}\r\n`
  return lines
}
