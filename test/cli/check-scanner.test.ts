import { join } from 'node:path'
import { expect, test } from 'vitest'
import { check } from '../../src/cli/check.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabases } from '../../src/db/open.ts'
import { expectScanner, nameFile } from '../../src/outside/files.ts'
import { NOW } from '../moment.ts'
import { hashOf } from '../tickets/attaching.ts'
import { scriptClamd, VERSION } from '../outside/clamd.ts'
import { openFolder, saidBy } from './guichet.ts'

/** A database in which two files wait and one was infected. */
async function openPlace() {
  const dataDir = openFolder()
  const dbs = await openDatabases(dataDir)
  const db = dbs.write
  await expectScanner(db, true)
  for (const name of ['one.txt', 'two.txt', 'three.txt'])
    await nameFile({ db, now: NOW }, { hash: hashOf(name), size: 7, name, type: 'txt' })
  await db.updateTable('file').set({ scan: 'infected' }).where('hash', '=', hashOf('one.txt')).execute()
  await dbs.close()
  return dataDir
}

const scannerLine = async (dataDir: string, CLAMAV?: string) => {
  const config = readConfig({ DATA_DIR: dataDir, ...(CLAMAV && { CLAMAV }) })
  const { code, out } = await saidBy(() => check(config))
  return [code, out.split('\n').find((line) => line.includes('scanner'))]
}

test('check says whether the scanner answers, and how many files wait', async () => {
  const dataDir = await openPlace()
  const { address, close } = await scriptClamd({ say: () => VERSION })
  expect(await scannerLine(dataDir, address)).toEqual([
    0,
    'ok    scanner    ClamAV 1.4.6/27500/Mon Nov 23 09:00:00 2026 answers, 2 files wait, 1 were infected',
  ])
  close()
  expect(await scannerLine(dataDir, address)).toEqual([
    1,
    expect.stringMatching(/^FAIL {2}scanner .*ECONNREFUSED.*, 2 files wait, 1 were infected$/),
  ])
  expect(await scannerLine(dataDir)).toEqual([0, expect.stringContaining('CLAMAV is not set')])
})

test('a check without a database yet asks the scanner all the same', async () => {
  const { address } = await scriptClamd({ say: () => VERSION })
  const dataDir = join(openFolder(), 'none')
  expect(await scannerLine(dataDir, address)).toEqual([1, expect.stringMatching(/^ok {4}scanner .* answers$/)])
})
