import { crc32, deflateRawSync } from 'node:zlib'

/** An archive whose entries are not packed, in their order. */
export function makeZip(entries: Record<string, string | Uint8Array>): Buffer {
  const files: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(entries)) {
    const [path, content] = [Buffer.from(name), Buffer.from(text as string)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(content.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(path.length, 22)
    files.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, path, content)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    list.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, place, path)
    at += 30 + path.length + content.length
  }
  const end = Buffer.alloc(18)
  const count = Object.keys(entries).length
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(Buffer.concat(list).length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...files, ...list, Buffer.from('PK\u0005\u0006', 'latin1'), end])
}

/** An archive of a few hundred bytes for each megabyte that it becomes when somebody unpacks it. */
export function makeBomb(name: string, size: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(size))
  const zip = makeZip({ [name]: packed })
  const listed = zip.lastIndexOf('PK\u0001\u0002', undefined, 'latin1')
  for (const [method, unpacked] of [
    [8, 22],
    [listed + 10, listed + 24],
  ] as const) {
    zip.writeUInt16LE(8, method)
    zip.writeUInt32LE(size, unpacked)
  }
  return zip
}
