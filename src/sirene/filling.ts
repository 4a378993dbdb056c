import type Database from 'better-sqlite3'
import { type InputFile, readText } from './reading-files.ts'
import { type BadLine, establishmentReader, type Kind, type Layout, unitReader } from './recognising-columns.ts'
import type { Filters } from './rules.ts'
import { readBlocks } from './splitting-records.ts'

export type FileReport = { file: string; kind: Kind; records: number; kept: number; bad: number }
/** A line that was passed over; `record` counts from 1 after the header. */
export type BadRecord = { file: string; record: number; why: BadLine }

/** `position` is the file's place in the plan. */
type Source = { file: InputFile; layout: Layout; headerEnd: number; position: number; filters: Filters }
type Watch = { badRecords: BadRecord[]; progress(bytesRead: number, newRecords: number): void }
type Filled = 'kept' | 'left-out' | BadLine
type Reached = {
  position: number
  file: string
  kind: Kind
  text_end: number
  records: number
  kept: number
  bad: number
  is_complete: number
}

/** So many records a commit: few enough commits to cost little, and a kill loses a fraction of a second's work. */
const RECORDS_PER_COMMIT = 20_000
const BAD_RECORDS_SHOWN = 5

/** Puts the lines of one file into the register that is being filled, from where the last commit left it. */
export async function fillFromFile(db: Database.Database, source: Source, watch: Watch): Promise<void> {
  const { file, layout, headerEnd, position } = source
  const begin: Reached = {
    position,
    file: file.path,
    kind: layout.kind,
    text_end: headerEnd,
    records: 0,
    kept: 0,
    bad: 0,
    is_complete: 0,
  }
  const reached =
    (db.prepare('select * from progress where position = ?').get(position) as Reached | undefined) ?? begin
  if (reached.is_complete === 1) return
  const fill = fillerOf(db, source)
  let bytesRead = 0
  let committed = reached.records
  const text = readText(file, reached.text_end, (bytes) => (bytesRead = bytes))
  db.exec('begin')
  for await (const block of readBlocks(text, reached.text_end, layout.width)) {
    for (const fields of block.records) count(reached, fields ? fill(fields) : 'broken-line', watch)
    reached.text_end = block.end
    if (reached.records - committed >= RECORDS_PER_COMMIT) {
      save(db, reached)
      db.exec('commit; begin')
      committed = reached.records
    }
    watch.progress(bytesRead, block.records.length)
  }
  save(db, { ...reached, is_complete: 1 })
  db.exec('commit')
}

function count(reached: Reached, filled: Filled, { badRecords }: Watch): void {
  reached.records++
  if (filled === 'kept') reached.kept++
  else if (filled !== 'left-out') {
    reached.bad++
    if (badRecords.length < BAD_RECORDS_SHOWN)
      badRecords.push({ file: reached.file, record: reached.records, why: filled })
  }
}

const save = (db: Database.Database, reached: Reached): unknown =>
  db
    .prepare(
      'insert or replace into progress values (@position, @file, @kind, @text_end, @records, @kept, @bad, @is_complete)',
    )
    .run(reached)

/** How far each file has come. */
export const listFileReports = (db: Database.Database): FileReport[] =>
  db.prepare('select file, kind, records, kept, bad from progress order by position').all() as FileReport[]

const fillerOf = (db: Database.Database, { layout, filters }: Source): ((fields: string[]) => Filled) =>
  layout.kind === 'units' ? unitFiller(db, layout, filters) : establishmentFiller(db, layout, filters)

const isOfCategory = ({ categories }: Filters, category: unknown): boolean =>
  categories.length === 0 || (typeof category === 'string' && categories.some((prefix) => category.startsWith(prefix)))

const isWanted = (wanted: Set<string>, value: string): boolean => wanted.size === 0 || wanted.has(value)

/** With a filter by legal category the units are there first: an establishment is kept when its unit was. */
function establishmentFiller(db: Database.Database, layout: Layout, filters: Filters): (fields: string[]) => Filled {
  const read = establishmentReader(layout)
  const [departments, sirets] = [new Set(filters.departments), new Set(filters.sirets)]
  const insert = db.prepare('insert or replace into establishment values (?, ?, ?, ?, ?, ?, ?, ?)')
  const categoryOf =
    filters.categories.length > 0 ? db.prepare('select legal_category from unit where siren = ?').pluck() : null
  return (fields) => {
    const line = read(fields)
    if (typeof line === 'string') return line
    if (!isWanted(departments, line.department) || !isWanted(sirets, line.siret)) return 'left-out'
    if (categoryOf && !isOfCategory(filters, categoryOf.get(Number(line.siret.slice(0, 9))))) return 'left-out'
    const flags = [Number(line.isOpen), Number(line.isSeat), Number(line.isDisclosed)]
    insert.run(Number(line.siret), ...flags, line.sign, line.address, line.postcode, line.city)
    return 'kept'
  }
}

/** Otherwise the establishments are there first: with a filter by département a unit is kept when one of its establishments was. */
function unitFiller(db: Database.Database, layout: Layout, filters: Filters): (fields: string[]) => Filled {
  const read = unitReader(layout)
  const insert = db.prepare('insert or replace into unit values (?, ?, ?, ?)')
  const sirens = new Set(filters.sirets.map((siret) => siret.slice(0, 9)))
  const isRestricted =
    filters.departments.length > 0 && db.prepare('select 1 from establishment limit 1').get() !== undefined
  const hasEstablishment = isRestricted
    ? db.prepare('select 1 from establishment where siret >= ? * 100000 and siret < (? + 1) * 100000')
    : null
  return (fields) => {
    const line = read(fields)
    if (typeof line === 'string') return line
    const { siren, name, legalCategory, isDisclosed } = line
    if (!isOfCategory(filters, legalCategory) || !isWanted(sirens, siren)) return 'left-out'
    if (hasEstablishment && !hasEstablishment.get(Number(siren), Number(siren))) return 'left-out'
    insert.run(Number(siren), name, legalCategory, Number(isDisclosed))
    return 'kept'
  }
}

/** Takes away what a filter wants gone and could not tell before all files were read, or what was carried over. */
export function prune(db: Database.Database, filters: Filters): void {
  const { departments, categories, sirets } = filters
  if (categories.length > 0) {
    const isOther = categories.map(() => 'substr(ifnull(legal_category, 0), 1, length(?)) <> ?').join(' and ')
    db.prepare(`delete from unit where ${isOther}`).run(...categories.flatMap((prefix) => [prefix, prefix]))
    db.exec('delete from establishment where not exists (select 1 from unit where siren = siret / 100000)')
  }
  const hasEstablishments = db.prepare('select 1 from establishment limit 1').get() !== undefined
  if (departments.length + categories.length + sirets.length > 0 && hasEstablishments)
    db.exec(`delete from unit where not exists (
      select 1 from establishment where siret >= siren * 100000 and siret < (siren + 1) * 100000)`)
}
