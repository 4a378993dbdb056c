import Database from 'better-sqlite3'
import { Kysely } from 'kysely'
import type { Act } from '../src/act.ts'
import { Dialect } from '../src/db/sqlite.ts'
import type { Tables } from '../src/db/tables.ts'
import type { TestWorld } from './world.ts'

/** The statements that a query really sends, each with the steps of SQLite's plan for it. */
export async function plansOf(w: TestWorld, act: Act, run: (act: Act) => Promise<unknown>) {
  const sqlite = new Database(w.dbs.file, { readonly: true })
  const sent: { sql: string; parameters: readonly unknown[] }[] = []
  const db = new Kysely<Tables>({
    dialect: new Dialect(sqlite),
    log: ({ query }) => {
      sent.push(query)
    },
  })
  await run({ ...act, db })
  const plans = sent.map(({ sql, parameters }) => {
    const steps = sqlite.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]
    return { sql, plan: steps.map(({ detail }) => detail) }
  })
  await db.destroy()
  return plans
}
