import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'

const TABLE = 'backup_file'
/** Pieces: a file of any size goes through little memory. */
const PIECE = 1024 * 1024

const pathOf = (dataDir: string, hash: string) => join(dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), hash)

/** Puts the attached files that the copied database names into it. Returns the hashes of those that are not on the disk. */
export async function packFiles(backup: string, dataDir: string): Promise<string[]> {
  const db = new Database(backup)
  try {
    // A database older than the files has no such table.
    if (!hasTable(db, 'file')) return []
    // What the virus scanner found infected was removed: it is not missing.
    const sound = hasScans(db) ? `where scan <> 'infected'` : ''
    const hashes = db.prepare(`select hash from file ${sound} order by hash`).pluck().all() as string[]
    if (hashes.length === 0) return []
    db.exec(`create table ${TABLE} (hash text not null, part integer not null, content blob not null,
      primary key (hash, part)) strict, without rowid`)
    const put = db.prepare(`insert into ${TABLE} values (?, ?, ?)`)
    const missing: string[] = []
    for (const hash of hashes)
      if (!(await eachPiece(pathOf(dataDir, hash), (n, piece) => put.run(hash, n, piece)))) missing.push(hash)
    return missing
  } finally {
    db.close()
  }
}

async function eachPiece(path: string, take: (n: number, piece: Buffer) => void): Promise<boolean> {
  const exists = await stat(path).then(
    () => true,
    () => false,
  )
  if (!exists) return false
  const file = await open(path)
  try {
    for (let n = 0; ; n++) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(PIECE), 0, PIECE)
      if (bytesRead === 0) return true
      take(n, buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}

/** Takes the files out of a copy of a backup and puts them in their place; the copy is then the database alone. */
export async function unpackFiles(copy: string, dataDir: string): Promise<void> {
  const db = new Database(copy)
  try {
    if (!hasTable(db, TABLE)) return
    const hashes = db.prepare(`select distinct hash from ${TABLE}`).pluck().all() as string[]
    const pieces = db.prepare(`select content from ${TABLE} where hash = ? order by part`).pluck()
    for (const hash of hashes) await writeWhole(pathOf(dataDir, hash), pieces.iterate(hash) as Iterable<Buffer>)
    db.exec(`drop table ${TABLE}`)
    db.exec('vacuum')
  } finally {
    db.close()
  }
}

/** A name is its content's hash: what is there already is the same. */
async function writeWhole(path: string, pieces: Iterable<Buffer>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await rm(`${path}.part`, { force: true })
  const out = createWriteStream(`${path}.part`, { mode: 0o600, flush: true })
  for (const piece of pieces) if (!out.write(piece)) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
  await rename(`${path}.part`, path)
}

const hasTable = (db: Database.Database, name: string): boolean =>
  db.prepare(`select 1 from sqlite_schema where type = 'table' and name = ?`).get(name) !== undefined

/** Whether the database is as new as the virus scanner. */
const hasScans = (db: Database.Database): boolean =>
  db.prepare(`select 1 from pragma_table_info('file') where name = 'scan'`).get() !== undefined
