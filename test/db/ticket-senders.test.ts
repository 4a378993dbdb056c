import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrate, MIGRATIONS } from '../../src/db/migrate.ts'
import { openSqlite } from '../../src/db/sqlite.ts'

test('an update finds out who handed a ticket to the support, where the name that was kept is that of one desk', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'guichet-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const writer = openSqlite(join(dir, 'guichet.sqlite'))
  const older = Object.entries(MIGRATIONS).filter(([name]) => name < '0011')
  await migrate(writer, Object.fromEntries(older))
  const { sqlite } = writer
  sqlite.exec(`
    insert into user (id, state, login, contact_email, last_name, first_name, name_folded, language, is_operator, password_hash, created_at, activated_at)
      values (1, 'active', 'a@x.test', 'a@x.test', 'Martin', 'Alice', 'martin alice', 'fr', 0, 'none', '2026-01-01', '2026-01-01');
    begin;
    insert into structure (id, kind, identifier_kind, identifier, name, name_folded, state, primary_membership_id, created_at)
      values (1, 'public', 'SIRET', '21930051200012', 'Mairie', 'mairie', 'active', 1, '2026-01-01'),
        (2, 'public', 'SIRET', '21930051200020', 'École', 'ecole', 'active', 2, '2026-01-01'),
        (3, 'public', 'SIRET', '21930051200038', 'École', 'ecole', 'active', 3, '2026-01-01');
    insert into service (id, structure_id, code, name, name_folded) values (7, 1, 'FIN', 'Finances', 'finances');
    insert into membership (id, user_id, structure_id, role, whole_structure, starts_on, created_at)
      values (1, 1, 1, 'primary_manager', 1, '2026-01-01', '2026-01-01'),
        (2, 1, 2, 'primary_manager', 1, '2026-01-01', '2026-01-01'),
        (3, 1, 3, 'primary_manager', 1, '2026-01-01', '2026-01-01');
    commit;`)
  const add =
    sqlite.prepare(`insert into ticket (id, position, status, reason, writer_id, subcategory_id, route, subject,
      description, created_at, updated_at, sent_at)
    values (?, 2026000000000 + ?, 'open', 'creation', 1, 1, 'support', 'x', 'x', '2026-01-01', '2026-01-01', '2026-01-01')`)
  const hand = sqlite.prepare(`insert into ticket_activity (ticket_id, kind, side, author_id, details, at)
    values (?, 'transferred_to_support', 'agent', 1, json_object('sender', ?, 'reason', 'x'), '2026-01-01')`)
  const senders = ['Mairie, Finances', 'Mairie', 'École', 'Gone', null]
  for (const [at, sender] of senders.entries()) {
    add.run(at + 1, at + 1)
    if (sender !== null) hand.run(at + 1, sender)
  }
  await migrate(writer)
  const rows = sqlite.prepare('select sender_structure_id, sender_service_id from ticket order by id').raw().all()
  expect(rows).toEqual([
    [1, 7],
    [1, null],
    [null, null],
    [null, null],
    [null, null],
  ])
  expect(sqlite.pragma('foreign_key_check')).toEqual([])
  expect(sqlite.prepare('select count(*) from sqlite_temp_schema').pluck().get()).toBe(0)
  await writer.db.destroy()
})
