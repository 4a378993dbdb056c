import { type Kysely, sql } from 'kysely'

const statements = [
  // requester_folded repeats the requester's name so that a queue can be sorted by it from an index.
  sql`create table membership_request (
    id integer primary key,
    user_id integer not null references user(id),
    requester_folded text not null,
    structure_id integer not null references structure(id),
    whole_structure integer not null check (whole_structure in (0, 1)),
    comment text not null default '',
    state text not null default 'pending' check (state in ('pending', 'validated', 'refused', 'withdrawn')),
    corrects_id integer references membership_request(id),
    created_at text not null,
    decided_at text,
    decided_by_id integer references user(id),
    role_given text check (role_given in ('secondary_manager', 'simple_user')),
    reason text,
    reminded_at text,
    unique (id, structure_id),
    check ((state = 'pending') = (decided_at is null)),
    check ((state = 'pending') = (decided_by_id is null)),
    check ((state = 'validated') = (role_given is not null)),
    check ((state = 'refused') = (reason is not null)),
    check (reason is null or length(trim(reason)) > 0),
    check (state <> 'withdrawn' or decided_by_id = user_id),
    check (state not in ('validated', 'refused') or decided_by_id <> user_id)
  ) strict`,
  sql`create unique index membership_request_one_pending on membership_request(user_id, structure_id) where state = 'pending'`,
  sql`create index membership_request_by_date on membership_request(structure_id, state, id)`,
  sql`create index membership_request_by_name on membership_request(structure_id, state, requester_folded, id)`,
  sql`create index membership_request_of_user on membership_request(user_id, structure_id, state)`,
  sql`create index membership_request_decided on membership_request(structure_id, decided_at) where state in ('validated', 'refused')`,
  sql`create index membership_request_corrects on membership_request(corrects_id) where corrects_id is not null`,
  sql`create index membership_request_decided_by on membership_request(decided_by_id) where decided_by_id is not null`,
  sql`create index membership_request_waiting on membership_request(created_at, id) where state = 'pending' and reminded_at is null`,
  sql`create table membership_request_service (
    request_id integer not null,
    service_id integer not null,
    structure_id integer not null,
    primary key (request_id, service_id),
    foreign key (request_id, structure_id) references membership_request(id, structure_id) on delete cascade,
    foreign key (service_id, structure_id) references service(id, structure_id)
  ) strict, without rowid`,
  sql`create index membership_request_service_of_service on membership_request_service(service_id, request_id)`,
  sql`create trigger membership_request_is_decided_once before update of state on membership_request
    when old.state <> 'pending' begin select raise(abort, 'this request was decided already'); end`,
  sql`create trigger membership_request_follows_name after update of name_folded on user begin
    update membership_request set requester_folded = new.name_folded where user_id = new.id;
  end`,
  // What a queue is searched by: whose it is (s = structure, v = service, and the state) and the requester's words.
  sql`create virtual table membership_request_search using fts5(scope, words, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2')`,
  sql`create view membership_request_words as
    select request.id, 's' || request.structure_id || ' ' || request.state
      || coalesce((select group_concat(' v' || service_id, '') from membership_request_service where request_id = request.id), '') as scope,
      request.requester_folded || ' ' || user.login as words
    from membership_request request join user on user.id = request.user_id`,
  sql`create trigger membership_request_searched_1 after insert on membership_request begin
    insert into membership_request_search(rowid, scope, words) select id, scope, words from membership_request_words where id = new.id;
  end`,
  sql`create trigger membership_request_searched_2 after update of state, requester_folded on membership_request begin
    delete from membership_request_search where rowid = new.id;
    insert into membership_request_search(rowid, scope, words) select id, scope, words from membership_request_words where id = new.id;
  end`,
  sql`create trigger membership_request_searched_3 after insert on membership_request_service begin
    delete from membership_request_search where rowid = new.request_id;
    insert into membership_request_search(rowid, scope, words) select id, scope, words from membership_request_words where id = new.request_id;
  end`,
  // Totals come from here: counting ten thousand rows at each page would cost more than the page.
  sql`create table membership_request_count (
    structure_id integer not null references structure(id),
    state text not null,
    total integer not null check (total >= 0),
    primary key (structure_id, state)
  ) strict, without rowid`,
  sql`create trigger membership_request_counted_1 after insert on membership_request begin
    insert into membership_request_count values (new.structure_id, new.state, 1)
      on conflict (structure_id, state) do update set total = total + 1;
  end`,
  sql`create trigger membership_request_counted_2 after update of state on membership_request begin
    update membership_request_count set total = total - 1 where structure_id = old.structure_id and state = old.state;
    insert into membership_request_count values (new.structure_id, new.state, 1)
      on conflict (structure_id, state) do update set total = total + 1;
  end`,
  // A decision in bulk: each item is decided in a transaction of its own, and its outcome is written in that one.
  sql`create table decision_run (
    id integer primary key,
    actor_id integer not null references user(id),
    decision text not null check (decision in ('validate', 'refuse')),
    role_given text check (role_given in ('secondary_manager', 'simple_user')),
    reason text,
    created_at text not null,
    check ((decision = 'refuse') = (reason is not null)),
    check ((decision = 'validate') = (role_given is not null))
  ) strict`,
  sql`create index decision_run_of_actor on decision_run(actor_id)`,
  sql`create table decision_run_item (
    run_id integer not null references decision_run(id) on delete cascade,
    request_id integer not null,
    outcome text,
    primary key (run_id, request_id)
  ) strict, without rowid`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}
