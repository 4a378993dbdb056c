import type { Context } from 'hono'
import { FILE_TYPES, type FileType } from '../outside/sniffing.ts'
import type { FileStore, StoredFile } from '../outside/files.ts'
import { showHeldBack } from './errors.tsx'
import { type Env, plain } from './page.tsx'

const NAME_MAX = 150
const ENDING_MAX = 12
/** Of what was sent: no file system has longer names, and an attacker has names of 16 KB. */
const READ_MAX = 1000

/**
 * A file's name as it may be shown and given back: its last part, without what cannot be seen, turns the direction of
 * the text round or means something to a file system; at most 150 characters, the ending kept. Null when nothing is left.
 */
export function cleanFileName(sent: string): string | null {
  const shown = unescapeQuotes(sent.slice(-READ_MAX))
    .normalize('NFC')
    .replace(/[\p{Zs}\p{Zl}\p{Zp}\p{Cc}]+/gu, ' ')
    .replace(/\p{C}+/gu, '')
  const last = shown.slice(Math.max(shown.lastIndexOf('/'), shown.lastIndexOf('\\')) + 1)
  const name = last
    .replace(/[<>:"|?*]+/g, '_')
    // Looked for from the beginning of a run alone: else each of its dots would be tried to its end.
    .replace(/^[\s.]+|(?<![\s.])[\s.]+$/g, '')
    .replace(/ +/g, ' ')
  return name === '' ? null : shorten(name)
}

/** Browsers escape these three, and nothing else, in the names of files they send. */
const unescapeQuotes = (sent: string): string => sent.replace(/%22/g, '"').replace(/%0[ad]/gi, ' ')

function shorten(name: string): string {
  const letters = Array.from(name)
  if (letters.length <= NAME_MAX) return name
  const dot = letters.lastIndexOf('.')
  const ending = dot > 0 && letters.length - dot <= ENDING_MAX ? letters.slice(dot) : []
  return [...letters.slice(0, NAME_MAX - ending.length), ...ending].join('')
}

/** RFC 6266: the name in plain letters for old programs, and as it is (RFC 8187) for all others. */
export function contentDisposition(name: string): string {
  const clean = cleanFileName(name) ?? 'document'
  const plain = clean
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]|["\\%;]/g, '_')
  const exact = encodeURIComponent(clean).replace(/['()*]/g, percent)
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}

const percent = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`

type Download = {
  name: string
  type: FileType
  size: number
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>
}

/** Gives a file to be saved: never shown in place, its type never guessed, and without rights should it be opened all the same. */
export const sendDownload = (c: Context, { name, type, size, body }: Download): Response =>
  c.body(body, 200, {
    'Content-Type': FILE_TYPES[type],
    'Content-Length': String(size),
    'Content-Disposition': contentDisposition(name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  })

/**
 * Gives a stored file, piece by piece; null when it is not in the store. Whether this person may have it is the route's to
 * ask first. What the virus scanner set aside nobody gets; where one is configured, only what it found clean: else a page
 * says why.
 */
export async function sendFile<E extends Env>(
  c: Context<E>,
  store: FileStore,
  file: StoredFile,
): Promise<Response | null> {
  const { anyAct, world } = plain(c).var
  const row = await anyAct.db.selectFrom('file').select('scan').where('hash', '=', file.hash).executeTakeFirst()
  if (row?.scan === 'infected') return showHeldBack(c, 'file-infected')
  if (world.config.clamav !== undefined && row?.scan !== 'clean') return showHeldBack(c, 'file-waiting')
  const found = await store.find(file.hash)
  return found && sendDownload(c, { name: file.name, type: file.type, size: found.size, body: found.stream })
}
