import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readZip, writeZip } from '../../src/outside/zip.ts'
import { makeBomb, makeZip } from './zip.ts'

const limits = { entry: 1000, all: 3000, entries: 10 }
const all = () => true
const entry = (name: string, text: string) => ({ name, content: Buffer.from(text) })

test('what is packed is unpacked again, names and contents of any kind', async () => {
  const name = fc.stringMatching(/^[\p{L}0-9 _.-]{1,20}$/u).map((text) => `a${text}.md`)
  const entries = fc.uniqueArray(fc.record({ name, content: fc.uint8Array({ maxLength: 200 }) }), {
    selector: (one) => one.name,
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(entries, async (made) => {
      const packed = made.map(({ name, content }) => ({ name, content: Buffer.from(content) }))
      expect(await readZip(writeZip(packed), limits, all)).toEqual({ ok: true, value: packed })
    }),
  )
})

test('the same files always make the same archive', () => {
  const files = [entry('à.md', 'un'), entry('b.md', 'deux')]
  expect(writeZip(files)).toEqual(writeZip(files))
})

test('only what is wanted is unpacked', async () => {
  const archive = writeZip([entry('a.md', 'un'), entry('b.png', 'x'.repeat(5000))])
  const read = await readZip(archive, limits, (name) => name.endsWith('.md'))
  expect(read).toEqual({ ok: true, value: [entry('a.md', 'un')] })
})

test.each([
  ['one entry that is too large', writeZip([entry('a.md', 'x'.repeat(1001))])],
  ['entries that are too large together', writeZip([1, 2, 3, 4].map((n) => entry(`${n}.md`, 'x'.repeat(900))))],
  ['too many entries', writeZip(Array.from({ length: 11 }, (_, n) => entry(`${n}.md`, 'x')))],
  ['a bomb', makeBomb('a.md', 50_000_000)],
])('an archive with %s is too large', async (_, archive) => {
  expect(await readZip(archive, limits, all)).toEqual({ ok: false, refusal: 'archive-too-large' })
})

test('an entry that lies about its size is not believed', async () => {
  const archive = makeBomb('a.md', 500_000)
  const listed = archive.lastIndexOf('PK\u0001\u0002', undefined, 'latin1')
  archive.writeUInt32LE(500, listed + 24)
  expect(await readZip(archive, limits, all)).toMatchObject({ ok: false })
})

test.each([
  ['is no archive', Buffer.from('PK that is none')],
  ['was cut short', writeZip([entry('a.md', 'x'.repeat(500))]).subarray(0, 60)],
  ['leads out of itself', makeZip({ '../a.md': 'x' })],
])('what %s is broken', async (_, archive) => {
  expect(await readZip(Buffer.from(archive), limits, all)).toEqual({ ok: false, refusal: 'archive-broken' })
})
