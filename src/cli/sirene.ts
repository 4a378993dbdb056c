import { mkdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import {
  importRegister,
  type ImportEvent,
  type ImportProgress,
  type ImportRefusal,
  type ImportReport,
} from '../sirene/importing.ts'
import { registerFile } from '../sirene/queries.ts'
import type { BadLine } from '../sirene/recognising-columns.ts'
import { type Filters, isCategoryPrefix, isDepartment } from '../sirene/rules.ts'
import { normalIdentifier } from '../values/siret.ts'

const HELP = `guichet sirene import FILE… [--departement LIST] [--category LIST] [--siret FILE]

Fills the SIRENE register from INSEE's stock files StockEtablissement and StockUniteLegale,
in any order, as CSV, CSV.gz or a ZIP of one CSV. They are at https://www.data.gouv.fr
("Base Sirene des entreprises et de leurs établissements").

  --departement 93,2A,971   only establishments of these départements
  --category 7,84           only units whose legal category begins so (7: public bodies)
  --siret FILE              only the SIRETs of a text file, one a line

The present register serves until the new one is complete. An interrupted import goes on where it was
when the same command is given again. When only one of the two files is given, what the register holds
of the other one stays. A running server takes the new register by itself.`

/** `guichet sirene …`: resolves to the exit code (0 done, 1 refused, 2 wrong command line). */
export async function sireneCommand(args: string[], config: { dataDir: string }): Promise<number> {
  const command = readCommand(args)
  return 'text' in command
    ? say(command.text, command.exitCode)
    : runImport(command.inputs, command.filters, config.dataDir)
}

function readCommand(args: string[]): { inputs: string[]; filters: Filters } | { text: string; exitCode: number } {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    const [verb, ...inputs] = positionals
    if (values.help) return { text: HELP, exitCode: 0 }
    if (verb !== 'import' || inputs.length === 0) return { text: HELP, exitCode: 2 }
    const filters = {
      departments: listOf(values.departement).map((department) => department.toUpperCase()),
      categories: listOf(values.category),
      sirets: (values.siret ?? []).flatMap(readSirets),
    }
    const wrong = whatIsWrong(filters)
    return wrong === null ? { inputs, filters } : { text: wrong, exitCode: 2 }
  } catch (error) {
    // An unknown option, or a list of SIRETs that is not there.
    if (error instanceof Error && 'code' in error) return { text: error.message, exitCode: 2 }
    throw error
  }
}

