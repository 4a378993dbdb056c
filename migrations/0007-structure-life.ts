import { type Kysely, sql } from 'kysely'

const statements = [
  // PIGP: structures whose managers are managed elsewhere; they cannot hand over here when they leave.
  sql`alter table structure add column is_pigp integer not null default 0 check (is_pigp in (0, 1))`,
  sql`alter table structure add column origin_id integer references structure(id)`,
  sql`alter table structure add column contact_email text not null default ''`,
  sql`alter table structure add column phone text not null default ''`,
  sql`alter table structure add column requires_service_code integer not null default 0 check (requires_service_code in (0, 1))`,
  sql`alter table structure add column requires_engagement integer not null default 0 check (requires_engagement in (0, 1))`,
  sql`alter table structure add column requires_either integer not null default 0
    check (requires_either in (0, 1) and (requires_either = 0 or (requires_service_code = 0 and requires_engagement = 0)))`,
  sql`alter table structure add column pacage text not null default ''`,
  sql`alter table structure add column social_regime text not null default ''`,
  sql`alter table structure add column vat_number text not null default ''`,
  sql`alter table structure add column connection_note text not null default ''`,
  sql`alter table structure add column register_read_at text`,
  sql`create unique index structure_origin on structure(origin_id) where origin_id is not null`,
  sql`create index structure_successor on structure(successor_id) where successor_id is not null`,
  // Files lie beside the database under the hash of what they hold.
  sql`create table file (
    hash text primary key,
    size integer not null check (size > 0),
    type text not null,
    created_at text not null
  ) strict`,
  // What came with a form that has to be sent again: a browser drops files.
  sql`create table kept_file (
    id integer primary key,
    token text not null,
    field text not null,
    user_id integer not null references user(id) on delete cascade,
    hash text not null references file(hash),
    name text not null,
    size integer not null,
    type text not null,
    at text not null,
    unique (token, field, hash)
  ) strict`,
  sql`create index kept_file_age on kept_file(at)`,
  sql`create index kept_file_of_user on kept_file(user_id)`,
  sql`create index kept_file_hash on kept_file(hash)`,
  sql`create table billing_mandate (
    id integer primary key,
    structure_id integer not null references structure(id),
    mandatary text not null check (length(trim(mandatary)) > 0),
    mandatary_siret text not null default '',
    starts_on text not null,
    ends_on text,
    file_hash text not null references file(hash),
    file_name text not null,
    created_at text not null,
    created_by_id integer not null references user(id),
    check (ends_on is null or ends_on >= starts_on)
  ) strict`,
  sql`create index billing_mandate_of_structure on billing_mandate(structure_id, starts_on, id)`,
  sql`create index billing_mandate_file on billing_mandate(file_hash)`,
  sql`create index billing_mandate_by on billing_mandate(created_by_id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}
