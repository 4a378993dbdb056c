import { crc32, deflateRawSync } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { accept, refuse, type Result } from '../values/result.ts'

export type ZipEntry = { name: string; content: Buffer }

/** 1980-01-01, the first day that an archive can tell: the same entries always make the same archive. */
const DAY = 0x21
const UTF8_NAMES = 0x0800
const DEFLATED = 8

/** What both headers of an entry say alike. */
function commonOf({ content }: ZipEntry, packed: Buffer, path: Buffer): Buffer {
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(UTF8_NAMES, 2)
  common.writeUInt16LE(DEFLATED, 4)
  common.writeUInt16LE(DAY, 8)
  common.writeUInt32LE(crc32(content), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(content.length, 18)
  common.writeUInt16LE(path.length, 22)
  return common
}

/** An archive of a few files, made in memory: names in UTF-8, at most 65,535 entries and 4 GB. */
export function writeZip(entries: ZipEntry[]): Buffer<ArrayBuffer> {
  const files: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const [path, packed] = [Buffer.from(entry.name), deflateRawSync(entry.content)]
    const common = commonOf(entry, packed, path)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    files.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, path, packed)
    list.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, place, path)
    at += 4 + common.length + path.length + packed.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...files, directory, Buffer.from('PK\u0005\u0006', 'latin1'), end])
}

/** Bytes of one entry and of all of them unpacked, and how many. */
export type ZipLimits = { entry: number; all: number; entries: number }
export type ZipRefusal = 'archive-broken' | 'archive-too-large'

/** Unpacks an archive of which an entry `wants` to be read. What it says of its sizes is not believed: reading stops where they are passed. */
export async function readZip(
  archive: Buffer,
  limits: ZipLimits,
  wants: (name: string) => boolean,
): Promise<Result<ZipEntry[], ZipRefusal>> {
  let zip: ZipFile | null = null
  try {
    zip = await fromBufferPromise(archive, { lazyEntries: true, validateEntrySizes: true })
    if (zip.entryCount > limits.entries) return refuse('archive-too-large')
    const found: ZipEntry[] = []
    let size = 0
    for await (const entry of zip.eachEntry()) {
      if (!wants(entry.fileName)) continue
      const content = await readEntry(zip, entry, Math.min(limits.entry, limits.all - size))
      if (!content) return refuse('archive-too-large')
      size += content.length
      found.push({ name: entry.fileName, content })
    }
    return accept(found)
  } catch (error) {
    // A broken archive, a name that leads out of it, a method that nobody knows: the library says it by an error.
    if (error instanceof Error) return refuse('archive-broken')
    throw error
  } finally {
    zip?.close()
  }
}

/** Null when there is more of it than that. */
async function readEntry(zip: ZipFile, entry: Entry, most: number): Promise<Buffer | null> {
  if (entry.uncompressedSize > most) return null
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of await zip.openReadStreamPromise(entry)) {
    size += (piece as Buffer).length
    if (size > most) return null
    pieces.push(piece as Buffer)
  }
  return Buffer.concat(pieces)
}
