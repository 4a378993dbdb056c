import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { registerFile } from '../sirene/queries.ts'
import { ACCOUNTS } from './demo-cast.ts'
import { damageOf, databaseFile, moveInto, removeDatabase, removeFiles } from './database-file.ts'

/** What a data directory holds: nothing, a file that is no database, real data, or a demonstration, filled to a scale or not (0). */
export type Found = { kind: 'nothing' | 'damaged' | 'other' } | { kind: 'demonstration'; scale: number }

export function lookInto(dataDir: string): Found {
  const file = databaseFile(dataDir)
  if (!existsSync(file)) return { kind: 'nothing' }
  const db = new Database(file, { readonly: true })
  try {
    if (!db.prepare("select 1 from sqlite_schema where name = 'user'").get()) return { kind: 'nothing' }
    const logins = db.prepare('select login from user where login = ?').pluck()
    if (ACCOUNTS.every(({ login }) => logins.get(login) === login))
      return { kind: 'demonstration', scale: Number(db.pragma('user_version', { simple: true })) }
    return { kind: db.prepare('select 1 from user').get() ? 'other' : 'nothing' }
  } catch (error) {
    if (damageOf(error) === null) throw error
    return { kind: 'damaged' }
  } finally {
    db.close()
  }
}

/** Takes away what a demonstration consists of, and nothing else. */
export function removeDemonstration(dataDir: string): void {
  removeDatabase(databaseFile(dataDir))
  removeDatabase(registerFile(dataDir))
  removeDatabase(`${registerFile(dataDir)}.import`)
  removeFiles(join(dataDir, 'mail'), /\.eml(\.part)?$/)
  removeAttached(join(dataDir, 'files'))
  removeUnfinished(dataDir)
}

/** Attached files lie two folders deep under the hash of what they hold; those half-written, beside. */
function removeAttached(folder: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) if (/^([0-9a-f]{2}|arriving)$/.test(name)) removeAttached(join(folder, name))
  removeFiles(folder, basename(folder) === 'arriving' ? /^[\w-]+$/ : /^[0-9a-f]{64}$/)
}

/** The folder in which a demonstration is made: what is not finished is never taken for one. */
export const unfinished = (dataDir: string): string => join(dataDir, 'unfinished')

export function removeUnfinished(dataDir: string): void {
  removeFiles(unfinished(dataDir), /^guichet\.sqlite/)
}

/** Puts the finished database in its place. */
export async function moveIn(dataDir: string): Promise<void> {
  removeDatabase(databaseFile(dataDir))
  await moveInto(databaseFile(unfinished(dataDir)), databaseFile(dataDir))
  removeUnfinished(dataDir)
}
