import { type Kysely, sql } from 'kysely'

/** What remote sources of the SIRENE register answered, and when. */
const statements = [
  // found: JSON of the establishment without what it does not disclose; null where the register did not know it.
  sql`create table sirene_answer (
    source text not null check (source in ('recherche-entreprises', 'insee')),
    siret text not null check (length(siret) = 14),
    found text check (found is null or json_valid(found)),
    read_at text not null,
    primary key (source, siret)
  ) strict, without rowid`,
  sql`create index sirene_answer_by_age on sirene_answer(read_at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}
