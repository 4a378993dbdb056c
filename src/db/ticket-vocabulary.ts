import { CompiledQuery } from 'kysely'
import type { Db } from './tables.ts'

/** After every character that a word may hold. */
export const LAST = '\u{10ffff}'

/** Reads no more of the vocabulary than where each word begins. */
const TERMS_FROM = `with recursive found(term) as (
    select (select term from ticket_word where term >= +? order by term limit 1)
    union all
    select (select term from ticket_word where term >= found.term || char(1) order by term limit 1) from found where term < +?
  ) select term from found where term < +? limit +?`

/** Words that tickets have or had, from one on and before another. */
export async function listTerms(
  db: Db,
  from: string,
  { until, most }: { until: string; most: number },
): Promise<string[]> {
  const query = CompiledQuery.raw(TERMS_FROM, [from, until, until, most]) as CompiledQuery<{ term: string }>
  return (await db.executeQuery(query)).rows.map(({ term }) => term)
}
