import { existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { openDatabases } from '../db/open.ts'
import { verifyHistory } from '../history/verifying.ts'
import { openTransport } from '../outside/smtp.ts'
import { openLocalRegister } from '../sirene/queries.ts'

type Line = { name: string; ok: boolean; says: string }
const GIB = 2 ** 30

/** Looks at everything that can go wrong on a server nobody watches full time. Exit code 1 when something is. */
export async function check(config: Config): Promise<number> {
  const lines = [
    ...(await checkDatabase(config)),
    await checkMail(config),
    checkDisk(config),
    await checkRegister(config),
  ]
  for (const { name, ok, says } of lines) process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(10)} ${says}\n`)
  return lines.every(({ ok }) => ok) ? 0 : 1
}

async function checkDatabase(config: Config): Promise<Line[]> {
  if (!existsSync(join(config.dataDir, 'guichet.sqlite')))
    return [{ name: 'database', ok: false, says: `none in ${config.dataDir} yet` }]
  const dbs = await openDatabases(config.dataDir)
  const damage = dbs.sqlite.pragma('integrity_check(1)', { simple: true })
  const loose = (dbs.sqlite.pragma('foreign_key_check') as unknown[]).length
  const chain = await verifyHistory(dbs.read)
  await dbs.close()
  const broken = chain.broken
  return [
    {
      name: 'database',
      ok: damage === 'ok' && loose === 0,
      says: damage === 'ok' ? `sound, ${loose} loose references` : String(damage),
    },
    {
      name: 'history',
      ok: broken === null,
      says: broken
        ? `the chain breaks at line ${broken.id} (${broken.why}): it was changed from outside`
        : `${chain.rows} lines in an unbroken chain, ${chain.erased} with details erased`,
    },
  ]
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
  return {
    name: 'mail',
    ok: true,
    says: config.smtpUrl ? 'the SMTP server answers' : 'mails are written to files (SMTP_URL is not set)',
  }
}

function checkDisk(config: Config): Line {
  const { bavail, bsize } = statfsSync(existsSync(config.dataDir) ? config.dataDir : '.')
  const free = (bavail * bsize) / GIB
  return { name: 'disk', ok: free > 1, says: `${free.toFixed(1)} GiB free` }
}

async function checkRegister(config: Config): Promise<Line> {
  const age = await openLocalRegister(join(config.dataDir, 'sirene.sqlite')).age()
  return {
    name: 'sirene',
    ok: true,
    says: age ? `${age.establishments} establishments of ${age.importedAt}` : 'nothing imported yet',
  }
}
