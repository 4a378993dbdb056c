import { stringify } from 'csv-stringify/sync'

/** What spreadsheets take for the start of a UTF-8 file. */
export const BOM = '\uFEFF'

/** A cell that a spreadsheet would run as a formula is made text by a quote before it. */
export const harmless = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

/** Lines as French spreadsheets open them: `;`, every cell quoted, CRLF. */
export const csvLines = (rows: (string | number | null)[][]): string =>
  stringify(
    rows.map((row) =>
      row.map((cell) => (cell === null ? '' : typeof cell === 'number' ? String(cell) : harmless(cell))),
    ),
    { delimiter: ';', quoted: true, quoted_empty: true, record_delimiter: 'windows' },
  )
