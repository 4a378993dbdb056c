import { type Kysely, sql } from 'kysely'

const ticket = [
  // position: the year and the place in it, given when it is sent; lists and searches go by it, and the number is made of it.
  // desk_id: whose tickets it is among: a structure's, or 0 for the platform's support.
  sql`create table ticket (
    id integer primary key autoincrement,
    position integer unique,
    number text generated always as
      ('T-' || (position / 1000000000) || '-' || printf('%06d', position % 1000000000)) virtual,
    status text not null default 'draft' check (status in ('draft', 'open', 'awaiting_information', 'resolved', 'closed')),
    reason text not null default '' check (reason in ('', 'creation', 'information_added', 'solution_refused')),
    writer_id integer references user(id),
    structure_id integer references structure(id),
    subcategory_id integer references subcategory(id),
    route text check (route in ('support', 'service')),
    recipient_structure_id integer references structure(id),
    recipient_service_id integer,
    desk_id integer generated always as (iif(route = 'support', 0, recipient_structure_id)) virtual,
    subject text not null default '',
    subject_folded text not null default '',
    description text not null default '',
    object_type text,
    object_reference text not null default '',
    browser text not null default '',
    phone text not null default '',
    follows_id integer references ticket(id),
    assignee_id integer references user(id),
    assignee_folded text not null default '',
    solution_by_id integer references user(id),
    created_at text not null,
    updated_at text not null,
    sent_at text,
    due_at text,
    due_minutes_left integer,
    first_answer_at text,
    first_solution_at text,
    waiting_since text,
    warned_at text,
    closed_at text,
    closed_how text check (closed_how in ('accepted', 'writer', 'automatic')),
    last_activity_id integer,
    foreign key (recipient_service_id, recipient_structure_id) references service(id, structure_id),
    check ((status = 'draft') = (position is null)),
    check ((status = 'draft') = (sent_at is null)),
    check ((status = 'open') = (reason <> '')),
    check (status = 'draft' or (subcategory_id is not null and length(trim(subject)) > 0 and length(trim(description)) > 0)),
    check (status = 'draft' or (route = 'support' and recipient_structure_id is null)
      or (route = 'service' and recipient_structure_id is not null)),
    check (status <> 'draft' or (assignee_id is null and writer_id is not null)),
    check ((status = 'closed') = (closed_at is not null)),
    check ((status = 'closed') = (closed_how is not null)),
    check ((status in ('awaiting_information', 'resolved')) = (waiting_since is not null)),
    check (status <> 'resolved' or solution_by_id is not null),
    -- Nobody accepts their own solution.
    check (closed_how is null or closed_how <> 'accepted' or writer_id is null or solution_by_id <> writer_id)
  ) strict`,
  ...['desk_id', 'recipient_service_id'].flatMap((desk) =>
    [
      ['status', 'reason'],
      ['category', 'subcategory_id'],
      ['subject', 'subject_folded'],
      ['assignee', 'assignee_folded'],
      ['due', 'due_at'],
    ].map(([name, column]) =>
      sql.raw(
        `create index ticket_${desk === 'desk_id' ? 'desk' : 'service'}_by_${name} on ticket(${desk}, status, ${column}, position)`,
      ),
    ),
  ),
  sql`create index ticket_of_assignee on ticket(assignee_id, status, position)`,
  sql`create index ticket_of_writer on ticket(writer_id, status, position)`,
  sql`create index ticket_solved_by on ticket(solution_by_id) where solution_by_id is not null`,
  sql`create index ticket_waiting on ticket(waiting_since, id) where waiting_since is not null`,
  sql`create index ticket_follows on ticket(follows_id) where follows_id is not null`,
  // From which status to which: nothing else happens to a ticket, whatever the code does.
  sql`create trigger ticket_goes_its_way before update of status on ticket
    when old.status <> new.status and (old.status || ' ' || new.status) not in (
      'draft open', 'open awaiting_information', 'open resolved', 'open closed',
      'awaiting_information open', 'awaiting_information closed', 'resolved open', 'resolved closed', 'closed resolved')
    begin select raise(abort, 'a ticket does not go from this status to that one'); end`,
  sql`create trigger ticket_acceptance_undone before update of status on ticket
    when old.status = 'closed' and old.closed_how <> 'accepted'
    begin select raise(abort, 'only an acceptance is undone'); end`,
  sql`create trigger ticket_stays before delete on ticket when old.status <> 'draft'
    begin select raise(abort, 'a ticket that was sent stays'); end`,
  sql`create table ticket_number (year integer primary key, last integer not null) strict`,
]

