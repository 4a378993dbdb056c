import { type Kysely, sql } from 'kysely'

/** What the assistant knows: an article for each topic, in both languages. */
const statements = [
  // audience: whom it is written for; who may read it is its state.
  sql`create table article (
    id integer primary key,
    slug text not null unique check (slug glob '[a-z]*' and slug not glob '*[^a-z0-9-]*'),
    audience text not null default 'all' check (audience in ('all', 'user', 'manager', 'agent')),
    state text not null default 'draft' check (state in ('draft', 'internal', 'public')),
    position integer not null,
    created_at text not null,
    updated_at text not null,
    updated_by_id integer references user(id)
  ) strict`,
  sql`create index article_in_order on article(position, id)`,
  sql`create index article_by_state on article(state, position, id)`,
  sql`create index article_for on article(audience, state, position, id)`,
  sql`create index article_by_person on article(updated_by_id) where updated_by_id is not null`,
  // What came with the product, as it came: who changed or removed it keeps it so, and an untouched one is kept up to date.
  sql`create table article_shipped (
    slug text primary key,
    digest text not null
  ) strict, without rowid`,
  // variants: JSON, other ways of asking for it. body: Markdown.
  sql`create table article_text (
    article_id integer not null references article(id) on delete cascade,
    language text not null check (language in ('fr', 'en')),
    title text not null check (length(trim(title)) > 0),
    body text not null check (length(trim(body)) > 0),
    variants text not null default '[]' check (json_valid(variants)),
    -- title and variants without case and accents: what the platform support searches.
    folded text not null default '',
    primary key (article_id, language)
  ) strict, without rowid`,
  // Goes up with every change: who holds an index of the articles in memory sees that it is old.
  sql`create table knowledge (
    id integer primary key check (id = 1),
    version integer not null,
    -- Tells one database of a process from another.
    base text not null default (lower(hex(randomblob(16))))
  ) strict`,
  sql`insert into knowledge (id, version) values (1, 0)`,
  ...['article', 'article_text'].flatMap((table) =>
    ['insert', 'update', 'delete'].map((change) =>
      sql.raw(`create trigger knowledge_after_${table}_${change} after ${change} on ${table}
        begin update knowledge set version = version + 1; end`),
    ),
  ),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}
