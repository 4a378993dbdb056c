import { fileTypeFromBuffer } from 'file-type'
import { accept, refuse, type Result } from '../values/result.ts'

/** The kinds of files that are taken, with the type under which they are served. */
export const FILE_TYPES = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  txt: 'text/plain',
  csv: 'text/csv',
  xml: 'application/xml',
  eml: 'message/rfc822',
  zip: 'application/zip',
} as const
export type FileType = keyof typeof FILE_TYPES
const isFileType = (text: string): text is FileType => Object.hasOwn(FILE_TYPES, text)

/** A file wherever it lies: its size in bytes, and any piece of it (shorter at the end of the file). */
export type Content = { size: number; read: (at: number, length: number) => Promise<Uint8Array> }

/** `type-refused`: a kind that is not taken, whatever its name. `type-mismatch`: its name says another kind. */
export type SniffRefusal = 'empty' | 'type-refused' | 'type-mismatch'

/** The kind of a file, read from its content; it must be one that is taken and the one that its name says. */
export async function sniff(content: Content, name: string): Promise<Result<FileType, SniffRefusal>> {
  if (content.size === 0) return refuse('empty')
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const declared = ending === 'jpeg' ? 'jpg' : ending
  const kinds = await readKinds(content)
  if (kinds.length === 0 || !isFileType(declared)) return refuse('type-refused')
  return kinds.includes(declared) ? accept(declared) : refuse('type-mismatch')
}

/** What is looked at of a text, and of a file that says what it is by its first bytes. */
const HEAD = 64 * 1024
const MAGIC = 4100
const IMAGES_AND_PDF = new Set<string>(['pdf', 'png', 'jpg', 'gif', 'webp'])

/** The kinds that this content may have; none when it is refused. Text has several: only the name tells them apart. */
async function readKinds(content: Content): Promise<FileType[]> {
  const head = await content.read(0, HEAD)
  // Archives are read here: file-type unpacks parts of them, and knows text only by a few signs.
  if (startsWith(head, 'PK\u0003\u0004')) return readZipKinds(content)
  const text = decodeText(head)
  if (text !== null && !startsWith(head, '%PDF-')) return readTextKinds(text)
  const found = await fileTypeFromBuffer(head.subarray(0, MAGIC))
  return found && isFileType(found.ext) && IMAGES_AND_PDF.has(found.ext) ? [found.ext] : []
}

const startsWith = (bytes: Uint8Array, ascii: string): boolean => latin(bytes.subarray(0, ascii.length)) === ascii
const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

const CONTROLS = /[^\P{Cc}\t\n\f\r\u0085]|[\ufffe\uffff]/u

/** UTF-8, UTF-16 with its mark, else the Windows code page of western Europe. Null for what is not text. */
function decodeText(head: Uint8Array): string | null {
  const mark = latin(head.subarray(0, 2))
  const utf16 = mark === '\u00ff\u00fe' ? 'utf-16le' : mark === '\u00fe\u00ff' ? 'utf-16be' : null
  const text = utf16 ? decodeAs(utf16, head) : (decodeAs('utf-8', head) ?? decodeAs('windows-1252', head))
  return text === null || CONTROLS.test(text) ? null : text
}

