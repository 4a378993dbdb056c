import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backup, restore } from '../../src/cli/backup.ts'
import { databaseFile } from '../../src/cli/database-file.ts'
import { registerFile } from '../../src/sirene/queries.ts'
import { lookAt, putCopy } from './demonstration.ts'
import { guichet, openFolder, saidBy, serving } from './guichet.ts'

type Table = { name: string; rows: unknown[] }

/** Every row as it is: salts and hashes too. */
function everyRow(dataDir: string): Table[] {
  const db = lookAt(dataDir)
  const tables = db
    .prepare(`select name from pragma_table_list where type in ('table', 'shadow') order by 1`)
    .pluck()
    .all()
  // Where in the file a table lies is nobody's business.
  const orderOf = (name: string) => (name === 'sqlite_schema' ? 'order by 1, 2' : '')
  const columns = (name: string) => (name === 'sqlite_schema' ? 'type, name, sql' : '*')
  return (tables as string[]).map((name) => ({
    name,
    rows: db
      .prepare(`select ${columns(name)} from ${name} ${orderOf(name)}`)
      .raw()
      .all(),
  }))
}

test('a backup restored elsewhere has every row, and the history is still one chain', async () => {
  const [from, to] = [openFolder(), join(openFolder(), 'new')]
  await putCopy(from)
  const file = join(openFolder(), 'monday.backup')
  expect(await guichet(['backup', file], { DATA_DIR: from })).toMatchObject({
    code: 0,
    err: expect.stringContaining(file),
  })
  expect(await guichet(['restore', file], { DATA_DIR: to })).toMatchObject({ code: 0 })
  expect(everyRow(to)).toEqual(everyRow(from))
  expect(await guichet(['check'], { DATA_DIR: to })).toMatchObject({
    code: 0,
    out: expect.stringContaining('unbroken'),
  })
})

test('it is made while the server runs, and is put in place only when no server runs', async () => {
  const DATA_DIR = openFolder()
  await putCopy(DATA_DIR)
  const running = await serving(['serve'], { DATA_DIR }, /answers at/)
  const file = join(openFolder(), 'live.backup')
  expect(await guichet(['backup', file], { DATA_DIR })).toMatchObject({ code: 0 })
  const busy = await guichet(['restore', file, '--force'], { DATA_DIR })
  expect([busy.code, busy.err]).toEqual([2, expect.stringContaining('A server is running')])
  expect(await running.stop()).toBe(0)
  expect(await guichet(['restore', file, '--force'], { DATA_DIR })).toMatchObject({ code: 0 })
})

test('a restore keeps what was there, with what a killed server had left in its log', async () => {
  const DATA_DIR = openFolder()
  await putCopy(DATA_DIR)
  const file = join(openFolder(), 'a.backup')
  await guichet(['backup', file], { DATA_DIR })
  const running = await serving(['serve'], { DATA_DIR }, /answers at/)
  await guichet(['user', 'create', 'late@guichet.test', '--first-name', 'Léa', '--last-name', 'Tard'], { DATA_DIR })
  running.child.kill('SIGKILL')
  expect(await guichet(['restore', file], { DATA_DIR })).toMatchObject({ code: 2 })
  expect(await guichet(['restore', file, '--force'], { DATA_DIR })).toMatchObject({ code: 0 })
  const latecomers = (dataDir: string) =>
    lookAt(dataDir).prepare(`select count(*) from user where login = 'late@guichet.test'`).pluck().get()
  expect(latecomers(DATA_DIR)).toBe(0)
  const kept = readdirSync(DATA_DIR).find((name) => /^guichet\.sqlite\.before-[\dTZ.-]+$/.test(name))
  const elsewhere = openFolder()
  writeFileSync(databaseFile(elsewhere), readFileSync(join(DATA_DIR, kept ?? '')))
  expect(latecomers(elsewhere)).toBe(1)
})

test('nothing is overwritten, and what is no backup is not put in place', async () => {
  const dataDir = openFolder()
  const folder = openFolder()
  const said = async (command: typeof backup, ...args: string[]) => {
    const { code, err } = await saidBy(() => command(args, { dataDir }))
    return [code, err.trim()]
  }
  const text = join(folder, 'text')
  writeFileSync(text, 'no database, and long enough to be looked at as if it were one '.repeat(20))
  expect(await said(backup)).toEqual([2, 'backup FILE'])
  expect(await said(backup, join(folder, 'new'))).toEqual([2, expect.stringContaining('no database')])
  expect(await said(restore)).toEqual([2, 'restore FILE [--force]'])
  expect(await said(restore, join(folder, 'none'))).toEqual([2, expect.stringContaining('is not there')])
  expect(await said(restore, text)).toEqual([1, expect.stringContaining('cannot be restored')])
  await putCopy(dataDir)
  expect(await said(restore, registerFile(dataDir))).toEqual([1, expect.stringContaining('no backup of Guichet')])
  expect(await said(backup, text)).toEqual([2, expect.stringContaining('exists already')])
  expect(await said(backup, join(folder, 'no', 'folder'))).toEqual([2, expect.stringContaining('no folder')])
  expect(readdirSync(folder)).toEqual(['text'])
  expect(readdirSync(dataDir).toSorted()).toEqual(['files', 'guichet.sqlite', 'sirene.sqlite'])
})
