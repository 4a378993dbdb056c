import type { Document } from 'yaml'

/** The fields of a front matter: a text, a list of texts, or null for what is neither. `line` counts from 1 in it. */
export type Fields = Map<string, { line: number; value: string | string[] | null }>
export type Front = { fields: Fields; broken: { line: number; detail: string }[] }

/** What means more than itself in YAML: such a text is quoted when it is written, and read by the library. */
const SPECIAL = /^[-?:,[\]{}#&*!|>'"%@`\s]|:(\s|$)|\s#|\s$|\p{Cc}/u
/** What other programs would read as a number, a date, a truth or nothing. */
const AMBIGUOUS =
  /^(true|false|null|yes|no|on|off|y|n|~|)$|^[-+.]?\d[\d_,.:]*(e[-+]?\d+)?$|^0[xob][\da-f_]+$|^\d{4}-\d\d?-\d|^[-+]?\.(inf|nan)$/i

const quoted = (text: string): string => (SPECIAL.test(text) || AMBIGUOUS.test(text) ? JSON.stringify(text) : text)

/** One field a line, a list with one text a line. */
export function writeFront(fields: Record<string, string | string[]>): string {
  const lines = Object.entries(fields).flatMap(([name, value]) => {
    if (typeof value === 'string') return [`${name}: ${quoted(value)}`]
    return value.length === 0 ? [`${name}: []`] : [`${name}:`, ...value.map((one) => `  - ${quoted(one)}`)]
  })
  return lines.map((line) => `${line}\n`).join('')
}

/**
 * Reads a front matter. What we write ourselves is read without the YAML library, which takes 12 MB and 60 ms to load and
 * a millisecond for each file. Every value is the text that stands there: a title `2027` is no number, a variant `no` no
 * answer.
 */
export const readFront = async (text: string): Promise<Front> => readPlainFront(text) ?? readYaml(text)

function readPlainFront(text: string): Front | null {
  const fields: Fields = new Map()
  let last = ''
  for (const [at, line] of text.replace(/\n$/, '').split('\n').entries()) {
    const [, name, rest, item] = /^(?:([a-z]+):(?: (.*))?|  - (.*))$/.exec(line) ?? []
    const isRead = name === undefined ? addItem(fields, last, item) : addField(fields, name, { rest, line: at + 1 })
    if (!isRead) return null
    last = name ?? last
  }
  return { fields, broken: [] }
}

/** One more text of the list that the last field began. */
function addItem(fields: Fields, name: string, item: string | undefined): boolean {
  const list = fields.get(name)?.value
  const text = item === undefined ? null : readPlain(item)
  if (!Array.isArray(list) || !text) return false
  list.push(text)
  return true
}

/** A field with its text; with nothing behind its name it begins a list. */
function addField(fields: Fields, name: string, { rest, line }: { rest: string | undefined; line: number }): boolean {
  const value = rest === undefined || rest === '[]' ? [] : readPlain(rest)
  if (fields.has(name) || value === null) return false
  fields.set(name, { line, value })
  return true
}

/** A text as it was written by `quoted`; null for what only the library reads. */
function readPlain(text: string): string | null {
  if (!text.startsWith('"')) return SPECIAL.test(text) ? null : text
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** A front matter of three hundred questions is shorter; reading what is no YAML takes long where it is long. */
const YAML_MOST = 100_000
const BROKEN_TOLD = 20

async function readYaml(text: string): Promise<Front> {
  if (text.length > YAML_MOST) return { fields: new Map(), broken: [{ line: 1, detail: `> ${YAML_MOST}` }] }
  const { LineCounter, parseDocument } = await import('yaml')
  const lines = new LineCounter()
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number | undefined) => lines.linePos(offset ?? 0).line
  const broken = [...document.errors, ...document.warnings].slice(0, BROKEN_TOLD).map((error) => ({
    line: lineAt(error.pos[0]),
    detail: error.message,
  }))
  return { fields: broken.length > 0 ? new Map() : await fieldsOf(document, lineAt), broken }
}

/** Read as they stand, values are texts, or nothing at all. */
const scalarText = (value: unknown): string => (typeof value === 'string' ? value : '')

async function fieldsOf(document: Document.Parsed, lineAt: (offset: number | undefined) => number): Promise<Fields> {
  const { isMap, isScalar, isSeq } = await import('yaml')
  const textOf = (node: unknown): string | null => (isScalar(node) ? scalarText(node.value) : null)
  const valueOf = (node: unknown): string | string[] | null => {
    if (!isSeq(node)) return node === null ? '' : textOf(node)
    const items = node.items.map(textOf)
    return items.every((item) => item !== null) ? items : null
  }
  const fields: Fields = new Map()
  for (const { key, value } of isMap(document.contents) ? document.contents.items : [])
    fields.set(textOf(key) ?? '', { line: lineAt(isScalar(key) ? key.range?.[0] : 0), value: valueOf(value) })
  return fields
}
