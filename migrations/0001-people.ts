import { type Kysely, sql } from 'kysely'

const statements = [
  sql`create table user (
    id integer primary key,
    kind text not null default 'person' check (kind in ('person', 'technical')),
    state text not null check (state in ('pending_activation', 'active', 'deactivated', 'erased')),
    login text not null unique check (login = lower(login)),
    contact_email text not null,
    civility text check (civility in ('madame', 'monsieur')),
    last_name text not null,
    first_name text not null,
    name_folded text not null,
    phone text,
    language text not null default 'fr' check (language in ('fr', 'en')),
    is_operator integer not null default 0 check (is_operator in (0, 1)),
    password_hash text,
    manager_mails text not null default 'at_once' check (manager_mails in ('at_once', 'daily')),
    created_at text not null,
    activated_at text,
    deactivated_at text,
    check (state <> 'active' or password_hash is not null),
    check (state <> 'erased' or password_hash is null)
  ) strict`,
  sql`create index user_told_daily on user(manager_mails) where manager_mails = 'daily'`,
  sql`create virtual table user_search using fts5(words, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2')`,
  sql`create trigger user_search_insert after insert on user begin
    insert into user_search(rowid, words) values (new.id, new.name_folded || ' ' || new.login);
  end`,
  sql`create trigger user_search_update after update of name_folded, login on user begin
    delete from user_search where rowid = old.id;
    insert into user_search(rowid, words) values (new.id, new.name_folded || ' ' || new.login);
  end`,
  sql`create table session (
    id_hash text primary key,
    user_id integer not null references user(id) on delete cascade,
    device text not null,
    created_at text not null,
    seen_at text not null,
    expires_at text not null
  ) strict`,
  sql`create index session_of_user on session(user_id, seen_at)`,
  sql`create index session_expiry on session(expires_at)`,
  // A newer link voids the older ones: one row per user and kind.
  sql`create table mail_link (
    token_hash text primary key,
    kind text not null check (kind in ('activation', 'reset', 'first_operator')),
    user_id integer references user(id) on delete cascade,
    created_at text not null,
    expires_at text not null,
    check ((kind = 'first_operator') = (user_id is null))
  ) strict`,
  sql`create unique index mail_link_of_user on mail_link(kind, coalesce(user_id, 0))`,
  sql`create index mail_link_owner on mail_link(user_id) where user_id is not null`,
  // Counted by the login typed, known or not, so that it tells nobody whether an account exists.
  sql`create table sign_in_failure (
    login_hash text primary key,
    failures integer not null check (failures > 0),
    last_at text not null,
    locked_until text
  ) strict`,
  sql`create index sign_in_failure_age on sign_in_failure(last_at)`,
  sql`create table form_submission (
    token text primary key,
    user_id integer references user(id) on delete cascade,
    landing text not null,
    notice text,
    at text not null
  ) strict`,
  sql`create index form_submission_of_user on form_submission(user_id) where user_id is not null`,
  sql`create index form_submission_age on form_submission(at)`,
  sql`create table kept_form (
    id text primary key,
    user_id integer not null references user(id) on delete cascade,
    path text not null,
    body text not null,
    at text not null
  ) strict`,
  sql`create index kept_form_of_user on kept_form(user_id)`,
  sql`create index kept_form_age on kept_form(at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}