function decodeAs(encoding: string, head: Uint8Array): string | null {
  try {
    // `stream`: the head may end in the middle of a character.
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** Elements by which browsers take a text for a page (WHATWG MIME Sniffing), and others that a page begins with. */
const HTML_TAG =
  /^(html|head|body|script|iframe|frameset|title|style|meta|link|base|object|embed|applet|form|template|div|span|p|a|b|i|u|br|hr|h[1-6]|table|font|center|img|image|video|audio|details|dialog|input|button|select|textarea|marquee|plaintext|noscript|math|svg)$/i
const ACTIVE_NAMESPACE = /http:\/\/www\.w3\.org\/(1999\/xhtml|2000\/svg|1999\/XSL\/Transform)/
const BEFORE_ROOT = /^(\s+|<!--[^]*?-->|<\?[\w-]+[^]*?\?>|<!doctype[^[>]*(\[[^\]]*\]\s*)?>)/i

function readTextKinds(withMark: string): FileType[] {
  const text = withMark.replace(/^\ufeff/, '').trimStart()
  // A script for a shell, or for a web server.
  if (/^(#!|<\?(?!xml)|<%)/i.test(text)) return []
  const markup = readMarkup(text)
  if (markup !== 'none') return markup === 'xml' ? ['xml'] : []
  return isMail(text) ? ['eml', 'txt', 'csv'] : ['txt', 'csv']
}

/** Fails closed: a text that begins like XML and whose root cannot be seen is refused. */
function readMarkup(text: string): 'none' | 'xml' | 'refused' {
  if (!/^<([!?/]|[A-Za-z_])/.test(text)) return 'none'
  let rest = text
  for (let before = BEFORE_ROOT.exec(rest); before; before = BEFORE_ROOT.exec(rest)) {
    if (/^<!doctype\s+(html|svg)/i.test(before[0])) return 'refused'
    rest = rest.slice(before[0].length)
  }
  const root = /^<(?:[\w.-]+:)?([\w.-]+)[\s/>]/.exec(rest)?.[1]
  if (root === undefined) return /^<[\w.+-]+@/.test(text) ? 'none' : 'refused'
  // What says that it is XML is no page for a browser, unless its root is one's.
  const active = text.startsWith('<?xml') ? /^(html|svg|script)$/i : HTML_TAG
  return active.test(root) || ACTIVE_NAMESPACE.test(text) ? 'refused' : 'xml'
}

const MAIL_FIELD = /^(from|to|subject|date|message-id|received|mime-version|return-path|delivered-to):/i

/** RFC 5322: fields first, two of the well-known ones at least. */
function isMail(text: string): boolean {
  const fields = (text.split(/\r?\n\r?\n/, 1)[0] ?? '').split(/\r?\n(?![ \t])/)
  const known = fields.filter((line) => MAIL_FIELD.test(line))
  return known.length >= 2 && fields.every((line) => /^[!-9;-~]+:|^From /.test(line))
}

const END_RECORD = 22
const COMMENT_MAX = 0xffff
const LIST_MAX = 4 * 1024 * 1024
/** What runs when it is opened, in an archive or as the macros of a document. */
const RUNS =
  /\.(exe|dll|com|scr|pif|cpl|bat|cmd|ps1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|msi|msp|reg|lnk|url|jar|class|apk|app|sh|command|desktop|html?|xhtml|mht|svgz?)[. ]*$|(^|\/)(vbaProject\.bin|Basic\/|Scripts\/)/i

/** From the list of entries at the end of the archive; nothing is unpacked. */
async function readZipKinds(content: Content): Promise<FileType[]> {
  const names = await readZipNames(content)
  if (!names || names.some((name) => RUNS.test(name))) return []
  if (names.includes('[Content_Types].xml')) {
    const ofOffice = { 'word/': 'docx', 'xl/': 'xlsx', 'ppt/': 'pptx' } as const
    const folder = (['word/', 'xl/', 'ppt/'] as const).find((each) => names.some((name) => name.startsWith(each)))
    return folder ? [ofOffice[folder]] : []
  }
  // OpenDocument: the first entry says the type, and is not packed.
  const first = latin(await content.read(30, 90))
  if (!first.startsWith('mimetype')) return ['zip']
  const open = (['odt', 'ods', 'odp'] as const).filter((type) => first.startsWith(`mimetype${FILE_TYPES[type]}PK`))
  return open
}

async function readZipNames({ size, read }: Content): Promise<string[] | null> {
  const from = Math.max(0, size - END_RECORD - COMMENT_MAX)
  const end = Buffer.from(await read(from, size - from))
  const at = end.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  if (at < 0 || at + END_RECORD > end.length) return null
  const [count, length, start] = [end.readUInt16LE(at + 10), end.readUInt32LE(at + 12), end.readUInt32LE(at + 16)]
  // Also an archive of more than 4 GB, which says its sizes elsewhere.
  if (length > LIST_MAX || start + length > from + at || count === 0) return null
  const list = Buffer.from(await read(start, length))
  const names: string[] = []
  let next = 0
  while (next + 46 <= list.length && list.readUInt32LE(next) === 0x02014b50) {
    const [name, extra, comment] = [28, 30, 32].map((field) => list.readUInt16LE(next + field)) as [
      number,
      number,
      number,
    ]
    names.push(list.toString('utf8', next + 46, next + 46 + name))
    next += 46 + name + extra + comment
  }
  return names.length === count ? names : null
}
