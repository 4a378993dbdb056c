import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { expect, onTestFinished, test } from 'vitest'
import Database from 'better-sqlite3'
import { migrate, MIGRATIONS } from '../../src/db/migrate.ts'
import { openDatabases } from '../../src/db/open.ts'
import { addMember, addPerson, addRequest } from '../people.ts'
import { openWorld } from '../world.ts'

function folder() {
  const dir = mkdtempSync(join(tmpdir(), 'guichet-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}
const pragma = (dbs: Awaited<ReturnType<typeof openDatabases>>, name: string) =>
  dbs.sqlite.pragma(name, { simple: true })

test('an empty folder becomes a migrated, durable database; opening it again changes nothing', async () => {
  const dir = folder()
  const dbs = await openDatabases(dir)
  expect(['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema'].map((name) => pragma(dbs, name))).toEqual([
    'wal',
    2,
    1,
    0,
  ])
  const schema = dbs.sqlite.prepare('select name, sql from sqlite_schema order by name').all()
  await dbs.close()
  const again = await openDatabases(dir)
  expect(again.sqlite.prepare('select name, sql from sqlite_schema order by name').all()).toEqual(schema)
  await again.close()
})
test('every table of ours is STRICT', async () => {
  const dbs = await openDatabases(folder())
  const loose = dbs.sqlite
    .prepare(
      "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%' and name not like 'kysely_%'",
    )
    .pluck()
    .all()
  expect(loose).toEqual([])
  await dbs.close()
})
test('every migration file is applied, and imports nothing of ours', async () => {
  const dbs = await openDatabases(folder())
  const files = readdirSync(new URL('../../migrations', import.meta.url)).toSorted()
  expect(dbs.sqlite.prepare('select name from kysely_migration order by name').pluck().all()).toEqual(
    files.map((file) => file.replace('.ts', '')),
  )
  for (const file of files)
    expect(readFileSync(new URL(`../../migrations/${file}`, import.meta.url), 'utf8')).not.toMatch(/from '\./)
  await dbs.close()
})
test('an update copies a database in use beside itself before it changes its shape; a new one has no copy', async () => {
  const w = await openWorld()
  const copies = () => readdirSync(w.dataDir).filter((name) => name.includes('.before-'))
  expect(copies()).toEqual([])
  const mottos: Migration = {
    up: async (db) => void (await sql`alter table structure add column motto text`.execute(db)),
  }
  const later = { ...MIGRATIONS, '9001-mottos': mottos }
  expect(await migrate({ db: w.db, sqlite: w.dbs.sqlite }, later)).toEqual(['9001-mottos'])
  expect(copies()).toEqual(['guichet.sqlite.before-9001-mottos'])
  const copy = new Database(join(w.dataDir, 'guichet.sqlite.before-9001-mottos'), { readonly: true })
  const columns = (sqlite: Database.Database) =>
    sqlite.prepare("select name from pragma_table_info('structure')").pluck().all()
  expect([columns(copy).includes('motto'), columns(w.dbs.sqlite).includes('motto')]).toEqual([false, true])
  expect(copy.prepare('select name from structure order by id').pluck().all()).toContain('Commune de Noisy-le-Grand')
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
  copy.close()
  // With nothing to come, nothing is copied.
  await migrate({ db: w.db, sqlite: w.dbs.sqlite }, later)
  expect(copies()).toHaveLength(1)
})
test('an update that fails leaves the database as it was, and its copy', async () => {
  const w = await openWorld()
  const failing = { up: () => Promise.reject(new Error('no room')) }
  await expect(migrate({ db: w.db, sqlite: w.dbs.sqlite }, { ...MIGRATIONS, '9001-none': failing })).rejects.toThrow(
    'no room',
  )
  expect(readdirSync(w.dataDir)).toContain('guichet.sqlite.before-9001-none')
  expect(w.dbs.sqlite.prepare('select count(*) from user').pluck().get()).toBe(7)
})
test('erasing an account scans no table for what hangs on it', async () => {
  const w = await openWorld()
  const keys = w.dbs.sqlite
    .prepare(
      `select m.name as child, f."from" as key from sqlite_schema m, pragma_foreign_key_list(m.name) f
       where m.type = 'table' and f."table" in ('user', 'membership_request') and f.seq = 0`,
    )
    .all() as { child: string; key: string }[]
  expect(keys.length).toBeGreaterThan(8)
  for (const { child, key } of keys) {
    const [step] = w.dbs.sqlite.prepare(`explain query plan select 1 from ${child} where ${key} = ?`).all(1)
    expect(step, `${child}.${key}`).toMatchObject({ detail: expect.stringMatching(/^SEARCH/) as unknown })
  }
})
test('pages cannot write: their connection only reads', async () => {
  const w = await openWorld()
  await expect(w.dbs.read.deleteFrom('mail').execute()).rejects.toThrow('readonly')
})

test('the database refuses what the code would', async () => {
  const w = await openWorld()
  const run = (statement: string) => () => w.dbs.sqlite.exec(statement)
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  const request = await addRequest(w.dbs, jeanne, { structureId: w.mairie, services: [w.finances] })
  // the primary manager
  expect(run(`delete from membership where user_id = ${w.alice.id}`)).toThrow('FOREIGN KEY')
  expect(run(`update membership set role = 'simple_user' where user_id = ${w.alice.id}`)).toThrow('FOREIGN KEY')
  expect(run(`update membership set role = 'primary_manager' where user_id = ${w.bruno.id}`)).toThrow('UNIQUE')
  expect(run(`update structure set primary_membership_id = null where id = ${w.mairie}`)).toThrow('CHECK')
  expect(
    run(
      `update structure set primary_membership_id = (select primary_membership_id from structure where id = ${w.elsewhere}) where id = ${w.mairie}`,
    ),
  ).toThrow('FOREIGN KEY')
  // a membership covers something, of its own structure, once
  expect(run(`delete from membership_service where service_id = ${w.finances}`)).toThrow('FOREIGN KEY')
  expect(
    run(
      `insert into membership_service select id, ${w.finances}, structure_id from membership where user_id = ${w.farid.id}`,
    ),
  ).toThrow('FOREIGN KEY')
  await expect(addMember(w.dbs, w.bruno, { structureId: w.mairie, role: 'simple_user' })).rejects.toThrow('UNIQUE')
  // requests
  await expect(addRequest(w.dbs, jeanne, { structureId: w.mairie })).rejects.toThrow('UNIQUE')
  expect(
    run(
      `update membership_request set state = 'refused', decided_at = 'x', decided_by_id = ${w.alice.id} where id = ${request}`,
    ),
  ).toThrow('CHECK')
  expect(
    run(
      `update membership_request set state = 'validated', role_given = 'simple_user', decided_at = 'x', decided_by_id = ${jeanne.id} where id = ${request}`,
    ),
  ).toThrow('CHECK')
  expect(
    run(
      `update membership_request set state = 'withdrawn', decided_at = 'x', decided_by_id = ${w.alice.id} where id = ${request}`,
    ),
  ).toThrow('CHECK')
  w.dbs.sqlite.exec(
    `update membership_request set state = 'withdrawn', decided_at = 'x', decided_by_id = ${jeanne.id} where id = ${request}`,
  )
  expect(
    run(
      `update membership_request set state = 'pending', decided_at = null, decided_by_id = null where id = ${request}`,
    ),
  ).toThrow('decided already')
  // accounts
  expect(run(`update user set password_hash = null where id = ${w.alice.id}`)).toThrow('CHECK')
})
