import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabases } from '../../src/db/open.ts'

test.each(['read', 'not read'])('closed, a database %s is one file that holds all', async (how) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'guichet-closing-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const dbs = await openDatabases(dataDir)
  if (how === 'read') await dbs.read.selectFrom('user').select('id').execute()
  await dbs.write.selectFrom('user').select('id').execute()
  await dbs.close()
  expect(existsSync(`${dbs.file}-wal`)).toBe(false)
  expect(statSync(dbs.file).size).toBeGreaterThan(100_000)
})
