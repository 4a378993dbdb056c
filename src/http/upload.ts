import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { type FileStore, openFileStore, type StoredFile } from '../outside/files.ts'
import { sniff, type SniffRefusal } from '../outside/sniffing.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { cleanFileName } from './download.ts'
import { isMultipart } from './guard.ts'
import { findKeptFiles, type UploadedFile } from './kept-files.ts'
import { type Env, plain, type SignedInEnv } from './page.tsx'

/** Why a file of a form was not taken. */
export type UploadRefusal = SniffRefusal | 'name-wrong' | 'too-large' | 'too-many' | 'all-too-large'
export type RefusedFile = { field: string; name: string; refusal: UploadRefusal }

/**
 * The files of a form, those kept from its last sending first. What is refused is not stored. `token` is the one under
 * which `keepFiles` keeps them when the form is drawn again, with the token in a hidden field `kept`.
 */
export type Upload = { files: UploadedFile[]; refused: RefusedFile[]; token: string | null }
export type UploadEnv = { Variables: SignedInEnv['Variables'] & { upload: Upload } }

/** Bytes; `perForm` is for all files of one form together. */
export type UploadLimits = { perFile: number; perForm: number; files: number }

const MB = 1024 * 1024

/** Of all texts of a form together: as much as of a form without files. */
const TEXT_LIMIT = 100 * 1024
const PARTS_LIMIT = 500

/** Where this instance keeps its files. */
export const filesOf = <E extends Env>(c: Context<E>): FileStore =>
  openFileStore(join(plain(c).var.world.config.dataDir, 'files'))

/**
 * Reads a form with files, piece by piece; mount it behind `signedIn` and what finds the thing acted on, before `form`.
 * Files of the fields named here go to the store and to `c.var.upload`. `form` and `submitOnce` see each as a text in
 * its field, the hash and the name: the same form with another file is another submission. These texts prove nothing,
 * only `c.var.upload` says what was sent. Limits not named here are those configured for a ticket. A form that is far too
 * large answers 413, an unreadable one 400.
 */
export const upload = (fields: readonly string[], limits: Partial<UploadLimits> = {}) =>
  createMiddleware<UploadEnv>(async (c, next) => {
    if (!isMultipart(plain(c))) {
      c.set('upload', { files: [], refused: [], token: null })
      return bodyLimit({ maxSize: TEXT_LIMIT })(plain(c), next)
    }
    const most: UploadLimits = { ...c.var.world.config.uploads, ...limits }
    const { texts, ...parts } = await readParts(c.req.raw, { fields, limits: most, store: filesOf(c) })
    const token = tokenIn(texts)
    const kept = token === null ? [] : await findKeptFiles(c.var.anyAct, token)
    const dropped = new Set(texts.getAll('drop_kept'))
    const { files, refused } = fit([...kept.filter(({ hash }) => !dropped.has(hash)), ...parts.files], most)
    for (const { field, hash, name } of files) texts.append(field, `${hash} ${name}`)
    c.set('upload', { files, refused: [...parts.refused, ...refused], token })
    c.req.bodyCache.formData = texts
    await next()
    if (files.length > 0) c.var.world.wakeScanner()
    return undefined
  })

/** The token of a form's first sending goes with it until it is accepted. */
function tokenIn(texts: FormData): string | null {
  const token = texts.get('kept') ?? texts.get('once')
  return typeof token === 'string' && /^[\w-]{16,64}$/.test(token) ? token : null
}

/** Those that the limits take, in their order; the same file twice in a field is one. */
export function fit(files: UploadedFile[], { perForm, files: most }: UploadLimits) {
  const taken = new Map<string, UploadedFile>()
  const refused: RefusedFile[] = []
  let size = 0
  for (const file of files) {
    const key = `${file.field} ${file.hash}`
    if (taken.has(key)) continue
    const refusal = taken.size >= most ? 'too-many' : size + file.size > perForm ? 'all-too-large' : null
    if (refusal) refused.push({ field: file.field, name: file.name, refusal })
    else {
      taken.set(key, file)
      size += file.size
    }
  }
  return { files: [...taken.values()], refused }
}

type Task = { fields: readonly string[]; limits: UploadLimits; store: FileStore }
type Parts = { texts: FormData; files: UploadedFile[]; refused: RefusedFile[] }

async function readParts(request: Request, task: Task): Promise<Parts> {
  const parts: Parts = { texts: new FormData(), files: [], refused: [] }
  const busboy = openBusboy(request)
  const texts = readTexts(busboy, parts.texts)
  const files = readFiles(busboy, parts, task)
  try {
    if (!request.body) throw new HTTPException(400, { message: 'A form without a body' })
    const body = Readable.fromWeb(request.body as NodeStream)
    // What is too large for the limits is still read to its end, so that the form can say which file it is; within reason.
    await pipeline(body, (pieces: AsyncIterable<Uint8Array>) => atMost(pieces, 2 * task.limits.perForm + MB), busboy)
    await files.done()
    texts.check()
    return parts
  } catch (error) {
    throw await files.stop(error)
  }
}

