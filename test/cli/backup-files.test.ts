import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backup, restore } from '../../src/cli/backup.ts'
import { openDatabases } from '../../src/db/open.ts'
import { nameFile, openFileStore } from '../../src/outside/files.ts'
import { NOW } from '../moment.ts'
import { lookAt } from './demonstration.ts'
import { openFolder } from './guichet.ts'

/** More than one piece of a backup. */
const CONTENT = Buffer.alloc(2_500_000, 'mandat de facturation ')

async function withFile() {
  const dataDir = openFolder()
  const dbs = await openDatabases(dataDir)
  const received = await openFileStore(join(dataDir, 'files')).receive(pieces(CONTENT), 10_000_000)
  if (!received.ok) throw new Error(received.refusal)
  await received.value.keep()
  const { hash, size } = received.value
  await nameFile({ db: dbs.write, now: NOW }, { hash, size, name: 'mandat.pdf', type: 'pdf' })
  await dbs.close()
  return { dataDir, hash, path: join(dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), hash) }
}

async function* pieces(content: Buffer) {
  yield content
}

test('a backup is one file with the attached files, which a restore puts in their place', async () => {
  const { dataDir, hash } = await withFile()
  const file = join(openFolder(), 'with-files.backup')
  expect(await backup([file], { dataDir })).toBe(0)
  const to = join(openFolder(), 'elsewhere')
  expect(await restore([file], { dataDir: to })).toBe(0)
  expect(readFileSync(join(to, 'files', hash.slice(0, 2), hash.slice(2, 4), hash)).equals(CONTENT)).toBe(true)
  const db = lookAt(to)
  expect(db.prepare(`select count(*) from sqlite_schema where name = 'backup_file'`).pluck().get()).toBe(0)
  expect(db.prepare('select hash from file').pluck().all()).toEqual([hash])
})

test('a file that is gone from the disk is told, and the rest is backed up', async () => {
  const { dataDir, path } = await withFile()
  rmSync(path)
  const file = join(openFolder(), 'without.backup')
  expect(await backup([file], { dataDir })).toBe(1)
  expect(existsSync(file)).toBe(true)
})
