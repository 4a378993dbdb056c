import { type Kysely, sql } from 'kysely'

/** What the tokenizer does not fold by itself. */
const folded = (column: string) =>
  `replace(replace(replace(replace(replace(replace(replace(${column}, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ø', 'o'), 'Ø', 'o'), 'ß', 'ss')`

/** The table of memberships as it was, but for its ids: history and forms name them, so none is ever given away again. */
const numbering = [
  sql`create table membership_anew (
    id integer primary key autoincrement,
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
  sql`insert into membership_anew
    (id, user_id, structure_id, role, whole_structure, witness_service_id, starts_on, ends_on, comment, created_at)
    select id, user_id, structure_id, role, whole_structure, witness_service_id, starts_on, ends_on, comment, created_at
    from membership order by id`,
  // Those that are gone are in the history still.
  sql`delete from sqlite_sequence where name = 'membership_anew'`,
  sql`insert into sqlite_sequence (name, seq) select 'membership_anew', max(
    coalesce((select max(id) from membership), 0),
    coalesce((select max(cast(substr(subject, 12) as integer)) from history where subject like 'membership/%'), 0))`,
  sql`drop table membership`,
  sql`alter table membership_anew rename to membership`,
  sql`create unique index membership_one_primary on membership(structure_id) where role = 'primary_manager'`,
  sql`create index membership_of_structure on membership(structure_id, role, user_id)`,
]

/** While a membership is a structure's primary manager. When it goes itself, the structure's own key refuses it. */
const isPrimary =
  sql.raw(`exists (select 1 from structure join membership on membership.id = structure.primary_membership_id
  where structure.id = old.structure_id and membership.id = old.membership_id)`)

const guards = [
  // Somebody always manages all of a structure: nobody takes that from its primary manager, nor limits it.
  sql`create trigger subscription_primary_manages_1 before delete on subscription
    when old.space = 'manager' and old.service_id is null and ${isPrimary}
    begin select raise(abort, 'a primary manager manages the whole structure'); end`,
  sql`create trigger subscription_primary_manages_2 before update on subscription
    when old.space = 'manager' and old.service_id is null
      and (new.membership_id, new.space, new.service_id, new.access) is not (old.membership_id, old.space, old.service_id, old.access)
      and ${isPrimary}
    begin select raise(abort, 'a primary manager manages the whole structure'); end`,
]

const statements = [
  ...numbering,
  ...guards,
  // Repeats the member's name, so that the members of a structure come sorted by it from an index.
  sql`alter table membership add column member_folded text not null default ''`,
  sql`update membership set member_folded = (select name_folded from user where user.id = membership.user_id)`,
  sql`create index membership_by_name on membership(structure_id, member_folded, id)`,
  sql`create index membership_ending on membership(ends_on) where ends_on is not null`,
  // What members are searched by: whose they are (s = structure, v = service), the state of the account, and the words.
  sql`create virtual table member_search using fts5(scope, last, first, login, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2')`,
  sql.raw(`create view member_words as
    select membership.id, membership.user_id,
      's' || membership.structure_id || ' ' || replace(user.state, '_', '') || ' ' || user.kind
        || coalesce((select group_concat(' v' || service_id, '') from membership_service held where held.membership_id = membership.id), '') as scope,
      ${folded('user.last_name')} as last, ${folded('user.first_name')} as first, user.login
    from membership join user on user.id = membership.user_id`),
  sql`insert into member_search(rowid, scope, last, first, login) select id, scope, last, first, login from member_words`,
  sql`create trigger member_named after insert on membership begin
    update membership set member_folded = (select name_folded from user where id = new.user_id) where id = new.id;
    insert into member_search(rowid, scope, last, first, login) select id, scope, last, first, login from member_words where id = new.id;
  end`,
  sql`create trigger member_unsearched after delete on membership begin
    delete from member_search where rowid = old.id;
  end`,
  sql`create trigger member_searched_1 after insert on membership_service begin
    delete from member_search where rowid = new.membership_id;
    insert into member_search(rowid, scope, last, first, login) select id, scope, last, first, login from member_words where id = new.membership_id;
  end`,
  sql`create trigger member_searched_2 after delete on membership_service begin
    delete from member_search where rowid = old.membership_id;
    insert into member_search(rowid, scope, last, first, login) select id, scope, last, first, login from member_words where id = old.membership_id;
  end`,
  sql`create trigger member_follows_user after update of name_folded, last_name, first_name, login, state on user begin
    update membership set member_folded = new.name_folded where user_id = new.id and member_folded <> new.name_folded;
    delete from member_search where rowid in (select id from membership where user_id = new.id);
    insert into member_search(rowid, scope, last, first, login) select id, scope, last, first, login from member_words where user_id = new.id;
  end`,
  sql`create table member_count (
    structure_id integer primary key references structure(id),
    total integer not null check (total >= 0)
  ) strict`,
  sql`insert into member_count select structure_id, count(*) from membership group by structure_id`,
  sql`create trigger member_counted_1 after insert on membership begin
    insert into member_count values (new.structure_id, 1) on conflict (structure_id) do update set total = total + 1;
  end`,
  sql`create trigger member_counted_2 after delete on membership begin
    update member_count set total = total - 1 where structure_id = old.structure_id;
  end`,
  // Accounts to erase when their sixty days are over.
  sql`create index user_deactivated on user(deactivated_at) where state = 'deactivated'`,
  // A technical user belongs to one structure, and its secrets are kept as hashes, two at most at a time.
  sql`create table technical_user (
    user_id integer primary key references user(id) on delete cascade,
    structure_id integer not null unique references structure(id),
    created_at text not null
  ) strict`,
  sql`create trigger technical_user_has_one_structure before insert on membership
    when exists (select 1 from user where id = new.user_id and kind = 'technical')
      and (new.role <> 'simple_user' or not exists
        (select 1 from technical_user where user_id = new.user_id and structure_id = new.structure_id))
    begin select raise(abort, 'a technical user has exactly one structure'); end`,
  sql`create table technical_secret (
    id integer primary key,
    user_id integer not null references technical_user(user_id) on delete cascade,
    secret_hash text not null unique,
    created_at text not null,
    expires_at text not null,
    replaced_at text,
    warned_days integer check (warned_days in (60, 30, 7, 0))
  ) strict`,
  sql`create unique index technical_secret_in_use on technical_secret(user_id) where replaced_at is null`,
  sql`create index technical_secret_expiry on technical_secret(expires_at) where replaced_at is null`,
  // An act on many things: each is done in a transaction of its own, and its outcome is written in that one.
  sql`create table bulk_run (
    id integer primary key,
    actor_id integer not null references user(id) on delete cascade,
    kind text not null,
    input text not null,
    created_at text not null
  ) strict`,
  sql`create index bulk_run_of_actor on bulk_run(actor_id)`,
  sql`create index bulk_run_age on bulk_run(created_at)`,
  sql`create table bulk_run_item (
    run_id integer not null references bulk_run(id) on delete cascade,
    item_id integer not null,
    label text not null,
    outcome text,
    primary key (run_id, item_id)
  ) strict, without rowid`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}
