import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createGunzip, gunzipSync } from 'node:zlib'
import type { Figure } from './figures.ts'

const run = promisify(execFile)
const CHILD = fileURLToPath(new URL('./sirene-import.ts', import.meta.url))
const SAMPLE = join(import.meta.dirname, '../../src/sirene/sample/StockEtablissement-sample.csv.gz')
const ROWS = 40_000

/**
 * The import of INSEE's files next to `sqlite3 .import` of the same files in the same run, and whether its memory stays flat.
 * Files: given, or in SIRENE_FILES (comma separated, CSV or CSV.gz), or else 40,000 rows made of the sample, and ten times as many.
 */
export async function measureSirene(files: string[] = givenFiles()): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-bench-sirene-'))
  try {
    if (files.length > 0) {
      const inputs = await Promise.all(files.map((file) => asPlainText(file, folder)))
      return (await compare(folder, inputs, { of: 'given files', goal: 0.5 })).figures
    }
    const few = await compare(folder, [expandSample(folder, ROWS)], { of: '40,000 rows', goal: 0.5 })
    const many = await compare(folder, [expandSample(folder, 10 * ROWS)], { of: '400,000 rows', goal: 1 })
    const growth = rounded(many.peakMegabytes / few.peakMegabytes)
    const flatness = { name: 'SIRENE import: peak memory at ten times the rows ÷ at one', value: growth, unit: '×' }
    return [...few.figures, ...many.figures, { ...flatness, goal: '≤ 1.5', met: growth <= 1.5 }]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const rounded = (ratio: number): number => Math.round(100 * ratio) / 100

type Compared = { figures: Figure[]; peakMegabytes: number }

/** Starting the engine and the last fsync weigh on few rows: the ratio to reach is told apart. */
async function compare(
  folder: string,
  inputs: string[],
  { of, goal }: { of: string; goal: number },
): Promise<Compared> {
  const { rows, seconds, peakMegabytes } = await importOurs(folder, inputs)
  const figures: Figure[] = [
    { name: `SIRENE import of ${of}`, value: Math.round(rows / seconds), unit: 'rows/s' },
    {
      name: `SIRENE import of ${of}: peak memory`,
      value: Math.round(peakMegabytes),
      unit: 'MB',
      goal: '≤ 150',
      met: peakMegabytes <= 150,
    },
  ]
  const rate = await rateOfSqlite(folder, inputs)
  if (rate === null) return { figures, peakMegabytes }
  const ratio = rounded(rows / seconds / rate)
  figures.push({ name: `sqlite3 .import of ${of}`, value: Math.round(rate), unit: 'rows/s' })
  figures.push({
    name: `SIRENE import ÷ sqlite3 .import of ${of}`,
    value: ratio,
    unit: '×',
    goal: `≥ ${goal}`,
    met: ratio >= goal,
  })
  return { figures, peakMegabytes }
}

const givenFiles = (): string[] => (process.env['SIRENE_FILES'] ?? '').split(',').filter((file) => file !== '')

/** sqlite3 reads plain text only: both sides get the same. */
async function asPlainText(file: string, folder: string): Promise<string> {
  if (!file.endsWith('.gz')) return file
  const plain = join(folder, basename(file, '.gz'))
  await pipeline(createReadStream(file), createGunzip(), createWriteStream(plain))
  return plain
}

/** The sample's lines over and over, under ascending numbers of their own. */
function expandSample(folder: string, rows: number): string {
  const [header = '', ...lines] = gunzipSync(readFileSync(SAMPLE)).toString().trimEnd().split('\n')
  const rest = lines.map((line) => line.split(',').slice(3).join(','))
  const made = Array.from(
    { length: rows },
    (_, at) => `${300_000_000 + at},00011,${300_000_000 + at}00011,${rest[at % rest.length]}`,
  )
  const file = join(folder, `establishments-${rows}.csv`)
  writeFileSync(file, `${[header, ...made].join('\n')}\n`)
  return file
}

/** In a process of its own: its peak is that of the import, and not of the bench. */
async function importOurs(
  folder: string,
  inputs: string[],
): Promise<{ rows: number; seconds: number; peakMegabytes: number }> {
  const register = join(folder, 'sirene.sqlite')
  rmSync(register, { force: true })
  const { stdout } = await run(process.execPath, ['--import', 'tsx', CHILD, register, ...inputs])
  return JSON.parse(stdout) as { rows: number; seconds: number; peakMegabytes: number }
}

/** Rows a second, or null where the command is not installed. */
async function rateOfSqlite(folder: string, inputs: string[]): Promise<number | null> {
  try {
    await run('sqlite3', ['-version'])
  } catch {
    process.stderr.write('SIRENE import: there is no sqlite3 command on this machine to compare with\n')
    return null
  }
  const database = join(folder, 'sqlite3.sqlite')
  rmSync(database, { force: true })
  const begin = performance.now()
  for (const [at, input] of inputs.entries())
    await run('sqlite3', ['-cmd', `.import --csv "${input}" t${at}`, database, ''])
  const seconds = (performance.now() - begin) / 1000
  const counting = inputs.map((_, at) => `(select count(*) from t${at})`).join(' + ')
  const { stdout } = await run('sqlite3', [database, `select ${counting}`])
  return Number(stdout) / seconds
}
