import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrate, MIGRATIONS } from '../../src/db/migrate.ts'
import { openSqlite } from '../../src/db/sqlite.ts'

test('an update keeps the memberships with all that hangs on them, and gives no number of the history away again', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'guichet-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const writer = openSqlite(join(dir, 'guichet.sqlite'))
  const older = Object.entries(MIGRATIONS).filter(([name]) => name < '0005')
  await migrate(writer, Object.fromEntries(older))
  const { sqlite } = writer
  sqlite.exec(`
    insert into user (id, state, login, contact_email, last_name, first_name, name_folded, language, is_operator, password_hash, created_at, activated_at)
      values (1, 'active', 'a@x.test', 'a@x.test', 'Martin', 'Alice', 'martin alice', 'fr', 0, 'none', '2026-01-01', '2026-01-01'),
        (2, 'active', 'b@x.test', 'b@x.test', 'Leroy', 'Bruno', 'leroy bruno', 'fr', 0, 'none', '2026-01-01', '2026-01-01');
    begin;
    insert into structure (id, kind, identifier_kind, identifier, name, name_folded, state, primary_membership_id, created_at)
      values (1, 'public', 'SIRET', '21930051200012', 'Mairie', 'mairie', 'active', 1, '2026-01-01');
    insert into service (id, structure_id, code, name, name_folded) values (1, 1, 'FIN', 'Finances', 'finances');
    insert into membership (id, user_id, structure_id, role, whole_structure, witness_service_id, starts_on, created_at)
      values (1, 1, 1, 'primary_manager', 1, null, '2026-01-01', '2026-01-01'),
        (2, 2, 1, 'simple_user', 0, 1, '2026-01-01', '2026-01-01');
    insert into membership_service values (2, 1, 1);
    commit;
    insert into history (at, family, actor_id, action, subject, previous_hash, hash, detail_hash)
      values ('2026-01-01', 'membership', 1, 'membership.left', 'membership/9', 'x', 'y', 'z');
`)
  const before = sqlite.prepare('select id, user_id, role, whole_structure, witness_service_id from membership').all()
  await migrate(writer)
  const after = sqlite.prepare('select id, user_id, role, whole_structure, witness_service_id from membership').all()
  expect(after).toEqual(before)
  expect(sqlite.prepare('select * from membership_service').all()).toHaveLength(1)
  expect(sqlite.pragma('foreign_key_check')).toEqual([])
  expect(sqlite.prepare("select count(*) from sqlite_schema where sql like '%membership_anew%'").pluck().get()).toBe(0)
  sqlite.exec('delete from membership where id = 2')
  sqlite.exec(`insert into membership (user_id, structure_id, role, whole_structure, starts_on, created_at)
    values (2, 1, 'simple_user', 1, '2026-01-01', '2026-01-01')`)
  expect(sqlite.prepare('select max(id) from membership').pluck().get()).toBe(10)
  await writer.db.destroy()
})
