import { parse } from 'csv-parse/sync'

/** The fields of one line, or null when it does not have as many as the header. */
export type Fields = string[] | null

/** `end` counts the bytes of text up to the last whole record: where reading can take up again. */
export type Block = { records: Fields[]; end: number }

const LF = 10
/** INSEE's fields hold no line breaks. A quote that stays open longer than this is a stray one, and costs its own line only. */
const MAX_LINES_OF_A_RECORD = 10
const MAX_BYTES_OF_A_LINE = 1_048_576

/** Cuts a stream into blocks of whole records; `from` is where in the text the stream begins, `width` the number of columns. */
export async function* readBlocks(stream: AsyncIterable<Buffer>, from: number, width: number): AsyncGenerator<Block> {
  let rest: Buffer = Buffer.alloc(0)
  let end = from
  for await (const chunk of stream) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const cut = bytes.lastIndexOf(LF) + 1
    if (cut === 0 && bytes.length < MAX_BYTES_OF_A_LINE) {
      rest = bytes
      continue
    }
    const { records, unread } =
      cut === 0 ? { records: [null], unread: 0 } : split(bytes.toString('utf8', 0, cut), width, false)
    const used = cut === 0 ? bytes.length : stepBack(bytes, cut, unread)
    rest = bytes.subarray(used)
    end += used
    yield { records, end }
  }
  if (rest.length > 0) yield { records: split(rest.toString(), width, true).records, end: end + rest.length }
}

/** Where the last `lines` lines before `cut` begin. */
function stepBack(bytes: Buffer, cut: number, lines: number): number {
  let at = cut
  for (let line = 0; line < lines; line++) at = bytes.lastIndexOf(LF, at - 2) + 1
  return at
}

/**
 * A line without a quote is what stands between its commas, which the engine splits four times as fast as a CSV parser
 * goes through it byte by byte. Records with a quote go to the parser: all in one go, or one by one when one is broken.
 * `unread` lines at the end may go on in the next block.
 */
function split(text: string, width: number, isLast: boolean): { records: Fields[]; unread: number } {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const { texts, unread } = groupLines(lines, isLast)
  const parsed = parseRecords(texts.filter(hasQuote).join('\n'))
  const isParsed = parsed.length === texts.filter(hasQuote).length && parsed.every((fields) => fields.length === width)
  const records: Fields[] = []
  let next = 0
  for (const record of texts) {
    if (!hasQuote(record)) records.push(ofWidth(record.split(','), width))
    else if (isParsed) records.push(parsed[next++] ?? null)
    else records.push(...parseAlone(record, width))
  }
  return { records, unread }
}

const hasQuote = (text: string): boolean => text.includes('"')

/** A record with more or fewer fields than the header is a broken one. */
const ofWidth = (fields: Fields, width: number): Fields => (fields?.length === width ? fields : null)

/** Puts the lines of one record together. Empty lines are none. */
function groupLines(lines: string[], isLast: boolean): { texts: string[]; unread: number } {
  const texts: string[] = []
  let at = 0
  while (at < lines.length) {
    const length = linesOfRecord(lines, at)
    if (length === 0 && lines.length - at < MAX_LINES_OF_A_RECORD && !isLast) break
    const text = length > 1 ? lines.slice(at, at + length).join('\n') : (lines[at] ?? '')
    const record = text.endsWith('\r') ? text.slice(0, -1) : text
    if (record !== '') texts.push(record)
    at += length || 1
  }
  return { texts, unread: lines.length - at }
}

/** How many lines a record takes until its quotes are even, or 0 when they stay odd. */
function linesOfRecord(lines: string[], start: number): number {
  if (!hasQuote(lines[start] ?? '')) return 1
  let quotes = 0
  for (let length = 1; length <= MAX_LINES_OF_A_RECORD && start + length <= lines.length; length++) {
    quotes += (lines[start + length - 1] ?? '').split('"').length - 1
    if (quotes % 2 === 0) return length
  }
  return 0
}

/** Lines that two stray quotes have put together are taken apart again: only those with a stray quote are lost. */
function parseAlone(record: string, width: number): Fields[] {
  const fields = hasQuote(record) ? parseRecord(record) : record.split(',')
  const [, ...others] = record.split('\n')
  if (ofWidth(fields, width) || others.length === 0) return [ofWidth(fields, width)]
  return [null, ...groupLines(others, true).texts.flatMap((text) => parseAlone(text, width))]
}

/** One record by the CSV parser, or null when its quotes are wrong. */
export function parseRecord(record: string): Fields {
  const parsed = parseRecords(record)
  return parsed.length === 1 ? (parsed[0] ?? null) : null
}

/** Fewer records than were given when quotes are wrong. */
function parseRecords(text: string): string[][] {
  if (text === '') return []
  let isBroken = false
  const onSkip = (): undefined => {
    isBroken = true
  }
  const records = parse(text, { bom: true, relax_column_count: true, skip_records_with_error: true, on_skip: onSkip })
  return isBroken ? [] : records
}
