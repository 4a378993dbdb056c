import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { migrate } from './migrate.ts'
import { openReader, openSqlite } from './sqlite.ts'
import type { Db } from './tables.ts'

/** `write` for commands, `read` (read-only) for pages. */
export type Databases = { write: Db; read: Db; sqlite: Database.Database; file: string; close(): Promise<void> }

/** Opens the database of a data directory, makes it if there is none, and migrates it. */
export async function openDatabases(dataDir: string): Promise<Databases> {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'guichet.sqlite')
  const writer = openSqlite(file)
  const damage = writer.sqlite.pragma('quick_check(1)', { simple: true })
  if (damage !== 'ok')
    throw new Error(`${file} is damaged (${String(damage)}). Bring back a backup: npm run guichet -- restore FILE`)
  await migrate(writer)
  const reader = openReader(file)
  const close = async () => {
    await reader.db.destroy()
    await writer.db.destroy()
  }
  return { write: writer.db, read: reader.db, sqlite: writer.sqlite, file, close }
}
