import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Fields, readBlocks } from '../../src/sirene/splitting-records.ts'

/** The text in chunks of given sizes, over and over. */
async function* chunks(text: Buffer, sizes: number[]): AsyncGenerator<Buffer> {
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    yield text.subarray(at, at + size)
    at += size
  }
}

async function read(text: string, width: number, sizes = [7]): Promise<{ records: Fields[]; ends: number[] }> {
  const records: Fields[] = []
  const ends: number[] = []
  for await (const block of readBlocks(chunks(Buffer.from(text), sizes), 0, width)) {
    records.push(...block.records)
    ends.push(block.end)
  }
  return { records, ends }
}

const fields = fc.array(fc.string({ unit: fc.constantFrom('a', 'é', 'œ', ',', '"', '\n', ' '), maxLength: 3 }), {
  minLength: 3,
  maxLength: 3,
})
const table = fc.array(fields, { maxLength: 12 })
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })

test('what was written as CSV is read again, however it is cut into chunks', async () => {
  const property = fc.asyncProperty(table, sizes, fc.constantFrom('\n', '\r\n'), async (rows, cuts, lineEnd) => {
    const text = stringify(rows, { record_delimiter: lineEnd, quoted_match: /\n/ })
    const { records } = await read(text, 3, cuts)
    expect(records).toEqual(rows)
  })
  await fc.assert(property, { numRuns: 500 })
})

test('reading goes on at the end of any block as if it had never stopped', async () => {
  const text = 'a,"b",c\n1,2,3\n"x\ny",é,"œ ""z"""\n4,5,6\n7,8,9\n'
  const all = await read(text, 3)
  for (const end of all.ends) {
    const rest = await read(Buffer.from(text).subarray(end).toString(), 3)
    const before = (await read(Buffer.from(text).subarray(0, end).toString(), 3)).records
    expect([...before, ...rest.records]).toEqual(all.records)
  }
  expect(all.ends.at(-1)).toBe(Buffer.byteLength(text))
})

test('a stray quote costs its own line and no other', async () => {
  const text = '1,a,b\n2,"oh,b\n3,a,b\n4,o"h,b\n5,a,b\n6,"o"h",b\n7,"a,a",b\n8,a\n9,a,b,c\n10,a,b'
  for (const size of [1, 5, 1000]) {
    const { records } = await read(text, 3, [size])
    expect(records.map((record) => record && `${record[0]}${record[1]}`)).toEqual([
      '1a',
      null,
      '3a',
      null,
      '5a',
      null,
      '7a,a',
      null,
      null,
      '10a',
    ])
  }
})

test('a quote that is never closed costs one line, and no more memory than ten of them', async () => {
  const lines = Array.from({ length: 1000 }, (_, at) => `${at},a,b`)
  const { records } = await read(['x,"y,z', ...lines].join('\n'), 3, [50])
  expect(records.filter((record) => record === null)).toHaveLength(1)
  expect(records).toHaveLength(1001)
})

test('a file without line breaks is given up in pieces instead of being kept', async () => {
  const { records } = await read('x'.repeat(3_000_000), 3, [65_536])
  expect(records.every((record) => record === null)).toBe(true)
  expect(records.length).toBeGreaterThan(1)
})

test('bytes that are no UTF-8 do not shift where the records end', async () => {
  const text = Buffer.from('a,\u00E9,c\n1,"2,3\n4,5,6\n', 'latin1')
  const ends: number[] = []
  for await (const { end } of readBlocks(chunks(text, [4]), 0, 3)) ends.push(end)
  expect(ends.at(-1)).toBe(text.length)
})
