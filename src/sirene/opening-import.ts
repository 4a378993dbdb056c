import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { type Refusal, refuse } from '../values/result.ts'
import type { InputFile } from './reading-files.ts'
import type { Kind } from './recognising-columns.ts'
import type { Filters } from './rules.ts'

/** Raised when the tables change: a register of another version is read as none, an import of another version begins anew. */
export const REGISTER_VERSION = 1

const SCHEMA = `
  create table establishment (
    siret integer primary key, is_open integer not null, is_seat integer not null, is_disclosed integer not null,
    sign text not null, address text not null, postcode text not null, city text not null
  ) strict;
  create table unit (siren integer primary key, name text not null, legal_category text, is_disclosed integer not null) strict;
  create table about (kind text primary key, imported_at text not null, rows integer not null) strict;`

const PLAN = `
  create table plan (text text not null) strict;
  create table progress (
    position integer primary key, file text not null, kind text not null, text_end integer not null, records integer not null,
    kept integer not null, bad integer not null, is_complete integer not null
  ) strict;`

const DROP = ['progress', 'plan', 'about', 'unit', 'establishment']
  .map((table) => `drop table if exists ${table};`)
  .join('')

/** What is to be imported, in which order: the same plan goes on where it stopped, another one begins anew. */
export type Plan = { version: number; inputs: InputFile[]; filters: Filters }
export type Beginning = 'fresh' | 'resumed' | 'anew'
export type OpenImport = { db: Database.Database; beginning: Beginning }

/** Opens the file that is being filled beside the register, and locks it: it belongs to one import at a time. */
export function openImport(file: string, plan: Plan, carried: Kind[]): OpenImport | Refusal<'already-running'> {
  const found = openLocked(`${file}.import`)
  if (found === 'busy') return refuse('already-running')
  if (found === 'damaged') {
    rmSync(`${file}.import`)
    rmSync(`${file}.import-journal`, { force: true })
    return openImport(file, plan, carried)
  }
  const text = JSON.stringify(plan)
  const before = planOf(found)
  if (before === text) return { db: found, beginning: 'resumed' }
  reset(found, before !== null)
  carryOver(found, { from: file, kinds: carried, text })
  return { db: found, beginning: before === null ? 'fresh' : 'anew' }
}

/**
 * A rollback journal and not a WAL: rows are appended, so that it stays small, and every commit is durable; these are so few
 * (see importing.ts) that a kill or a power cut may well be survived.
 */
function openLocked(path: string): Database.Database | 'busy' | 'damaged' {
  const db = new Database(path, { timeout: 0 })
  try {
    for (const pragma of ['locking_mode=EXCLUSIVE', 'journal_mode=DELETE', 'synchronous=FULL', 'trusted_schema=OFF'])
      db.pragma(pragma)
    db.exec('begin exclusive; commit')
    return db
  } catch (error) {
    db.close()
    if (!(error instanceof Database.SqliteError)) throw error
    if (error.code === 'SQLITE_BUSY') return 'busy'
    if (error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT')) return 'damaged'
    throw error
  }
}

function planOf(db: Database.Database): string | null {
  const hasPlan = db.prepare(`select 1 from sqlite_schema where name = 'plan'`).get() !== undefined
  return hasPlan ? (db.prepare('select text from plan').pluck().get() as string) : null
}

/** In place, and not by a new file: the lock must not be lost. */
function reset(db: Database.Database, isUsed: boolean): void {
  db.exec(DROP)
  if (isUsed) db.exec('vacuum')
}

/** Makes the tables, with what the present register holds of the kind of file that is not given this time. */
function carryOver(db: Database.Database, { from, kinds, text }: { from: string; kinds: Kind[]; text: string }): void {
  if (kinds.length > 0) db.prepare('attach ? as present').run(from)
  db.transaction(() => {
    db.exec(SCHEMA + PLAN)
    for (const kind of kinds) {
      const table = TABLE[kind]
      db.exec(`insert into ${table} select * from present.${table}`)
      db.prepare('insert into about select * from present.about where kind = ?').run(kind)
    }
    db.prepare('insert into plan values (?)').run(text)
    db.pragma(`user_version=${REGISTER_VERSION}`)
  })()
  if (kinds.length > 0) db.exec('detach present')
}

export const TABLE: Record<Kind, string> = { establishments: 'establishment', units: 'unit' }
