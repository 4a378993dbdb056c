import { existsSync, renameSync, rmSync } from 'node:fs'
import { copyFile, open } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import type { Config } from '../config.ts'

const say = (text: string) => void process.stderr.write(`${text}\n`)

/** Copies the database while it is in use, whole as of one moment. The SIRENE register is not in it: it can be imported again. */
export async function backup([file]: string[], config: Config): Promise<number> {
  const from = join(config.dataDir, 'guichet.sqlite')
  if (!file || existsSync(file) || !existsSync(from)) {
    say(
      !file
        ? 'backup FILE'
        : existsSync(file)
          ? `${file} exists already; choose another name.`
          : `There is no database in ${config.dataDir}.`,
    )
    return 2
  }
  const db = new Database(from, { readonly: true })
  await db.backup(`${file}.part`)
  db.close()
  await settle(`${file}.part`)
  renameSync(`${file}.part`, file)
  say(`Backed up to ${file}.`)
  return 0
}

/** Puts a backup in the place of the database. What is there is kept beside it, and only replaced when told. */
export async function restore(args: string[], config: Config): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { force: { type: 'boolean' } }, allowPositionals: true })
  const [file] = positionals
  const to = join(config.dataDir, 'guichet.sqlite')
  if (!file || !existsSync(file)) {
    say(file ? `${file} is not there.` : 'restore FILE [--force]')
    return 2
  }
  if (!isWhole(file)) {
    say(`${file} is damaged or is not a backup of Guichet. Nothing was changed.`)
    return 1
  }
  if (existsSync(to) && !values.force) {
    say(`${to} exists. Stop the server, then say --force to replace it (it is kept as ${to}.before-restore).`)
    return 2
  }
  await copyFile(file, `${to}.part`)
  await settle(`${to}.part`)
  if (existsSync(to)) renameSync(to, `${to}.before-restore`)
  for (const rest of ['-wal', '-shm']) rmSync(`${to}${rest}`, { force: true })
  renameSync(`${to}.part`, to)
  say(`Restored ${to}.`)
  return 0
}

function isWhole(file: string): boolean {
  try {
    const db = new Database(file, { readonly: true })
    const sound = db.pragma('integrity_check(1)', { simple: true }) === 'ok'
    const ours = db.prepare("select count(*) as n from sqlite_schema where name = 'history'").get() as { n: number }
    db.close()
    return sound && ours.n === 1
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return false
  }
}

/** On the disk, not in its cache. */
async function settle(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync()
  await handle.close()
}