const OPTIONS = {
  departement: { type: 'string', multiple: true },
  category: { type: 'string', multiple: true },
  siret: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const

function say(text: string, exitCode: number): number {
  process[exitCode === 0 ? 'stdout' : 'stderr'].write(`${text}\n`)
  return exitCode
}

const listOf = (values: string[] = []): string[] =>
  values.flatMap((value) => value.split(/[\s,;]+/)).filter((value) => value !== '')

const readSirets = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .map(normalIdentifier)
    .filter((line) => line !== '')

function whatIsWrong({ departments, categories, sirets }: Filters): string | null {
  const department = departments.find((text) => !isDepartment(text))
  if (department !== undefined) return `${department} is no département: write 01 to 95, 2A, 2B or 971…`
  const category = categories.find((text) => !isCategoryPrefix(text))
  if (category !== undefined) return `${category} is no legal category: write its first digits, as 7 or 7210`
  const siret = sirets.find((text) => !/^\d{14}$/.test(text))
  return siret === undefined ? null : `${siret} is no SIRET: it has 14 digits`
}

async function runImport(inputs: string[], filters: Filters, dataDir: string): Promise<number> {
  mkdirSync(dataDir, { recursive: true })
  const startedAt = performance.now()
  const progress = progressShower()
  const imported = await importRegister({
    file: registerFile(dataDir),
    inputs,
    filters,
    now: new Date(),
    report: (event) => progress.show(event),
  })
  progress.end()
  if (!imported.ok) return say(wordsOf(imported), 1)
  return say(`${summary(imported.value)}It took ${duration((performance.now() - startedAt) / 1000)}.`, 0)
}

const BAD_LINE: Record<BadLine, string> = {
  'broken-line': 'not as many fields as the header, or a stray quote',
  'bad-number': 'no SIRET of 14 or SIREN of 9 digits',
  'bad-state': 'its state is neither A nor F',
}

function summary({ files, badRecords, establishments, units }: ImportReport): string {
  const lines = files.map(
    ({ file, kind, records, kept, bad }) =>
      `${basename(file)}: ${count(records)} ${kind} read, ${count(kept)} kept, ${count(bad)} bad lines passed over`,
  )
  for (const { file, record, why } of badRecords) lines.push(`  ${basename(file)}, record ${record}: ${BAD_LINE[why]}`)
  lines.push(`The register holds ${count(establishments)} establishments and ${count(units)} units.`)
  if (establishments === 0) lines.push('It cannot answer before StockEtablissement has been imported too.')
  else if (units === 0) lines.push('Import StockUniteLegale too: it holds the names and legal categories.')
  return `${lines.join('\n')}\n`
}

function wordsOf(refused: ImportRefusal): string {
  switch (refused.refusal) {
    case 'unreadable-file':
      return `${refused.file} cannot be read to its end: ${refused.why}. The present register stays as it is.`
    case 'missing-columns':
      return `${refused.file} ${MISSING[refused.layout ?? 'none']} ${refused.columns.join(', ')}. Nothing was imported.`
    case 'needs-units':
      return 'Legal categories are in StockUniteLegale: give that file too.'
    case 'disk-full':
      return 'The disk is full: make room and give the same command again. The present register stays as it is.'
    case 'already-running':
      return 'Another import into this register is running.'
  }
}

const MISSING = {
  establishments: 'looks like StockEtablissement, but lacks the columns',
  units: 'looks like StockUniteLegale, but lacks the columns',
  none: 'is neither StockEtablissement nor StockUniteLegale: in its first line is none of the columns',
}

const count = (value: number): string => value.toLocaleString('en-GB')

function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds % 60)]
  if (hours > 0) return `${hours} h ${minutes} min`
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`
}

const BAR = 24

function bar({ file, records, bytes, bytesTotal, recordsPerSecond, secondsLeft }: ImportProgress): string {
  const share = bytesTotal > 0 ? Math.min(bytes / bytesTotal, 1) : 1
  const drawn = '#'.repeat(Math.round(share * BAR)).padEnd(BAR, '.')
  const percent = `${Math.floor(share * 100)}`.padStart(3)
  const rate = `${count(Math.round(recordsPerSecond))} records/s`
  return `[${drawn}] ${percent} %  ${count(records)} records  ${rate}  ${duration(secondsLeft)} left  ${basename(file)}`
}

/** A bar that is drawn anew in place; in a log a line every five seconds. */
function progressShower(): { show(event: ImportEvent): void; end(): void } {
  const { stderr } = process
  const every = stderr.isTTY ? 100 : 5000
  let shownAt = performance.now()
  let last: ImportProgress | null = null
  const draw = (progress: ImportProgress) =>
    stderr.write(stderr.isTTY ? `\r\u001B[K${bar(progress).slice(0, stderr.columns - 1)}` : `${bar(progress)}\n`)
  return {
    show(event) {
      if (event.kind === 'started') {
        stderr.write(BEGINNING[event.beginning](event.records))
        return
      }
      last = event
      if (performance.now() - shownAt < every) return
      shownAt = performance.now()
      draw(event)
    },
    end() {
      if (!last) return
      draw(last)
      if (stderr.isTTY) stderr.write('\n')
    },
  }
}

const BEGINNING = {
  fresh: () => '',
  resumed: (records: number) => `Going on with the interrupted import, after ${count(records)} records.\n`,
  anew: () => 'The interrupted import was of other files or filters: beginning anew.\n',
}