const tooLarge = () => new HTTPException(413, { message: 'A form that is too large' })
const unreadable = (cause: unknown) => new HTTPException(400, { message: 'A form that cannot be read', cause })

/** Throws 400 for a form that says nothing of how it is to be read. */
export function openBusboy({ headers }: Request): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': headers.get('content-type') ?? '' },
      preservePath: true,
      limits: { fieldSize: TEXT_LIMIT, parts: PARTS_LIMIT, headerSize: 16 * 1024 },
      isPartAFile: (_field, _type, name) => name !== undefined,
    })
  } catch (error) {
    throw unreadable(error)
  }
}

/**
 * Pieces that were written are garbage which V8 would let lie until much more has come: a file of 10 MB would take 10 MB
 * after all. Collecting the young ones takes less than a millisecond. Only `npm start` lets a program ask for it.
 */
const forgetPieces = () => globalThis.gc?.({ type: 'minor' })
const FORGET_AFTER = MB

async function* atMost(pieces: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of pieces) {
    size += piece.length
    if (size > most) throw tooLarge()
    yield piece
    if (size % FORGET_AFTER < piece.length) forgetPieces()
  }
}

function readTexts(busboy: BusboyInstance, texts: FormData) {
  let size = 0
  busboy.on('partsLimit', () => (size = Number.POSITIVE_INFINITY))
  busboy.on('field', (...[name, value, nameCut, valueCut]) => {
    size += nameCut || valueCut ? Number.POSITIVE_INFINITY : Buffer.byteLength(name ?? '') + Buffer.byteLength(value)
    if (size <= TEXT_LIMIT && name !== undefined) texts.append(name, value)
  })
  const check = () => {
    if (size > TEXT_LIMIT) throw tooLarge()
  }
  return { check }
}

/** Takes the files as they come; `done` puts them down in their order. `stop` ends all and returns the error that came first. */
function readFiles(busboy: BusboyInstance, parts: Parts, { fields, limits, store }: Task) {
  const open = new Set<BusboyFileStream>()
  const tasks: Promise<(() => void) | null>[] = []
  let chosen = 0
  let first: unknown
  const fail = (error: unknown) => {
    first ??= error
    busboy.destroy(first instanceof Error ? first : new Error(String(first)))
    return null
  }
  busboy.on('file', (field, stream, name) => {
    // busboy emits an error without leaving a trace of it: who begins to read later would wait for ever.
    stream.on('error', (error) => stream.destroy(error))
    if (!fields.includes(field)) return void stream.resume()
    open.add(stream)
    if (name !== '') chosen++
    const isOneTooMany = chosen > limits.files
    const clean = cleanFileName(name)
    const taking = takeFile(stream, { isChosen: name !== '', name: clean, isOneTooMany, store, most: limits.perFile })
    const taken = taking.then((result) => {
      open.delete(stream)
      return result && (() => putDown(parts, { field, name: clean ?? '' }, result))
    })
    tasks.push(taken.catch(fail))
  })
  return {
    done: async () => {
      const taken = await Promise.all(tasks)
      if (first !== undefined) throw first
      for (const putIt of taken) putIt?.()
    },
    stop: async (error: unknown): Promise<unknown> => {
      first ??= error instanceof HTTPException ? error : unreadable(error)
      for (const stream of open) stream.destroy(unreadable(error))
      await Promise.all(tasks)
      return first
    },
  }
}

function putDown(parts: Parts, from: { field: string; name: string }, result: Result<StoredFile, UploadRefusal>): void {
  if (result.ok) parts.files.push({ field: from.field, ...result.value })
  else parts.refused.push({ ...from, refusal: result.refusal })
}

type Taken = { isChosen: boolean; name: string | null; isOneTooMany: boolean; store: FileStore; most: number }
type TakenFile = Result<StoredFile, UploadRefusal> | null

/** Null for a field in which no file was chosen. Reads the stream to its end in any case. */
async function takeFile(stream: BusboyFileStream, taken: Taken): Promise<TakenFile> {
  const { isChosen, name, isOneTooMany, store, most } = taken
  const pieces = fromSender(stream)
  if (isOneTooMany || name === null) {
    const size = await drain(pieces)
    if (size === 0 && !isChosen) return null
    return refuse(isOneTooMany ? 'too-many' : 'name-wrong')
  }
  const received = await store.receive(pieces, most)
  if (!received.ok) return received
  const { hash, size, keep, drop } = received.value
  const sniffed = await sniff(received.value, name)
  await (sniffed.ok ? keep() : drop())
  return sniffed.ok ? accept({ hash, name, size, type: sniffed.value }) : sniffed
}

async function drain(pieces: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0
  for await (const piece of pieces) size += piece.length
  return size
}

/** What breaks off while it is read is the sender's error; what the disk refuses is ours. */
async function* fromSender(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream
  } catch (error) {
    throw error instanceof HTTPException ? error : unreadable(error)
  }
}
