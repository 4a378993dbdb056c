import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { settle } from '../db/settling.ts'

export const databaseFile = (dataDir: string): string => join(dataDir, 'guichet.sqlite')

/** A database together with the files that SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${ending}`, { force: true })
}

/** Gives a database another name. What was committed last may still lie in the file beside it, which comes along. */
export function setAside(file: string, as: string): void {
  rmSync(`${file}-shm`, { force: true })
  for (const ending of ['-wal', '-journal', ''])
    if (existsSync(`${file}${ending}`)) renameSync(`${file}${ending}`, `${as}${ending}`)
}

/** Takes away the files of a folder that have such names, and the folder when nothing else lies in it. */
export function removeFiles(folder: string, named: RegExp): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) if (named.test(name)) rmSync(join(folder, name))
  if (readdirSync(folder).length === 0) rmdirSync(folder)
}

/** Whether another process has this database open: every connection of a server holds a lock as long as it lasts. */
export function isInUse(file: string): boolean {
  if (!existsSync(file)) return false
  const db = new Database(file, { timeout: 0 })
  try {
    db.pragma('locking_mode=EXCLUSIVE')
    db.exec('begin exclusive; commit')
    return false
  } catch (error) {
    // A damaged file is nobody's: a server refuses to start on it.
    if (damageOf(error) !== null) return false
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') return true
    throw error
  } finally {
    db.close()
  }
}

/** What SQLite says when a file is no database, or no sound one; null for every other error. */
export function damageOf(error: unknown): string | null {
  if (!(error instanceof Database.SqliteError)) return null
  return error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT') ? error.message : null
}

/** Puts a complete file in its place, for good: its content, then its name, are on the disk when this returns. */
export async function moveInto(from: string, to: string): Promise<void> {
  await settle(from)
  renameSync(from, to)
  await settle(dirname(to))
}
