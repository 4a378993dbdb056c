import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { databaseFile } from '../../src/cli/database-file.ts'
import { makeDemonstration } from '../../src/cli/demo-making.ts'
import { openFolder } from './guichet.ts'

/** Sunday, some minutes after midnight in France, and Thursday afternoon of another week. */
export const SUNDAY = new Date('2026-11-22T23:20:00.000Z')
export const THURSDAY = new Date('2027-03-04T14:05:00.000Z')

export const make = (dataDir: string, { now = THURSDAY, scale = null as number | null } = {}): Promise<void> =>
  makeDemonstration({ dataDir, scale, now, say: () => undefined })

type Files = { path: string; content: Buffer }[]
const originals = new Map<number | null, Promise<Files>>()

/** Puts a copy of the demonstration there. Each size is made once per worker: making it takes seconds. */
export async function putCopy(dataDir: string, scale: number | null = null): Promise<void> {
  const original = originals.get(scale) ?? makeOriginal(scale)
  originals.set(scale, original)
  for (const { path, content } of await original) {
    mkdirSync(dirname(join(dataDir, path)), { recursive: true })
    writeFileSync(join(dataDir, path), content)
  }
}

async function makeOriginal(scale: number | null): Promise<Files> {
  const folder = openFolder({ keep: true })
  try {
    await make(folder, { scale })
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => ({ path: relative(folder, file), content: readFileSync(file) }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The database of a folder, to look at; closed when the test is over. */
export function lookAt(dataDir: string): Database.Database {
  const db = new Database(databaseFile(dataDir), { readonly: true })
  onTestFinished(() => void db.close())
  return db
}

type Row = Record<string, unknown>

/** Salted, drawn by lot or hashed: different every time by their nature. */
const DRAWN: Record<string, string[]> = {
  technical_secret: ['secret_hash'],
  user: ['password_hash'],
  mail_link: ['token_hash'],
  ticket_link: ['token_hash'],
  history: ['detail_hash', 'previous_hash', 'hash'],
  history_detail: ['salt'],
  knowledge: ['base'],
  conversation: ['token_hash'],
}

/** Every row of every table that is not an index of words, without what is drawn by lot. */
export function dump(db: Database.Database): Record<string, Row[]> {
  const tables = db
    .prepare(
      `select name from pragma_table_list where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'`,
    )
    .pluck()
    .all() as string[]
  const rowsOf = (table: string) =>
    (db.prepare(`select * from ${table}`).all() as Row[])
      .map((row) => withoutDrawn(table, row))
      // Some keys are drawn by lot themselves: what is left of the rows gives the order.
      .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
  return Object.fromEntries(tables.map((table) => [table, rowsOf(table)]))
}

function withoutDrawn(table: string, row: Row): Row {
  const kept = Object.fromEntries(Object.entries(row).filter(([column]) => !DRAWN[table]?.includes(column)))
  // The key of an activation mail names its link.
  return table === 'mail'
    ? { ...kept, event_key: String(row['event_key']).replace(/^activation\/.*/, 'activation') }
    : kept
}
