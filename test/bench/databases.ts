import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { openSessions } from '../../src/auth/sessions.ts'
import { type Databases, openDatabases } from '../../src/db/open.ts'

const run = promisify(execFile)
const ROOT = join(import.meta.dirname, '../..')
export const PRINCIPAL = 'principal@demo.test'

/** A demonstration database of so many requests, and what the measurements need to know of it. */
export type Database = {
  dataDir: string
  scale: number
  /** How long the product's own command took to fill it. */
  seconds: number
  /** A session of the manager whose queue holds a tenth of the requests. */
  session: string
  /** The two letters with which most names in that manager's queue begin, and one request in it. */
  start: string
  requestId: number
}

/** Fills an empty folder by the product's own command. */
export async function makeDatabase(dataDir: string, scale: number): Promise<Database> {
  const env = { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'warn' }
  const args = ['--import', 'tsx', 'src/cli/main.ts', 'demo', '--scale', String(scale), '--no-serve']
  const begin = performance.now()
  await run(process.execPath, args, { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 })
  const seconds = (performance.now() - begin) / 1000
  return withDatabase(dataDir, async (dbs) => {
    const { id } = await principalOf(dbs)
    const queue = dbs.read
      .selectFrom('membership_request')
      .where('structure_id', '=', await mainStructure(dbs))
      .where('state', '=', 'pending')
    const first = await queue
      .select('id')
      .where('whole_structure', '=', 0)
      .orderBy('id')
      .limit(1)
      .executeTakeFirstOrThrow()
    const { start } = await queue
      .select(sql<string>`substr(requester_folded, 1, 2)`.as('start'))
      .groupBy('start')
      .orderBy(sql`count(*)`, 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    const sessions = openSessions(dbs, { idleHours: 12, days: 7 })
    const session = await sessions.start(id, 'bench', new Date())
    return { dataDir, scale, seconds, session, start, requestId: first.id }
  })
}

/** Opens the database of a folder for a moment; not while a measurement runs. */
export async function withDatabase<T>(dataDir: string, use: (dbs: Databases) => Promise<T>): Promise<T> {
  const dbs = await openDatabases(dataDir)
  try {
    return await use(dbs)
  } finally {
    await dbs.close()
  }
}

/** Ids of requests that wait in the principal manager's queue, oldest first. */
export const pendingIds = (dataDir: string, count: number): Promise<number[]> =>
  withDatabase(dataDir, async (dbs) => {
    const rows = await dbs.read
      .selectFrom('membership_request')
      .innerJoin('user', 'user.id', 'membership_request.user_id')
      .select('membership_request.id')
      .where('structure_id', '=', await mainStructure(dbs))
      .where('membership_request.state', '=', 'pending')
      .where('user.state', '=', 'active')
      .orderBy('membership_request.id')
      .limit(count)
      .execute()
    return rows.map(({ id }) => id)
  })

const principalOf = ({ read }: Databases) =>
  read.selectFrom('user').select('id').where('login', '=', PRINCIPAL).executeTakeFirstOrThrow()

/** The structure of the principal manager where most requests wait. */
export async function mainStructure(dbs: Databases): Promise<number> {
  const { id } = await principalOf(dbs)
  const row = await dbs.read
    .selectFrom('membership')
    .innerJoin('membership_request_count as count', 'count.structure_id', 'membership.structure_id')
    .select('membership.structure_id as id')
    .where('membership.user_id', '=', id)
    .where('membership.role', '=', 'primary_manager')
    .where('count.state', '=', 'pending')
    .orderBy('count.total', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return row.id
}
