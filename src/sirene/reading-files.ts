import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'

/** A file that cannot be read, or not to its end: gone, truncated, damaged, not one of the three formats. */
export class UnreadableFile extends Error {
  readonly file: string
  constructor(file: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.file = file
  }
}

type Format = 'csv' | 'gzip' | 'zip'
export type InputFile = { path: string; format: Format; size: number; modifiedAt: string }
/** `bytesRead` tells how far in the file itself reading has come, given how many bytes of its text have been read. */
type Text = { stream: Readable; bytesRead(textRead: number): number; close(): void }

const CHUNK = 16_384

/** Finds out what a file is from its first bytes, whatever its name says. */
export async function inspectFile(path: string): Promise<InputFile> {
  try {
    const { size, mtime } = await stat(path)
    const handle = await open(path)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
      return { path, format: formatOf(buffer.subarray(0, bytesRead)), size, modifiedAt: mtime.toISOString() }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw new UnreadableFile(path, error)
  }
}

function formatOf(start: Buffer): Format {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip'
  return start.toString('latin1').startsWith('PK') ? 'zip' : 'csv'
}

/**
 * The text that a file holds, from a byte of it on. In a compressed file what comes before is decompressed and thrown away.
 * `progress` is told how many bytes of the file were read. Throws UnreadableFile.
 */
export async function* readText(
  input: InputFile,
  from: number,
  progress: (bytesRead: number) => void,
): AsyncGenerator<Buffer> {
  let text: Text | null = null
  try {
    text = await OPENERS[input.format](input, from)
    let at = input.format === 'csv' ? from : 0
    for await (const chunk of text.stream as AsyncIterable<Buffer>) {
      const skipped = Math.min(Math.max(from - at, 0), chunk.length)
      at += chunk.length
      progress(text.bytesRead(at))
      if (skipped < chunk.length) yield chunk.subarray(skipped)
    }
  } catch (error) {
    throw new UnreadableFile(input.path, error)
  } finally {
    text?.close()
  }
}

const OPENERS: Record<Format, (input: InputFile, from: number) => Promise<Text>> = {
  csv: async ({ path }, from) => {
    const stream = createReadStream(path, { start: from, highWaterMark: CHUNK })
    return { stream, bytesRead: (textRead) => textRead, close: () => stream.destroy() }
  },
  gzip: async ({ path }) => {
    const packed = createReadStream(path, { highWaterMark: CHUNK })
    const stream = createGunzip({ chunkSize: CHUNK })
    // An error of either destroys the other: it reaches whoever reads `stream`.
    pipeline(packed, stream, () => undefined)
    return { stream, bytesRead: () => packed.bytesRead, close: () => stream.destroy() }
  },
  zip: async ({ path, size }) => {
    const zip = await openPromise(path, { autoClose: false, lazyEntries: true })
    try {
      const entry = await onlyCsvOf(zip)
      const stream = await zip.openReadStreamPromise(entry)
      const bytesRead = (textRead: number) => Math.round((size * textRead) / entry.uncompressedSize)
      return { stream, bytesRead, close: () => closeBoth(stream, zip) }
    } catch (error) {
      zip.close()
      throw error
    }
  },
}

function closeBoth(stream: Readable, zip: ZipFile): void {
  stream.destroy()
  zip.close()
}

async function onlyCsvOf(zip: ZipFile): Promise<Entry> {
  const found: Entry[] = []
  for await (const entry of zip.eachEntry()) if (/\.csv$/i.test(entry.fileName)) found.push(entry)
  const [entry] = found
  if (!entry || found.length > 1) throw new Error(`it holds ${found.length} CSV files instead of one`)
  return entry
}
