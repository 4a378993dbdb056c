import { type Kysely, sql } from 'kysely'

/** Who has a space: by kind of structure, then primary, secondary, simple. From the reference matrix of the rights. */
const MATRIX: [space: string, rules: Record<'public' | 'private', [string, string, string]>][] = [
  ['account', both('always', 'always', 'always')],
  ['manager', both('default_write', 'default_write', 'never')],
  ['requests_sent', both('default_write', 'default_write', 'default_write')],
  ['requests_received', both('default_write', 'default_write', 'default_read')],
  [
    'invoices_issued',
    {
      public: ['default_write', 'default_write', 'default_write'],
      private: ['default_write', 'default_write', 'self_service'],
    },
  ],
  ['invoices_received', both('default_write', 'default_write', 'default_write')],
  ...[
    'invoices_to_validate',
    'works_invoices',
    'justice_fees',
    'tic_refunds',
    'commitments',
    'connections',
    'flow_tracking',
  ].map((space): [string, Record<'public' | 'private', [string, string, string]>] => [
    space,
    both('on_request', 'on_request', 'on_request'),
  ]),
]
const ROLES = ['primary_manager', 'secondary_manager', 'simple_user'] as const
/** Spaces that every structure, or every public one, has open from the start. */
const OPEN_FOR_ALL = ['account', 'manager', 'requests_sent', 'invoices_issued']
const OPEN_FOR_PUBLIC = [...OPEN_FOR_ALL, 'requests_received', 'invoices_received']

function both(primary: string, secondary: string, simple: string) {
  const rules: [string, string, string] = [primary, secondary, simple]
  return { public: rules, private: rules }
}

const tables = [
  // is_offered: what nobody can work with yet is offered to nobody.
  sql`create table space (
    code text primary key,
    position integer not null unique,
    is_offered integer not null check (is_offered in (0, 1)),
    opened_public integer not null check (opened_public in (0, 1)),
    opened_private integer not null check (opened_private in (0, 1))
  ) strict, without rowid`,
  sql`create table space_rule (
    space text not null references space(code),
    structure_kind text not null check (structure_kind in ('public', 'private')),
    role text not null check (role in ('primary_manager', 'secondary_manager', 'simple_user')),
    rule text not null
      check (rule in ('always', 'default_write', 'default_read', 'self_service', 'on_request', 'never')),
    primary key (space, structure_kind, role)
  ) strict, without rowid`,
  // What a structure has open: for the whole of it (service_id null), or for some services.
  sql`create table structure_space (
    id integer primary key,
    structure_id integer not null references structure(id),
    space text not null references space(code),
    service_id integer,
    opened_at text not null,
    foreign key (service_id, structure_id) references service(id, structure_id)
  ) strict`,
  sql`create unique index structure_space_once on structure_space(structure_id, space, coalesce(service_id, 0))`,
  sql`create index structure_space_of_service on structure_space(service_id) where service_id is not null`,
  // service_id null: as far as the membership reaches, also when it is widened later.
  sql`create table subscription (
    id integer primary key,
    membership_id integer not null,
    structure_id integer not null,
    space text not null references space(code),
    service_id integer,
    access text not null check (access in ('write', 'read')),
    created_at text not null,
    foreign key (membership_id, structure_id) references membership(id, structure_id) on delete cascade,
    foreign key (service_id, structure_id) references service(id, structure_id)
  ) strict`,
  sql`create unique index subscription_once on subscription(membership_id, space, coalesce(service_id, 0))`,
  sql`create index subscription_of_structure on subscription(structure_id, space, membership_id)`,
  // Without it the end of a membership looks through all subscriptions of its structure.
  sql`create index subscription_of_membership on subscription(membership_id, structure_id, space, access, service_id)`,
  sql`create index subscription_of_service on subscription(service_id) where service_id is not null`,
]

