import { existsSync, mkdirSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import type { Config } from '../config.ts'
import { packFiles, unpackFiles } from './backup-files.ts'
import { damageOf, databaseFile, isInUse, moveInto, removeDatabase, setAside } from './database-file.ts'

type Place = Pick<Config, 'dataDir'>
const say = (text: string) => void process.stderr.write(`${text}\n`)

/**
 * Copies the database while it is in use, whole as of one moment, and the attached files into the same one file.
 * The SIRENE register is not in it: it can be imported again.
 */
export async function backup(args: string[], { dataDir }: Place): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const [file] = positionals
  const why = whyNotBackUp(file, dataDir)
  if (file === undefined || why !== null) {
    say(why ?? 'backup FILE')
    return 2
  }
  const draft = `${file}.part`
  removeDatabase(draft)
  const db = new Database(databaseFile(dataDir), { readonly: true, timeout: 5000 })
  try {
    // All in one step: begun anew at each change of a busy server, a copy in parts might never end.
    await db.backup(draft, { progress: () => Number.MAX_SAFE_INTEGER })
  } finally {
    db.close()
  }
  const missing = await packFiles(draft, dataDir)
  await moveInto(draft, file)
  say(`Backed up to ${file}.`)
  for (const hash of missing) say(`Not in it, since it is not on the disk: the attached file ${hash}.`)
  return missing.length === 0 ? 0 : 1
}

function whyNotBackUp(file: string | undefined, dataDir: string): string | null {
  if (!file) return 'backup FILE'
  if (existsSync(file)) return `${file} exists already; choose another name.`
  if (!existsSync(dirname(file))) return `There is no folder ${dirname(file)}.`
  return existsSync(databaseFile(dataDir)) ? null : `There is no database in ${dataDir}.`
}

/** Puts a backup in the place of the database. What is there is kept beside it, and only replaced when told. */
export async function restore(args: string[], { dataDir }: Place): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { force: { type: 'boolean' } }, allowPositionals: true })
  const [file] = positionals
  const to = databaseFile(dataDir)
  if (!file || !existsSync(file)) {
    say(file ? `${file} is not there.` : 'restore FILE [--force]')
    return 2
  }
  const damage = whatIsWrong(file)
  if (damage !== null) {
    say(`${file} cannot be restored: ${damage}. Nothing was changed.`)
    return 1
  }
  if (existsSync(to) && !values.force) {
    say(`${to} exists. Stop the server, then say --force to replace it (it is kept under another name).`)
    return 2
  }
  if (isInUse(to)) {
    say(`A server is running on ${dataDir}. Stop it first. Nothing was changed.`)
    return 2
  }
  mkdirSync(dataDir, { recursive: true })
  removeDatabase(`${to}.part`)
  await copyFile(file, `${to}.part`)
  await unpackFiles(`${to}.part`, dataDir)
  if (existsSync(to)) {
    const kept = `${to}.before-${new Date().toISOString().replaceAll(':', '-')}`
    setAside(to, kept)
    say(`What was there is kept as ${kept}.`)
  }
  await moveInto(`${to}.part`, to)
  say(`Restored ${to}.`)
  return 0
}

function whatIsWrong(file: string): string | null {
  const db = new Database(file, { readonly: true })
  try {
    const isOurs = db.prepare(`select 1 from sqlite_schema where name = 'history'`).get() !== undefined
    if (!isOurs) return 'it is no backup of Guichet'
    const damage = db.pragma('integrity_check(1)', { simple: true })
    return damage === 'ok' ? null : `it is damaged (${String(damage)})`
  } catch (error) {
    const damage = damageOf(error)
    if (damage === null) throw error
    return damage
  } finally {
    db.close()
  }
}
