import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSqlite, undoInMemory } from '../../src/db/sqlite.ts'

/** The files that SQLite has open for itself alone: they have no name any more. */
const temporaries = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).endsWith('(deleted)')
    } catch {
      // The one of this very listing.
      return false
    }
  })

/** A savepoint that changes as many pages as one decision may; how many files it had open meanwhile. */
function filesOfSavepoint(prepare: (sqlite: ReturnType<typeof openSqlite>['sqlite']) => void): number {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-undo-'))
  const { sqlite } = openSqlite(join(folder, 'guichet.sqlite'))
  onTestFinished(() => {
    sqlite.close()
    rmSync(folder, { recursive: true })
  })
  prepare(sqlite)
  sqlite.exec(`create table page (id integer primary key, text text) strict;
    with recursive n(at) as (select 1 union all select at + 1 from n where at < 64)
    insert into page select at, hex(randomblob(1500)) from n`)
  // Other databases of this process may have theirs.
  const before = temporaries().length
  sqlite.exec(`begin immediate; savepoint command; update page set text = hex(randomblob(1500))`)
  const during = temporaries().length
  sqlite.exec('rollback to command; release command; commit')
  return during - before
}

test('what a decision would undo is kept in memory, not in a file for each', () => {
  expect(filesOfSavepoint(() => undefined)).toBeGreaterThan(0)
  expect(filesOfSavepoint(undoInMemory)).toBe(0)
})
