import type { Compilable, CompiledQuery } from 'kysely'
import type { Db } from './tables.ts'

/**
 * A query asked for on page after page, whose text is made at its first use: that takes longer than many a query.
 * What `build` gives as values only holds their places; each call brings its own, in the same order.
 */
export function madeOnce<Row>(build: (db: Db) => Compilable<Row>): (db: Db, values: unknown[]) => Promise<Row[]> {
  let made: CompiledQuery<Row> | null = null
  return async (db, parameters) => {
    made ??= build(db).compile()
    // Executed as it is, it would pass by the plugin that guards the outer db.
    db.getExecutor().transformQuery(made.query, made.queryId)
    return (await db.executeQuery<Row>({ ...made, parameters })).rows
  }
}
