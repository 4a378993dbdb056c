import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync, gunzipSync, gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { type ImportEvent, importRegister } from '../../src/sirene/importing.ts'
import { openLocalRegister } from '../../src/sirene/queries.ts'
import type { Establishment, Filters } from '../../src/sirene/rules.ts'

const SAMPLE = join(import.meta.dirname, '../../src/sirene/sample')
export const ESTABLISHMENTS = join(SAMPLE, 'StockEtablissement-sample.csv.gz')
export const UNITS = join(SAMPLE, 'StockUniteLegale-sample.csv.gz')
export const establishmentsText = (): string => gunzipSync(readFileSync(ESTABLISHMENTS)).toString()
export const unitsText = (): string => gunzipSync(readFileSync(UNITS)).toString()

const NO_FILTER: Filters = { departments: [], categories: [], sirets: [] }
export const NOISY = '21930051400011'

/** A data directory of its own, with what a test does to a register in it. */
export function openPlace() {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-sirene-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'sirene.sqlite')
  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const run = (
    inputs: string[],
    filters: Partial<Filters> = {},
    report: (event: ImportEvent) => void = () => undefined,
  ) =>
    importRegister({
      file,
      inputs,
      filters: { ...NO_FILTER, ...filters },
      now: new Date('2026-11-23T09:00:00Z'),
      report,
    })
  const find = async (siret: string): Promise<Establishment | string> => {
    const register = openLocalRegister(file)
    const lookup = await register.find(siret)
    register.close()
    return lookup.kind === 'found' ? lookup.establishment : lookup.kind
  }
  return { folder, file, write, run, find }
}

/** All that a register holds, to compare two of them. */
export function contentOf(file: string): { establishments: unknown[]; units: unknown[] } {
  const db = new Database(file, { readonly: true })
  const establishments = db.prepare('select * from establishment order by siret').all()
  const units = db.prepare('select * from unit order by siren').all()
  db.close()
  return { establishments, units }
}

/** The same for large ones. */
export const digestOf = (file: string): string =>
  createHash('sha256')
    .update(JSON.stringify(contentOf(file)))
    .digest('hex')

export const gzipped = (text: string): Buffer => gzipSync(text)

/** A ZIP as INSEE publishes them: deflated files and a directory at the end (APPNOTE.TXT 4.3). */
export function zipped(files: Record<string, string>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(text)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(text), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(Buffer.byteLength(text), 18)
    common.writeUInt16LE(name.length, 22)
    const offset = Buffer.alloc(14)
    offset.writeUInt32LE(
      parts.reduce((sum, { length }) => sum + length, 0),
      10,
    )
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, offset, Buffer.from(name))
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, Buffer.from(name), packed)
  }
  const start = parts.reduce((sum, { length }) => sum + length, 0)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(start, 16)
  return Buffer.concat([...parts, ...directory, end])
}

/** The same CSV (without line breaks in fields) with its columns in another order and one that nobody knows. */
export function shuffled(text: string, fieldsOf: (line: string) => string[]): string {
  const rows = text.trimEnd().split('\n').map(fieldsOf)
  const quoted = (field: string) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)
  return rows
    .map((row, at) => [at === 0 ? 'nouvelleColonne' : 'x', ...row.toReversed()].map(quoted).join(','))
    .join('\r\n')
}

/** Many establishments with invented, ascending numbers; the rest of each line is one of the sample's. */
export function manyEstablishments(count: number): string {
  const [header = '', ...lines] = establishmentsText()
    .trimEnd()
    .split('\n')
    .filter((line) => !line.includes('"'))
  const made = Array.from({ length: count }, (_, at) => {
    const siren = `${300_000_000 + at}`
    const rest = (lines[at % lines.length] ?? '').split(',').slice(3).join(',')
    return `${siren},00011,${siren}00011,${rest}`
  })
  return `${[header, ...made].join('\n')}\n`
}
