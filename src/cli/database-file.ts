import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'

export const databaseFile = (dataDir: string): string => join(dataDir, 'guichet.sqlite')

/** A database together with the files that SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${ending}`, { force: true })
}

/** Takes away the files of a folder that have such names, and the folder when nothing else lies in it. */
export function removeFiles(folder: string, named: RegExp): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) if (named.test(name)) rmSync(join(folder, name))
  if (readdirSync(folder).length === 0) rmdirSync(folder)
}

/** Whether another process has this database open. Every connection of a server holds a lock as long as it lasts. */
export function isInUse(file: string): boolean {
  if (!existsSync(file)) return false
  const db = new Database(file, { timeout: 0 })
  try {
    db.pragma('locking_mode=EXCLUSIVE')
    db.exec('begin exclusive; commit')
    return false
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') return true
    throw error
  } finally {
    db.close()
  }
}

/** On the disk, not in its cache. */
export async function settle(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync()
  await handle.close()
}
