import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { migrate } from './migrate.ts'
import { openReader, openSqlite } from './sqlite.ts'
import type { Db } from './tables.ts'

/** `write` for commands, `read` (read-only) for pages. */
export type Databases = { write: Db; read: Db; sqlite: Database.Database; file: string; close(): Promise<void> }

/** Reading through the whole file takes a second per 350 MB: every start can afford that for a small one. */
const ALWAYS_CHECKED = 64 * 2 ** 20

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** A write-ahead log that was left behind tells that the process before was killed, or the machine went down. */
const needsCheck = (file: string): boolean => sizeOf(file) < ALWAYS_CHECKED || sizeOf(`${file}-wal`) > 0

/**
 * Opens the database of a data directory, makes it if there is none, and migrates it.
 * Throws SqliteError SQLITE_CORRUPT when a small file, or one not closed properly, is not sound; `check` reads any file whole.
 */
export async function openDatabases(dataDir: string): Promise<Databases> {
  // The folder holds personal data and the links of mails that wait: it is nobody else's on this machine.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, 'guichet.sqlite')
  const isSuspect = needsCheck(file)
  const writer = openSqlite(file)
  const damage = isSuspect ? writer.sqlite.pragma('quick_check(1)', { simple: true }) : 'ok'
  if (damage !== 'ok') {
    writer.sqlite.close()
    throw new Database.SqliteError(String(damage), 'SQLITE_CORRUPT')
  }
  await migrate(writer)
  return joinReader(writer)
}

/** A reader beside the writer of a migrated database; both are closed as one. */
export function joinReader(writer: ReturnType<typeof openSqlite>): Databases {
  const file = writer.sqlite.name
  const reader = openReader(file)
  const close = async () => {
    // The writer last: whoever closes last puts the log into the file, and a reader cannot.
    for (const { db, sqlite } of [reader, writer]) {
      await db.destroy()
      // Kysely closes only what it has used.
      if (sqlite.open) sqlite.close()
    }
  }
  return { write: writer.db, read: reader.db, sqlite: writer.sqlite, file, close }
}
