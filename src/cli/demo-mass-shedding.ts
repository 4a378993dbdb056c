import type Database from 'better-sqlite3'

/**
 * Fills tables without their indexes and triggers, which are put back afterwards in their order: what triggers keep true
 * is `whole`'s to make true at once, with the indexes there. Nothing else may use the database meanwhile.
 */
export function withoutIndexes(
  sqlite: Database.Database,
  tables: readonly string[],
  { fill, whole }: { fill: () => void; whole: () => void },
): void {
  const shed = sqlite
    .prepare<[string], { type: 'index' | 'trigger'; name: string; sql: string }>(
      `select type, name, sql from sqlite_schema where type in ('index', 'trigger') and sql is not null
        and tbl_name in (select value from json_each(?)) order by rowid`,
    )
    .all(JSON.stringify(tables))
  const ofType = (type: 'index' | 'trigger') => shed.filter((one) => one.type === type)
  for (const { type, name } of shed) sqlite.exec(`drop ${type} ${name}`)
  fill()
  for (const { sql } of ofType('index')) sqlite.exec(sql)
  whole()
  for (const { sql } of ofType('trigger')) sqlite.exec(sql)
}
