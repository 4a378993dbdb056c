import { AsyncLocalStorage } from 'node:async_hooks'
import Database from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type KyselyPlugin,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  SqliteQueryCompiler,
} from 'kysely'
import type { Db, Tables } from './tables.ts'

/** Set while a transaction runs. SQLite has one writing connection: a query on the outer db would wait for itself for ever. */
export const insideTransaction = new AsyncLocalStorage<true>()

class ImmediateDriver extends SqliteDriver {
  readonly #sqlite: Database.Database
  constructor(config: SqliteDialectConfig, sqlite: Database.Database) {
    super(config)
    this.#sqlite = sqlite
  }
  // On a full disk SQLite has rolled back by itself: rolling back again would hide why.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection)
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class TransactionalDdl extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** What the conditions of partial indexes name: SQLite finds such an index only by a value that it can see. */
export const INDEXED_WORDS: ReadonlySet<unknown> = new Set([
  'pending',
  'validated',
  'refused',
  'primary_manager',
  'daily',
  'deactivated',
  'waiting',
  'infected',
  'ended',
  'down',
  'available',
])

/**
 * SQLite prepares a statement anew whenever a bare `?` is bound, if its plan might have looked at the value: joins and
 * ranges take three times as long, writes with triggers more. `+?` is a value that no plan looks at.
 */
class PreparedOnce extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?'
  }
  protected override appendValue(value: unknown): void {
    if (INDEXED_WORDS.has(value)) this.appendImmediateValue(value)
    else super.appendValue(value)
  }
}

/** SQLite as the product speaks it: durable, its statements kept and prepared once. */
export class Dialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig
  readonly #sqlite: Database.Database
  constructor(sqlite: Database.Database) {
    const config = { database: keepingStatements(sqlite) }
    super(config)
    this.#config = config
    this.#sqlite = sqlite
  }
  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config, this.#sqlite)
  }
  override createQueryCompiler(): SqliteQueryCompiler {
    return new PreparedOnce()
  }
  override createAdapter(): SqliteAdapter {
    return new TransactionalDdl()
  }
}

const STATEMENTS_KEPT = 300

/** Preparing costs as much as running for most queries: each text is prepared once and kept, those used longest ago go. */
function keepingStatements(sqlite: Database.Database): SqliteDatabase {
  const kept = new Map<string, Database.Statement<unknown[]>>()
  return {
    close: () => sqlite.close(),
    prepare(text) {
      const known = kept.get(text)
      // One that is still being read from cannot run again meanwhile.
      if (known?.busy) return sqlite.prepare<unknown[]>(text)
      const statement = known ?? sqlite.prepare<unknown[]>(text)
      kept.delete(text)
      kept.set(text, statement)
      if (kept.size > STATEMENTS_KEPT) kept.delete(kept.keys().next().value ?? '')
      return statement
    },
  }
}

const UNWRITABLE = /^SQLITE_(FULL|IOERR|READONLY|BUSY)/
const FULL_DISK = ['ENOSPC', 'EDQUOT', 'EROFS']

/** The disk is full or broken, or another process writes: nothing can be written now, and nothing was. */
export const isUnwritable = (error: unknown): boolean =>
  error instanceof Database.SqliteError
    ? UNWRITABLE.test(error.code)
    : error instanceof Error && 'code' in error && FULL_DISK.includes(String(error.code))

const outerDbGuard: KyselyPlugin = {
  transformQuery({ node }) {
    if (insideTransaction.getStore()) throw new Error('Query on the outer db inside a transaction: use act.db')
    return node
  },
  transformResult: async ({ result }) => result,
}

/** Megabytes: the system keeps the file in memory besides, and more of it here made no page quicker. */
const WRITING_CACHE = 'cache_size=-4096'
const READING_CACHE = 'cache_size=-2048'

/** Opens a database file (or `:memory:`) durably: what was answered "done" survives a kill and a power cut. */
export function openSqlite(file: string): { db: Db; sqlite: Database.Database } {
  const sqlite = new Database(file, { timeout: 5000 })
  for (const pragma of [
    'journal_mode=WAL',
    'synchronous=FULL',
    'foreign_keys=ON',
    'journal_size_limit=67108864',
    // Pages of the log: what was written again meanwhile goes into the file once, and few commits wait for that.
    'wal_autocheckpoint=4000',
    'trusted_schema=OFF',
    // What is erased is overwritten, not only unlinked.
    'secure_delete=FAST',
    WRITING_CACHE,
  ])
    sqlite.pragma(pragma)
  const db = new Kysely<Tables>({
    dialect: new Dialect(sqlite),
    plugins: [outerDbGuard],
  })
  return { db, sqlite }
}

/**
 * Keeps what a savepoint would undo in memory: of more than sixteen pages, which one decision may change, SQLite makes a file
 * for each. Not while migrations run, since sorts of whole tables would be kept there as well.
 */
export function undoInMemory(sqlite: Database.Database): void {
  sqlite.pragma('temp_store=MEMORY')
}

/** A second connection to the same file that can only read: pages on it never wait for a writer. */
export function openReader(file: string): { db: Db; sqlite: Database.Database } {
  const sqlite = new Database(file, { timeout: 5000, readonly: true })
  sqlite.pragma('trusted_schema=OFF')
  sqlite.pragma(READING_CACHE)
  return { db: new Kysely<Tables>({ dialect: new Dialect(sqlite) }), sqlite }
}
