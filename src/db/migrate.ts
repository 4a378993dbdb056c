import { renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type Database from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import * as people from '../../migrations/0001-people.ts'
import * as spine from '../../migrations/0002-spine.ts'
import * as structures from '../../migrations/0003-structures.ts'
import * as membershipRequests from '../../migrations/0004-membership-requests.ts'
import * as subscriptions from '../../migrations/0005-subscriptions.ts'
import * as members from '../../migrations/0006-members.ts'
import * as structureLife from '../../migrations/0007-structure-life.ts'
import * as ticketCategories from '../../migrations/0008-ticket-categories.ts'
import * as tickets from '../../migrations/0009-tickets.ts'
import * as ticketSearch from '../../migrations/0010-ticket-search.ts'
import * as ticketIndexes from '../../migrations/0011-ticket-indexes.ts'
import * as ticketGaps from '../../migrations/0012-ticket-gaps.ts'
import * as knowledge from '../../migrations/0013-knowledge.ts'
import * as conversations from '../../migrations/0014-conversations.ts'
import * as livechat from '../../migrations/0015-livechat.ts'
import * as sireneCache from '../../migrations/0016-sirene-cache.ts'
import { settle } from './settling.ts'
import type { Db } from './tables.ts'

/** Every change of the database's shape, in order of its name. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-people': people,
  '0002-spine': spine,
  '0003-structures': structures,
  '0004-membership-requests': membershipRequests,
  '0005-subscriptions': subscriptions,
  '0006-members': members,
  '0007-structure-life': structureLife,
  '0008-ticket-categories': ticketCategories,
  '0009-tickets': tickets,
  '0010-ticket-search': ticketSearch,
  '0011-ticket-indexes': ticketIndexes,
  '0012-ticket-gaps': ticketGaps,
  '0013-knowledge': knowledge,
  '0014-conversations': conversations,
  '0015-livechat': livechat,
  '0016-sirene-cache': sireneCache,
}

/**
 * Brings the database to the newest shape and returns the names of what was applied. A database that was in use under an
 * older shape is first copied beside itself, as `<file>.before-<first migration to come>`: the way back after an update.
 * Foreign keys are off meanwhile (rebuilding a parent table would delete its children) and checked before each is done.
 */
export async function migrate(
  { db, sqlite }: { db: Db; sqlite: Database.Database },
  migrations: Readonly<Record<string, Migration>> = MIGRATIONS,
): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => withCheck(migrations) } })
  const known = await migrator.getMigrations()
  const pending = known.find(({ executedAt }) => executedAt === undefined)
  if (pending && known.some(({ executedAt }) => executedAt !== undefined)) await copyBefore(sqlite, pending.name)
  sqlite.pragma('foreign_keys=OFF')
  try {
    const { error, results } = await migrator.migrateToLatest()
    if (error) throw error
    return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName)
  } finally {
    sqlite.pragma('foreign_keys=ON')
  }
}

/** A migration that leaves rows which point at nothing is undone: the check is in its own transaction. */
const withCheck = (migrations: Readonly<Record<string, Migration>>): Record<string, Migration> =>
  Object.fromEntries(
    Object.entries(migrations).map(([name, migration]) => [
      name,
      {
        up: async (db: Kysely<unknown>) => {
          await migration.up(db)
          const { rows } = await sql`pragma foreign_key_check`.execute(db)
          if (rows.length > 0)
            throw new Error(`Migration ${name} would leave ${rows.length} rows that point at nothing`)
        },
      },
    ]),
  )

/** The copy has its name only once all of it is on the disk. */
async function copyBefore(sqlite: Database.Database, migration: string): Promise<void> {
  if (sqlite.memory) return
  const copy = `${sqlite.name}.before-${migration}`
  const draft = `${copy}.part`
  rmSync(draft, { force: true })
  sqlite.prepare('vacuum into ?').run(draft)
  await settle(draft)
  renameSync(draft, copy)
  await settle(dirname(copy))
}
