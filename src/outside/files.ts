import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Db } from '../db/tables.ts'
import { randomToken } from '../values/random.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import type { Content, FileType } from './sniffing.ts'

/** A file as commands take it and rows keep it: where it lies, and what to call it. Size in bytes. */
export type StoredFile = { hash: string; name: string; size: number; type: FileType }

/** Content that has arrived and is not kept yet. `keep` is durable when it returns; one of the two must be called. */
export type Received = Content & { hash: string; keep: () => Promise<void>; drop: () => Promise<void> }

/** Files under the SHA-256 of what they hold: `aa/bb/aabb…`. No name that a user gave ever reaches the disk. */
export type FileStore = {
  /** Takes content in piece by piece. What is larger than `maxSize` bytes is read to its end all the same, not kept. */
  receive: (source: AsyncIterable<Uint8Array>, maxSize: number) => Promise<Result<Received, 'too-large'>>
  /** The stream opens the file when it is first read. */
  find: (hash: string) => Promise<{ stream: ReadableStream<Uint8Array>; size: number } | null>
  list: () => AsyncIterable<{ hash: string; keptAt: Date }>
  remove: (hash: string) => Promise<void>
  /**
   * Removes what no row names and what was left half-written, if kept before `olderThan`: a file lies here before the
   * commit that names it. Returns how many.
   */
  collectOrphans: (isNamed: (hash: string) => Promise<boolean>, olderThan: Date) => Promise<number>
}

const HASH = /^[0-9a-f]{64}$/
const stores = new Map<string, FileStore>()

/** One store per folder in a process: who keeps a file and who collects orphans wait for each other. */
export function openFileStore(folder: string): FileStore {
  const root = resolve(folder)
  const opened = stores.get(root) ?? storeIn(root)
  stores.set(root, opened)
  return opened
}

/**
 * Writes down, in the transaction of the command that uses it, that a kept file is in use. Twice is once: what was found
 * out about its content stays.
 */
export async function nameFile({ db, now }: { db: Db; now: Date }, { hash, size, type }: StoredFile): Promise<void> {
  await db
    .insertInto('file')
    .values((eb) => ({
      hash,
      size,
      type,
      created_at: now.toISOString(),
      scan: eb.selectFrom('file_scanning').select('scan'),
    }))
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
}

/**
 * Says, when the server starts, whether files wait for a virus scanner. Those that came before one was configured wait
 * too; without one nothing waits any more. What was found clean or infected stays so.
 */
export async function expectScanner(db: Db, isConfigured: boolean): Promise<void> {
  const [from, to] = isConfigured ? (['none', 'waiting'] as const) : (['waiting', 'none'] as const)
  const known = await db.selectFrom('file_scanning').select('scan').executeTakeFirstOrThrow()
  if (known.scan === to) return
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('file_scanning').set({ scan: to }).execute()
    await trx.updateTable('file').set({ scan: to }).where('scan', '=', from).execute()
  })
}

function storeIn(root: string): FileStore {
  const arriving = join(root, 'arriving')
  const pathOf = (hash: string) => join(root, hash.slice(0, 2), hash.slice(2, 4), hash)
  const alone = queue()

  async function* list() {
    for await (const hash of hashesIn(root)) {
      const found = await statOrNull(pathOf(hash))
      if (found) yield { hash, keptAt: found.mtime }
    }
  }

  return {
    receive: async (source, maxSize) => {
      await mkdir(arriving, { recursive: true, mode: 0o700 })
      const path = join(arriving, randomToken())
      const written = await writeAll(path, source, maxSize)
      if (!written) return refuse('too-large')
      const keep = async () => {
        await syncFile(path)
        await alone(() => moveInto(path, pathOf(written.hash)))
      }
      return accept({ ...written, read: reader(path), keep, drop: () => rm(path, { force: true }) })
    },
    find: async (hash) => {
      const found = HASH.test(hash) ? await statOrNull(pathOf(hash)) : null
      return found && { stream: streamOf(piecesOf(pathOf(hash))), size: found.size }
    },
    list,
    remove: async (hash) => {
      if (HASH.test(hash)) await alone(() => rm(pathOf(hash), { force: true }))
    },
    collectOrphans: async (isNamed, olderThan) => {
      let removed = await removeLeftovers(arriving, olderThan)
      for await (const { hash, keptAt } of list()) {
        if (keptAt >= olderThan || (await isNamed(hash))) continue
        // Kept once more since it was looked at, it is young again.
        removed += await alone(() => removeIfOlder(pathOf(hash), olderThan))
      }
      return removed
    },
  }
}

/** Runs one piece of work after the other. */
function queue() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const run = last.then(work, work)
    last = run.catch(() => undefined)
    return run
  }
}

/** Writes no more than `maxSize` bytes; null, and nothing left behind, when there were more. */
async function writeAll(path: string, source: AsyncIterable<Uint8Array>, maxSize: number) {
  const file = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const piece of source) {
      size += piece.length
      if (size > maxSize) continue
      hash.update(piece)
      await writePiece(file, piece)
    }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
  if (size <= maxSize) return { size, hash: hash.digest('hex') }
  await rm(path, { force: true })
  return null
}

async function writePiece(file: FileHandle, piece: Uint8Array): Promise<void> {
  let done = 0
  while (done < piece.length) done += (await file.write(piece, done)).bytesWritten
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The same content twice is the same file, new again. Each folder on the way is on disk before what it holds counts. */
async function moveInto(from: string, to: string): Promise<void> {
  const [folder, first, root] = [dirname(to), dirname(dirname(to)), dirname(dirname(dirname(to)))]
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await rename(from, to)
  for (const each of [folder, first, root, dirname(root)]) await syncFile(each)
}

const reader =
  (path: string): Content['read'] =>
  async (at, length) => {
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  }

/** Opened with the first piece: an answer whose body nobody reads (HEAD) leaves no file open. */
async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r')
  try {
    for await (const piece of file.createReadStream({ autoClose: false })) yield piece as Uint8Array
  } finally {
    await file.close()
  }
}

/** What `ReadableStream.from` does, which the types of browsers do not know. */
const streamOf = (pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream(
    {
      pull: async (controller) => {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: async () => {
        await pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

async function statOrNull(path: string) {
  try {
    return await stat(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => pattern.test(name)).toSorted()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

const PAIR = /^[0-9a-f]{2}$/

async function* hashesIn(root: string): AsyncGenerator<string> {
  for (const first of await namesIn(root, PAIR))
    for (const second of await namesIn(join(root, first), PAIR)) yield* await namesIn(join(root, first, second), HASH)
}

async function removeLeftovers(arriving: string, olderThan: Date): Promise<number> {
  let removed = 0
  for (const name of await namesIn(arriving, /^[\w-]+$/))
    removed += await removeIfOlder(join(arriving, name), olderThan)
  return removed
}

async function removeIfOlder(path: string, olderThan: Date): Promise<number> {
  const found = await statOrNull(path)
  if (!found || found.mtime >= olderThan) return 0
  await rm(path, { force: true })
  return 1
}
