import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openFileStore } from '../../src/outside/files.ts'

const KB = 1024
const MB = 1024 * KB

function openStore() {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-files-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const store = openFileStore(join(folder, 'files'))
  const lying = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
  const age = (path: string) => utimesSync(join(folder, path), new Date('2020-01-01'), new Date('2020-01-01'))
  return { folder, store, lying, age }
}
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const pathOf = (hash: string) => `/files/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`
async function* pieces(...all: Uint8Array[]) {
  yield* all
}

async function keep(store: ReturnType<typeof openFileStore>, bytes: Uint8Array): Promise<string> {
  const received = await store.receive(pieces(bytes), 20 * MB)
  if (!received.ok) throw new Error(received.refusal)
  await received.value.keep()
  return received.value.hash
}

test('what is kept lies under the hash of its content, once, and is given back as it was', async () => {
  const { store, lying } = openStore()
  const bytes = randomBytes(200 * KB)
  const hash = await keep(store, bytes)
  expect([await keep(store, bytes), hash]).toEqual([hash, hashOf(bytes)])
  expect(lying()).toEqual([pathOf(hash)])
  const found = await store.find(hash)
  expect(found?.size).toBe(bytes.length)
  expect(Buffer.from(await new Response(found?.stream).arrayBuffer()).equals(bytes)).toBe(true)
})

test('only its owner on the machine reads it', async () => {
  const { store, folder } = openStore()
  const hash = await keep(store, Buffer.from('secret'))
  expect(statSync(folder + pathOf(hash)).mode & 0o077).toBe(0)
})

test('what is dropped, too large or broken off leaves nothing behind', async () => {
  const { store, lying } = openStore()
  const dropped = await store.receive(pieces(Buffer.from('abc')), 10)
  if (dropped.ok) await dropped.value.drop()
  let read = 0
  async function* endless() {
    for (; read < 50; read++) yield Buffer.alloc(KB)
  }
  expect(await store.receive(endless(), 3 * KB)).toEqual({ ok: false, refusal: 'too-large' })
  expect(read).toBe(50)
  async function* breaking() {
    yield Buffer.alloc(KB)
    throw new Error('connection reset')
  }
  await expect(store.receive(breaking(), MB)).rejects.toThrow('connection reset')
  expect(lying()).toEqual([])
})

test('exactly the limit is not too large', async () => {
  const { store } = openStore()
  expect((await store.receive(pieces(Buffer.alloc(10)), 10)).ok).toBe(true)
  expect((await store.receive(pieces(Buffer.alloc(11)), 10)).ok).toBe(false)
})

test('any piece of what was received can be looked at before it is kept', async () => {
  const { store } = openStore()
  const received = await store.receive(pieces(Buffer.from('abc'), Buffer.from('def')), 10)
  const read = async (at: number, length: number) =>
    received.ok ? Buffer.from(await received.value.read(at, length)).toString() : null
  expect([await read(2, 3), await read(4, 10), await read(9, 1)]).toEqual(['cde', 'ef', ''])
})

test('a name that is no hash finds and removes nothing', async () => {
  const { store, lying } = openStore()
  const hash = await keep(store, Buffer.from('a'))
  for (const name of ['', '../../etc/passwd', `../${hash}`, hash.toUpperCase(), `${hash}/`, '0'.repeat(64)]) {
    expect(await store.find(name)).toBeNull()
    await store.remove(name)
  }
  expect(lying()).toHaveLength(1)
  await store.remove(hash)
  expect([lying(), await store.find(hash)]).toEqual([[], null])
})

test('orphans go when they are old and nobody names them; so does what was left half-written', async () => {
  const { store, lying, age } = openStore()
  const [named, orphan, young] = [
    await keep(store, Buffer.from('a')),
    await keep(store, Buffer.from('b')),
    await keep(store, Buffer.from('c')),
  ]
  await store.receive(pieces(Buffer.from('left by a kill')), MB)
  const left = lying().find((path) => path.startsWith('/files/arriving/')) ?? ''
  for (const path of [pathOf(named), pathOf(orphan), left]) age(path)
  const removed = await store.collectOrphans(async (hash) => hash === named, new Date(Date.now() - 3_600_000))
  expect([removed, lying().toSorted()]).toEqual([2, [pathOf(named), pathOf(young)].toSorted()])
})

test('an old orphan that is kept again while orphans are collected stays', async () => {
  const { store, lying, age } = openStore()
  const hash = await keep(store, Buffer.from('a'))
  age(pathOf(hash))
  const isNamed = async () => {
    await keep(store, Buffer.from('a'))
    return false
  }
  expect(await store.collectOrphans(isNamed, new Date(Date.now() - 3_600_000))).toBe(0)
  expect(lying()).toEqual([pathOf(hash)])
})

test('two stores of one folder are the same, so that they wait for each other', () => {
  const { folder } = openStore()
  expect(openFileStore(join(folder, 'files'))).toBe(openFileStore(join(folder, 'x', '..', 'files')))
})

test('files kept at once do not disturb each other', async () => {
  const { store, lying } = openStore()
  const all = Array.from({ length: 30 }, (_, at) => Buffer.from(`file ${at % 10}`))
  const hashes = await Promise.all(all.map((bytes) => keep(store, bytes)))
  expect(hashes).toEqual(all.map(hashOf))
  expect(lying()).toHaveLength(10)
  const listed: string[] = []
  for await (const { hash } of store.list()) listed.push(hash)
  expect(listed).toEqual([...new Set(hashes)].toSorted())
})

test('a stream that nobody reads, or not to its end, leaves no file open', async () => {
  const { store } = openStore()
  const hash = await keep(store, randomBytes(MB))
  const opened = () => readdirSync('/proc/self/fd').length
  const before = opened()
  for (let at = 0; at < 20; at++) await store.find(hash)
  for (let at = 0; at < 20; at++) {
    const reader = (await store.find(hash))?.stream.getReader()
    await reader?.read()
    await reader?.cancel()
  }
  expect(opened()).toBeLessThan(before + 5)
})