const requests = [
  // whole_structure: something in it reaches the whole structure, which a manager of services alone does not grant.
  sql`create table subscription_request (
    id integer primary key,
    user_id integer not null references user(id),
    requester_folded text not null,
    structure_id integer not null references structure(id),
    origin text not null check (origin in ('member', 'structure')),
    whole_structure integer not null check (whole_structure in (0, 1)),
    comment text not null default '',
    state text not null default 'pending' check (state in ('pending', 'validated', 'refused', 'withdrawn')),
    corrects_id integer references subscription_request(id),
    created_at text not null,
    decided_at text,
    decided_by_id integer references user(id),
    decision_comment text not null default '',
    reason text,
    reminded_at text,
    unique (id, structure_id),
    unique (id, structure_id, user_id),
    check ((state = 'pending') = (decided_at is null)),
    check (state <> 'pending' or decided_by_id is null),
    check ((state = 'refused') = (reason is not null)),
    check (reason is null or length(trim(reason)) > 0),
    check (state not in ('validated', 'refused') or (decided_by_id is not null and decided_by_id <> user_id))
  ) strict`,
  sql`create index subscription_request_by_date on subscription_request(structure_id, state, id)`,
  sql`create index subscription_request_by_name on subscription_request(structure_id, state, requester_folded, id)`,
  sql`create index subscription_request_of_user on subscription_request(user_id, structure_id, state)`,
  sql`create index subscription_request_decided on subscription_request(structure_id, decided_at) where state in ('validated', 'refused')`,
  sql`create index subscription_request_corrects on subscription_request(corrects_id) where corrects_id is not null`,
  sql`create index subscription_request_decided_by on subscription_request(decided_by_id) where decided_by_id is not null`,
  sql`create index subscription_request_waiting on subscription_request(created_at, id) where state = 'pending' and reminded_at is null`,
  sql`create table subscription_request_space (
    id integer primary key,
    request_id integer not null,
    structure_id integer not null,
    user_id integer not null,
    space text not null references space(code),
    service_id integer,
    asked text not null check (asked in ('write', 'read')),
    given text check (given in ('write', 'read')),
    is_pending integer not null default 1 check (is_pending in (0, 1)),
    foreign key (request_id, structure_id, user_id) references subscription_request(id, structure_id, user_id) on delete cascade,
    foreign key (service_id, structure_id) references service(id, structure_id)
  ) strict`,
  sql`create unique index subscription_request_space_once on subscription_request_space(request_id, space, coalesce(service_id, 0))`,
  sql`create unique index subscription_request_space_one_pending
    on subscription_request_space(user_id, structure_id, space, coalesce(service_id, 0)) where is_pending = 1`,
  sql`create index subscription_request_space_of_service on subscription_request_space(service_id) where service_id is not null`,
  // The services that a request reaches, named or by the requester's membership: whose business it is.
  sql`create table subscription_request_service (
    request_id integer not null,
    service_id integer not null,
    structure_id integer not null,
    primary key (request_id, service_id),
    foreign key (request_id, structure_id) references subscription_request(id, structure_id) on delete cascade,
    foreign key (service_id, structure_id) references service(id, structure_id)
  ) strict, without rowid`,
  sql`create index subscription_request_service_of_service on subscription_request_service(service_id, request_id)`,
  sql`create trigger subscription_request_is_decided_once before update of state on subscription_request
    when old.state <> 'pending' begin select raise(abort, 'this request was decided already'); end`,
  sql`create trigger subscription_request_closes after update of state on subscription_request when new.state <> 'pending' begin
    update subscription_request_space set is_pending = 0 where request_id = new.id;
  end`,
  sql`create trigger subscription_request_follows_name after update of name_folded on user begin
    update subscription_request set requester_folded = new.name_folded where user_id = new.id;
  end`,
  sql`create virtual table subscription_request_search using fts5(scope, words, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2')`,
  sql`create view subscription_request_words as
    select request.id, 's' || request.structure_id || ' ' || request.state
      || coalesce((select group_concat(' v' || service_id, '') from subscription_request_service where request_id = request.id), '') as scope,
      request.requester_folded || ' ' || user.login as words
    from subscription_request request join user on user.id = request.user_id`,
  sql`create trigger subscription_request_searched_1 after insert on subscription_request begin
    insert into subscription_request_search(rowid, scope, words) select id, scope, words from subscription_request_words where id = new.id;
  end`,
  sql`create trigger subscription_request_searched_2 after update of state, requester_folded on subscription_request begin
    delete from subscription_request_search where rowid = new.id;
    insert into subscription_request_search(rowid, scope, words) select id, scope, words from subscription_request_words where id = new.id;
  end`,
  sql`create trigger subscription_request_searched_3 after insert on subscription_request_service begin
    delete from subscription_request_search where rowid = new.request_id;
    insert into subscription_request_search(rowid, scope, words) select id, scope, words from subscription_request_words where id = new.request_id;
  end`,
  sql`create table subscription_request_count (
    structure_id integer not null references structure(id),
    state text not null,
    total integer not null check (total >= 0),
    primary key (structure_id, state)
  ) strict, without rowid`,
  sql`create trigger subscription_request_counted_1 after insert on subscription_request begin
    insert into subscription_request_count values (new.structure_id, new.state, 1)
      on conflict (structure_id, state) do update set total = total + 1;
  end`,
  sql`create trigger subscription_request_counted_2 after update of state on subscription_request begin
    update subscription_request_count set total = total - 1 where structure_id = old.structure_id and state = old.state;
    insert into subscription_request_count values (new.structure_id, new.state, 1)
      on conflict (structure_id, state) do update set total = total + 1;
  end`,
]

/** Structures and memberships that are older than the spaces get what new ones get. */
const filling = [
  sql`insert into structure_space (structure_id, space, opened_at)
    select structure.id, space.code, structure.created_at from structure join space
    on iif(structure.kind = 'public', opened_public, opened_private) = 1
    where space.code <> 'account' order by structure.id, position`,
  sql`insert into subscription (membership_id, structure_id, space, access, created_at)
    select membership.id, membership.structure_id, rule.space, iif(rule.rule = 'default_read', 'read', 'write'), membership.created_at
    from membership
    join structure on structure.id = membership.structure_id
    join space_rule rule on rule.structure_kind = structure.kind and rule.role = membership.role
      and rule.rule in ('default_write', 'default_read')
    join structure_space opened on opened.structure_id = structure.id and opened.space = rule.space
    join space on space.code = rule.space
    order by membership.id, space.position`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...requests]) await statement.execute(db)
  for (const [at, [space, rules]] of MATRIX.entries()) {
    const [isOpenPublic, isOpenPrivate] = [OPEN_FOR_PUBLIC.includes(space), OPEN_FOR_ALL.includes(space)]
    const isOffered = isOpenPublic || isOpenPrivate
    await sql`insert into space values (${space}, ${at + 1}, ${Number(isOffered)}, ${Number(isOpenPublic)}, ${Number(isOpenPrivate)})`.execute(
      db,
    )
    for (const kind of ['public', 'private'] as const)
      for (const [index, role] of ROLES.entries())
        await sql`insert into space_rule values (${space}, ${kind}, ${role}, ${rules[kind][index]})`.execute(db)
  }
  for (const statement of filling) await statement.execute(db)
}
