import { crc32, deflateSync } from 'node:zlib'
import { stringify } from 'csv-stringify/sync'
import type { FileStore, StoredFile } from '../outside/files.ts'
import { makePdf } from '../outside/pdf.ts'
import { fold } from '../values/text.ts'
import type { Attachment } from './demo-tale.ts'

const FILE_MAX = 10_000_000

/** Puts a file of the story into the store, as if it had been uploaded: the same bytes for the same file and moment. */
export async function keepAttachment(files: FileStore, attachment: Attachment, made: Date): Promise<StoredFile> {
  const bytes = await bytesOf(attachment, made)
  const received = await files.receive(piecesOf(bytes), FILE_MAX)
  if (!received.ok) throw new Error('A file of the demonstration is too large')
  const { hash, size, keep } = received.value
  await keep()
  return { hash, name: attachment.name, size, type: attachment.kind }
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function bytesOf(attachment: Attachment, made: Date): Promise<Uint8Array> {
  switch (attachment.kind) {
    case 'pdf':
      return makePdf({
        title: attachment.title,
        language: 'fr',
        author: 'Démonstration',
        made,
        blocks: [
          ...attachment.lines.map((text) => ({ kind: 'paragraph' as const, text })),
          { kind: 'note', text: 'Document de démonstration, sans valeur.' },
        ],
      })
    case 'csv':
      return Buffer.from(stringify(attachment.rows, { bom: true, delimiter: ';', record_delimiter: 'windows' }))
    case 'png':
      return drawScreen(attachment.name)
  }
}

const [WIDTH, HEIGHT] = [480, 270]
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const [PAPER, BAR, INK, RED] = [0xff, 0x1f, 0x9a, 0x4c]

/** A picture of a page with a message on it, in greys; the file's name decides how long its lines are. */
function drawScreen(name: string): Uint8Array {
  const rows: Buffer[] = []
  const lengths = Array.from(fold(name)).map((letter) => 140 + (((letter.codePointAt(0) ?? 0) * 7) % 300))
  for (let y = 0; y < HEIGHT; y++) {
    const row = Buffer.alloc(WIDTH + 1, PAPER)
    // The first byte of a row says how it is filtered: not at all.
    row[0] = 0
    if (y < 36) row.fill(BAR, 1)
    else if (y >= 60 && y < 100) row.fill(RED, 31, WIDTH - 30)
    else if (y > 120 && y % 18 < 7) row.fill(INK, 31, 31 + (lengths[Math.floor(y / 18) % lengths.length] ?? 0))
    rows.push(row)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  // Eight bits a dot, grey, compressed and filtered in the only ways there are, from top to bottom.
  header.set([8, 0, 0, 0, 0], 8)
  const image = deflateSync(Buffer.concat(rows))
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', image), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(data.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}