const parts = [
  // side: who speaks. author_id is null for a writer without an account and for the platform itself.
  sql`create table ticket_activity (
    id integer primary key autoincrement,
    ticket_id integer not null references ticket(id),
    kind text not null check (kind in ('sent', 'answered', 'information_asked', 'solution_proposed', 'solution_accepted',
      'solution_refused', 'acceptance_undone', 'closed', 'closed_automatically', 'closing_announced', 'taken', 'assigned',
      'released', 'transferred_to_support', 'transferred_to_service', 'noted', 'followed_up', 'rated')),
    side text not null check (side in ('writer', 'agent', 'platform')),
    author_id integer references user(id),
    is_internal integer not null default 0 check (is_internal in (0, 1)),
    body text not null default '',
    details text not null default '{}' check (json_valid(details)),
    at text not null,
    check (kind <> 'noted' or is_internal = 1),
    check (side <> 'agent' or author_id is not null)
  ) strict`,
  sql`create index ticket_activity_of_ticket on ticket_activity(ticket_id, id)`,
  sql`create index ticket_activity_by on ticket_activity(author_id) where author_id is not null`,
  sql`create trigger ticket_activity_is_not_changed before update on ticket_activity
    begin select raise(abort, 'the activities of a ticket are never changed'); end`,
  sql`create trigger ticket_activity_stays before delete on ticket_activity
    begin select raise(abort, 'the activities of a ticket stay'); end`,
  // Scanned when a scanner is configured; none: nobody looked, and nobody was asked to.
  sql`alter table file add column scan text not null default 'none' check (scan in ('none', 'waiting', 'clean', 'infected'))`,
  sql`create index file_unscanned on file(created_at, hash) where scan = 'waiting'`,
  sql`create index file_infected on file(hash) where scan = 'infected'`,
  // What a file that comes in is: waiting where a scanner is configured. One row, set when the server starts.
  sql`create table file_scanning (
    id integer primary key check (id = 1),
    scan text not null check (scan in ('none', 'waiting'))
  ) strict`,
  sql`insert into file_scanning values (1, 'none')`,
  sql`create table ticket_file (
    id integer primary key,
    ticket_id integer not null references ticket(id) on delete cascade,
    activity_id integer references ticket_activity(id),
    kind text not null default 'request',
    hash text not null references file(hash),
    name text not null,
    size integer not null,
    type text not null,
    is_internal integer not null default 0 check (is_internal in (0, 1)),
    added_by_id integer references user(id),
    at text not null
  ) strict`,
  sql`create index ticket_file_of_ticket on ticket_file(ticket_id, id)`,
  sql`create index ticket_file_of_activity on ticket_file(activity_id) where activity_id is not null`,
  sql`create index ticket_file_hash on ticket_file(hash)`,
  sql`create index ticket_file_by on ticket_file(added_by_id) where added_by_id is not null`,
  sql`create table ticket_guest (
    ticket_id integer primary key references ticket(id) on delete cascade,
    last_name text not null,
    first_name text not null,
    email text not null,
    phone text not null default '',
    siret text not null default '',
    organisation text not null default '',
    language text not null check (language in ('fr', 'en'))
  ) strict`,
  // The link by which a writer without an account follows and answers: only its hash is kept; each mail has its own.
  sql`create table ticket_link (
    token_hash text primary key,
    ticket_id integer not null references ticket(id) on delete cascade,
    created_at text not null,
    expires_at text not null
  ) strict, without rowid`,
  sql`create index ticket_link_of_ticket on ticket_link(ticket_id)`,
  sql`create index ticket_link_age on ticket_link(expires_at)`,
  // What somebody was writing about a ticket, until it is sent.
  sql`create table ticket_draft (
    ticket_id integer not null references ticket(id) on delete cascade,
    user_id integer not null references user(id) on delete cascade,
    kind text not null,
    body text not null,
    at text not null,
    primary key (user_id, ticket_id, kind)
  ) strict, without rowid`,
  sql`create index ticket_draft_of_ticket on ticket_draft(ticket_id)`,
  sql`create index ticket_draft_age on ticket_draft(at)`,
  // Which open form saved a draft, as which of its savings: one form makes one draft, and knows whether another changed it.
  // is_finished: somebody saved or sent it by hand; ticket_id null: the draft was removed. What it saves by itself comes late.
  sql`create table ticket_draft_form (
    token_hash text primary key,
    ticket_id integer references ticket(id) on delete set null,
    saving integer not null,
    is_finished integer not null default 0 check (is_finished in (0, 1)),
    at text not null
  ) strict, without rowid`,
  sql`create index ticket_draft_form_of_ticket on ticket_draft_form(ticket_id, saving)`,
  sql`create index ticket_draft_form_age on ticket_draft_form(at)`,
  sql`create table ticket_rating (
    ticket_id integer primary key references ticket(id),
    score integer not null check (score between 1 and 5),
    comment text not null default '',
    at text not null
  ) strict`,
  // structure_id null: the platform support's own; service_id null: of the whole structure.
  sql`create table canned_answer (
    id integer primary key,
    structure_id integer references structure(id),
    service_id integer,
    title text not null check (length(trim(title)) > 0),
    body text not null check (length(trim(body)) > 0),
    updated_at text not null,
    updated_by_id integer references user(id),
    check (service_id is null or structure_id is not null),
    foreign key (service_id, structure_id) references service(id, structure_id)
  ) strict`,
  sql`create index canned_answer_of on canned_answer(structure_id, service_id, title)`,
  sql`create index canned_answer_of_service on canned_answer(service_id) where service_id is not null`,
  sql`create index canned_answer_by on canned_answer(updated_by_id) where updated_by_id is not null`,
  sql`alter table user add column ticket_mails text not null default 'mine' check (ticket_mails in ('mine', 'all'))`,
  sql`create index user_operators on user(id) where is_operator = 1`,
  sql`alter table user add column shortcuts integer not null default 1 check (shortcuts in (0, 1))`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...ticket, ...parts]) await statement.execute(db)
}
