import { type Kysely, sql } from 'kysely'

const statements = [
  // The chained row holds ids, the action, the time and salted hashes: erasing a person leaves the chain whole.
  sql`create table history (
    id integer primary key,
    at text not null,
    family text not null check (family in ('membership', 'subscription', 'structure', 'account')),
    action text not null,
    subject text not null,
    structure_id integer,
    actor_id integer,
    person_id integer,
    detail_hash text not null,
    previous_hash text not null unique,
    hash text not null unique
  ) strict`,
  sql`create index history_of_structure on history(structure_id, id)`,
  sql`create index history_of_family on history(structure_id, family, id)`,
  sql`create index history_of_person on history(structure_id, person_id, id)`,
  sql`create index history_of_actor on history(structure_id, actor_id, id)`,
  sql`create index history_of_subject on history(subject, id)`,
  sql`create index history_at on history(at, id)`,
  sql`create table history_detail (
    history_id integer primary key references history(id),
    salt text,
    content text,
    erased_at text,
    check ((content is null) = (erased_at is not null)),
    check ((content is null) = (salt is null))
  ) strict`,
  sql`create trigger history_is_append_only_1 before update on history begin select raise(abort, 'history is append-only'); end`,
  sql`create trigger history_is_append_only_2 before delete on history begin select raise(abort, 'history is append-only'); end`,
  // "insert or replace" deletes without firing the triggers above.
  sql`create trigger history_is_append_only_3 before insert on history
    when exists (select 1 from history where id = new.id or hash = new.hash or previous_hash = new.previous_hash)
    begin select raise(abort, 'history is append-only'); end`,
  sql`create trigger history_detail_is_append_only_2 before insert on history_detail
    when exists (select 1 from history_detail where history_id = new.history_id)
    begin select raise(abort, 'history is append-only'); end`,
  sql`create trigger history_detail_is_append_only before delete on history_detail begin select raise(abort, 'history is append-only'); end`,
  sql`create trigger history_detail_is_only_erased before update on history_detail
    when new.content is not null or new.history_id <> old.history_id or old.content is null
    begin select raise(abort, 'history is append-only'); end`,
  // The outbox. event_key names what happened and for whom: the same mail never goes out twice for one event.
  sql`create table mail (
    id integer primary key,
    event_key text not null unique,
    kind text not null,
    to_address text not null,
    user_id integer references user(id) on delete cascade,
    language text not null check (language in ('fr', 'en')),
    data text not null,
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'given_up')),
    attempts integer not null default 0,
    next_attempt_at text not null,
    last_error text,
    created_at text not null,
    sent_at text,
    check ((state = 'sent') = (sent_at is not null))
  ) strict`,
  sql`create index mail_of_user on mail(user_id) where user_id is not null`,
  sql`create index mail_due on mail(state, next_attempt_at, id)`,
  sql`create index mail_by_state on mail(state, id)`,
  sql`create table job_run (
    name text primary key,
    last_started_at text not null,
    last_ended_at text,
    last_error text
  ) strict`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}
