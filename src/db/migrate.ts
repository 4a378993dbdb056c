import type Database from 'better-sqlite3'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import * as people from '../../migrations/0001-people.ts'
import * as spine from '../../migrations/0002-spine.ts'
import * as structures from '../../migrations/0003-structures.ts'
import * as membershipRequests from '../../migrations/0004-membership-requests.ts'
import type { Db } from './tables.ts'

const migrations: Record<string, Migration> = {
  '0001-people': people,
  '0002-spine': spine,
  '0003-structures': structures,
  '0004-membership-requests': membershipRequests,
}
const provider: MigrationProvider = { getMigrations: async () => migrations }

/**
 * Brings the database to the newest shape and returns the names of what was applied.
 * Foreign keys are off meanwhile (rebuilding a parent table would delete its children) and checked before the end.
 */
export async function migrate({ db, sqlite }: { db: Db; sqlite: Database.Database }): Promise<string[]> {
  sqlite.pragma('foreign_keys=OFF')
  try {
    const { error, results } = await new Migrator({ db, provider }).migrateToLatest()
    if (error) throw error
    const broken = sqlite.pragma('foreign_key_check') as unknown[]
    if (broken.length > 0) throw new Error(`The migration left ${broken.length} rows that point at nothing`)
    return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName)
  } finally {
    sqlite.pragma('foreign_keys=ON')
  }
}
