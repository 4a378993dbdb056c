import { type Kysely, sql } from 'kysely'

const statements = [
  // primary_role is what the foreign key compares: the membership named here is this structure's and a primary manager's.
  // The key is deferred, so that a structure and its first membership can be made in one transaction.
  sql`create table structure (
    id integer primary key,
    kind text not null check (kind in ('public', 'private')),
    identifier_kind text not null
      check (identifier_kind in ('SIRET', 'UE_HORS_FRANCE', 'HORS_UE', 'RIDET', 'TAHITI', 'PARTICULIER', 'AUTRE')),
    identifier text not null,
    name text not null,
    name_folded text not null,
    address text not null default '',
    postcode text not null default '',
    city text not null default '',
    city_folded text not null default '',
    legal_category text,
    state text not null check (state in ('active', 'inactive')),
    primary_membership_id integer,
    primary_role text generated always as (iif(primary_membership_id is null, null, 'primary_manager')) stored,
    successor_id integer references structure(id),
    created_at text not null,
    unique (identifier_kind, identifier),
    check (kind = 'private' or identifier_kind = 'SIRET'),
    check (state = 'inactive' or primary_membership_id is not null),
    check (successor_id is null or state = 'inactive'),
    foreign key (primary_membership_id, id, primary_role) references membership(id, structure_id, role)
      deferrable initially deferred
  ) strict`,
  sql`create index structure_by_name on structure(name_folded, id)`,
  sql`create index structure_by_state on structure(state, name_folded, id)`,
  sql`create virtual table structure_search using fts5(words, content='', contentless_delete=1, prefix='2 3', tokenize="unicode61 remove_diacritics 2")`,
  sql`create virtual table structure_parts using fts5(words, content='', contentless_delete=1, tokenize='trigram')`,
  sql`create trigger structure_search_insert after insert on structure begin
    insert into structure_search(rowid, words) values (new.id, new.name_folded || ' ' || new.identifier || ' ' || new.city_folded);
    insert into structure_parts(rowid, words) values (new.id, new.name_folded || ' ' || new.identifier || ' ' || new.city_folded);
  end`,
  sql`create trigger structure_search_update after update of name_folded, identifier, city_folded on structure begin
    delete from structure_search where rowid = old.id;
    delete from structure_parts where rowid = old.id;
    insert into structure_search(rowid, words) values (new.id, new.name_folded || ' ' || new.identifier || ' ' || new.city_folded);
    insert into structure_parts(rowid, words) values (new.id, new.name_folded || ' ' || new.identifier || ' ' || new.city_folded);
  end`,
  sql`create table service (
    id integer primary key,
    structure_id integer not null references structure(id),
    code text not null,
    name text not null,
    name_folded text not null,
    state text not null default 'open' check (state in ('open', 'closed')),
    unique (structure_id, code),
    unique (id, structure_id)
  ) strict`,
  sql`create index service_by_name on service(structure_id, state, name_folded, id)`,
  // witness_service_id: a membership that does not cover the whole structure names one of its services,
  // by a deferred key, so that it can never be left with none.
  sql`create table membership (
    id integer primary key,
    user_id integer not null references user(id),
    structure_id integer not null references structure(id),
    role text not null check (role in ('primary_manager', 'secondary_manager', 'simple_user')),
    whole_structure integer not null check (whole_structure in (0, 1)),
    witness_service_id integer,
    starts_on text not null,
    ends_on text,
    comment text not null default '',
    created_at text not null,
    unique (user_id, structure_id),
    unique (id, structure_id),
    unique (id, structure_id, role),
    check (whole_structure = 1 or witness_service_id is not null),
    check (role <> 'primary_manager' or (whole_structure = 1 and ends_on is null)),
    check (ends_on is null or ends_on >= starts_on),
    foreign key (id, witness_service_id) references membership_service(membership_id, service_id)
      deferrable initially deferred
  ) strict`,
  sql`create unique index membership_one_primary on membership(structure_id) where role = 'primary_manager'`,
  sql`create index membership_of_structure on membership(structure_id, role, user_id)`,
  sql`create table membership_service (
    membership_id integer not null,
    service_id integer not null,
    structure_id integer not null,
    primary key (membership_id, service_id),
    foreign key (membership_id, structure_id) references membership(id, structure_id) on delete cascade,
    foreign key (service_id, structure_id) references service(id, structure_id)
  ) strict, without rowid`,
  sql`create index membership_service_of_service on membership_service(service_id, membership_id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}
