import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import Database from 'better-sqlite3'
import { accept, type Refusal, refuse } from '../values/result.ts'
import { type BadRecord, fillFromFile, type FileReport, prune, listFileReports } from './filling.ts'
import { type Beginning, openImport, REGISTER_VERSION, TABLE } from './opening-import.ts'
import { listKinds } from './queries.ts'
import { type InputFile, inspectFile, readText, UnreadableFile } from './reading-files.ts'
import { type Kind, type Layout, recogniseLayout } from './recognising-columns.ts'
import type { Filters } from './rules.ts'
import { parseRecord } from './splitting-records.ts'

/** `file` is the register; `inputs` are INSEE's files, in any order. */
export type ImportJob = {
  file: string
  inputs: string[]
  filters: Filters
  now: Date
  report: (event: ImportEvent) => void
}

export type ImportEvent = { kind: 'started'; beginning: Beginning; records: number } | ImportProgress
/** `records` and `bytes` count all files, earlier runs too; the rate and the time left are those of this run. */
export type ImportProgress = {
  kind: 'progress'
  file: string
  records: number
  bytes: number
  bytesTotal: number
  recordsPerSecond: number
  secondsLeft: number
}

/** `badRecords` are the first few of this run; the counts in `files` are complete. */
export type ImportReport = { files: FileReport[]; badRecords: BadRecord[]; establishments: number; units: number }

export type ImportRefusal =
  | (Refusal<'unreadable-file'> & { file: string; why: string })
  | (Refusal<'missing-columns'> & { file: string; layout: Kind | null; columns: string[] })
  | Refusal<'needs-units'>
  | Refusal<'already-running'>
  | Refusal<'disk-full'>

type Input = { file: InputFile; layout: Layout; headerEnd: number }

/**
 * Fills a new register beside the present one, and puts it in its place at the end. A kind of file that is not given is
 * carried over from the present register. Stopped at any moment, the same call goes on where it was.
 */
export async function importRegister(job: ImportJob): Promise<{ ok: true; value: ImportReport } | ImportRefusal> {
  try {
    const inputs: Input[] = []
    for (const path of job.inputs) {
      const input = await readHeader(resolve(path))
      if ('refusal' in input) return input
      inputs.push(input)
    }
    return await importInputs(job, inputs.toSorted(inFillingOrder(job.filters)))
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_FULL') return refuse('disk-full')
    if (error instanceof UnreadableFile) return { ...refuse('unreadable-file'), file: error.file, why: error.message }
    throw error
  }
}

const HEADER_MAX_BYTES = 65_536

async function readHeader(path: string): Promise<Input | ImportRefusal> {
  const file = await inspectFile(path)
  let start: Buffer = Buffer.alloc(0)
  for await (const chunk of readText(file, 0, () => undefined)) {
    start = Buffer.concat([start, chunk])
    if (start.includes('\n') || start.length > HEADER_MAX_BYTES) break
  }
  const lineEnd = start.includes('\n') ? start.indexOf('\n') : start.length
  const layout = recogniseLayout(parseRecord(start.toString('utf8', 0, lineEnd)) ?? [])
  if ('missing' in layout)
    return { ...refuse('missing-columns'), file: path, layout: layout.kind, columns: layout.missing }
  return { file, layout, headerEnd: lineEnd + 1 }
}

/** What a filter asks of one kind of file is known once the other kind has been read: see `fillFromFile`. */
const inFillingOrder = ({ categories }: Filters): ((one: Input, other: Input) => number) => {
  const first: Kind = categories.length > 0 ? 'units' : 'establishments'
  return (one, other) => Number(other.layout.kind === first) - Number(one.layout.kind === first)
}

async function importInputs(
  job: ImportJob,
  inputs: Input[],
): Promise<{ ok: true; value: ImportReport } | ImportRefusal> {
  const given = new Set(inputs.map(({ layout }) => layout.kind))
  const carried = listKinds(job.file).filter((kind) => !given.has(kind))
  if (job.filters.categories.length > 0 && !given.has('units') && !carried.includes('units'))
    return refuse('needs-units')
  const plan = { version: REGISTER_VERSION, inputs: inputs.map(({ file }) => file), filters: job.filters }
  const opened = openImport(job.file, plan, carried)
  if ('refusal' in opened) return opened
  const { db, beginning } = opened
  try {
    const before = listFileReports(db).reduce((sum, { records }) => sum + records, 0)
    job.report({ kind: 'started', beginning, records: before })
    const badRecords: BadRecord[] = []
    const progress = progressOf(job, inputs, before)
    for (const [position, input] of inputs.entries())
      await fillFromFile(db, { ...input, position, filters: job.filters }, { badRecords, progress: progress(position) })
    const files = listFileReports(db)
    return accept({ files, badRecords, ...switchOver(db, job, given) })
  } finally {
    db.close()
  }
}

/** Rates leave out what an earlier run did, and the time that passing over it takes. */
function progressOf({ report }: ImportJob, inputs: Input[], before: number) {
  const bytesTotal = inputs.reduce((sum, { file }) => sum + file.size, 0)
  let start: { at: number; bytes: number } | null = null
  let records = before
  return (position: number) => {
    const bytesBefore = inputs.slice(0, position).reduce((sum, { file }) => sum + file.size, 0)
    return (bytesRead: number, newRecords: number): void => {
      const bytes = bytesBefore + bytesRead
      const at = performance.now()
      start ??= { at, bytes }
      records += newRecords
      const seconds = Math.max(at - start.at, 1) / 1000
      const bytesPerSecond = (bytes - start.bytes) / seconds
      const secondsLeft = bytesPerSecond > 0 ? (bytesTotal - bytes) / bytesPerSecond : 0
      const file = inputs[position]?.file.path ?? ''
      report({
        kind: 'progress',
        file,
        records,
        bytes,
        bytesTotal,
        recordsPerSecond: (records - before) / seconds,
        secondsLeft,
      })
    }
  }
}

/** One commit makes the register complete, one rename puts it in the place of the present one. */
function switchOver(db: Database.Database, { file, filters, now }: ImportJob, given: Set<Kind>): Record<Kind, number> {
  const rows = (kind: Kind) => db.prepare(`select count(*) from ${TABLE[kind]}`).pluck().get() as number
  const counts = db.transaction(() => {
    prune(db, filters)
    for (const kind of given) db.prepare('insert or replace into about values (?, ?, 0)').run(kind, now.toISOString())
    const found = { establishments: rows('establishments'), units: rows('units') }
    for (const [kind, count] of Object.entries(found))
      db.prepare('update about set rows = ? where kind = ?').run(count, kind)
    return found
  })()
  // The lock is held until the register is in its place: no other import can be in between.
  db.pragma('journal_mode=MEMORY')
  rmSync(`${file}.import-journal`, { force: true })
  renameSync(`${file}.import`, file)
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
  return counts
}
