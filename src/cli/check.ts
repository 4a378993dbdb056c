import { existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Config } from '../config.ts'
import { openReader } from '../db/sqlite.ts'
import { verifyHistory } from '../history/verifying.ts'
import { openScanner } from '../outside/clamav.ts'
import { openTransport } from '../outside/smtp.ts'
import { checkRegister } from './check-register.ts'
import { damageOf, databaseFile } from './database-file.ts'

type Line = { name: string; ok: boolean; says: string }
const GIB = 2 ** 30

/** Looks at everything that can go wrong on a server nobody watches full time. Exit code 1 when something is. */
export async function check(config: Config): Promise<number> {
  const lines = [
    { name: 'settings', ok: true, says: `${config.publicUrl}, data in ${config.dataDir}` },
    ...(await checkDatabase(config)),
    await checkMail(config),
    await checkScanner(config),
    checkDisk(config),
    { name: 'sirene', ...(await checkRegister(config)) },
  ]
  for (const { name, ok, says } of lines) process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(10)} ${says}\n`)
  return lines.every(({ ok }) => ok) ? 0 : 1
}

/** Only reads: a check must not change what it looks at, nor bring it to a newer shape. */
async function checkDatabase({ dataDir }: Config): Promise<Line[]> {
  const name = 'database'
  const file = databaseFile(dataDir)
  if (!existsSync(file)) return [{ name, ok: false, says: `none in ${dataDir} yet` }]
  try {
    return await readDatabase(file)
  } catch (error) {
    const damage = damageOf(error)
    if (damage === null) throw error
    return [{ name, ok: false, says: unsound(file, damage) }]
  }
}

async function readDatabase(file: string): Promise<Line[]> {
  const name = 'database'
  const { db, sqlite } = openReader(file)
  try {
    const damage = sqlite.pragma('integrity_check(1)', { simple: true })
    if (damage !== 'ok') return [{ name, ok: false, says: unsound(file, String(damage)) }]
    const loose = (sqlite.pragma('foreign_key_check') as unknown[]).length
    const found = { name, ok: loose === 0, says: `sound, ${loose} loose references` }
    return [found, historyLine(await verifyHistory(db))]
  } finally {
    await db.destroy()
  }
}

const unsound = (file: string, why: string): string =>
  `${file} is damaged (${why}). Bring back a backup: npm run guichet -- restore FILE`

function historyLine({ rows, erased, broken }: Awaited<ReturnType<typeof verifyHistory>>): Line {
  const says = broken
    ? `the chain breaks at line ${broken.id} (${broken.why}): it was changed from outside`
    : `${rows} lines in an unbroken chain, ${erased} with details erased`
  return { name: 'history', ok: broken === null, says }
}

async function checkMail(config: Config): Promise<Line> {
  const transport = openTransport({
    smtpUrl: config.smtpUrl,
    mailDir: join(config.dataDir, 'mail'),
    from: config.mailFrom,
  })
  const answer = await transport.verify()
  transport.close()
  if (!answer.ok) return { name: 'mail', ok: false, says: answer.why }
  const says = config.smtpUrl ? 'the SMTP server answers' : 'mails are written to files (SMTP_URL is not set)'
  return { name: 'mail', ok: true, says }
}

async function checkScanner({ clamav, dataDir }: Config): Promise<Line> {
  const name = 'scanner'
  const files = countScans(dataDir)
  if (clamav === undefined)
    return { name, ok: true, says: `attached files are not scanned for viruses (CLAMAV is not set)${files}` }
  const answer = await openScanner(clamav).verify()
  if (!answer.ok) return { name, ok: false, says: `${clamav}: ${answer.why}${files}` }
  return { name, ok: true, says: `${answer.version} answers${files}` }
}

/** Nothing before there is a database with files; one that is damaged, or older than the scanner, says so elsewhere. */
function countScans(dataDir: string): string {
  const file = databaseFile(dataDir)
  if (!existsSync(file)) return ''
  try {
    const sqlite = new Database(file, { readonly: true })
    try {
      const count = sqlite.prepare('select count(*) from file where scan = ?').pluck()
      return `, ${String(count.get('waiting'))} files wait, ${String(count.get('infected'))} were infected`
    } finally {
      sqlite.close()
    }
  } catch (error) {
    if (error instanceof Database.SqliteError) return ''
    throw error
  }
}

function checkDisk({ dataDir }: Config): Line {
  const { bavail, bsize } = statfsSync(existsSync(dataDir) ? dataDir : '.')
  const free = (bavail * bsize) / GIB
  return { name: 'disk', ok: free > 1, says: `${free.toFixed(1)} GiB free` }
}
