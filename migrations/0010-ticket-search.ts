import { type Kysely, sql } from 'kysely'

/** What the tokenizer does not fold by itself. */
const folded = (text: string) =>
  `replace(replace(replace(replace(replace(replace(replace(${text}, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ø', 'o'), 'Ø', 'o'), 'ß', 'ss')`

const saidIn = (internal: 0 | 1) => `coalesce((select group_concat(body, ' ') from ticket_activity
    where ticket_id = ticket.id and is_internal = ${internal}), '') || ' ' ||
  coalesce((select group_concat(name, ' ') from ticket_file where ticket_id = ticket.id and is_internal = ${internal}), '')`

const reindex = (id: string) => `delete from ticket_search where rowid = (select position from ticket where id = ${id});
    insert into ticket_search(rowid, scope, words, notes)
      select position, scope, words, notes from ticket_words where id = ${id} and position is not null;`

/** What tickets are searched by: whose they are and how they stand, what was said to all, and what agents said among themselves. */
const search = [
  sql`create virtual table ticket_search using fts5(scope, words, notes, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2')`,
  sql`create virtual table ticket_term using fts5vocab(ticket_search, 'instance')`,
  sql.raw(`create view ticket_words as select ticket.id, ticket.position,
      's' || ticket.desk_id || ' ' || replace(ticket.status, '_', '') || ' ' || replace(ticket.reason, '_', '')
        || ' c' || ticket.subcategory_id || ' k' || subcategory.category_id
        || coalesce(' v' || ticket.recipient_service_id, '') || coalesce(' a' || ticket.assignee_id, ' unassigned')
        || coalesce(' w' || ticket.writer_id, '') as scope,
      ${folded(`ticket.number || ' ' || (ticket.position % 1000000000) || ' ' || ticket.subject || ' ' || ticket.description
        || ' ' || ticket.object_reference
        || coalesce(' ' || writer.first_name || ' ' || writer.last_name || ' ' || writer.login, '')
        || coalesce(' ' || guest.first_name || ' ' || guest.last_name || ' ' || guest.email || ' ' || guest.siret || ' ' || guest.organisation, '')
        || coalesce(' ' || issuer.name || ' ' || issuer.identifier, '')
        || coalesce(' ' || recipient.name || ' ' || recipient.identifier, '') || ' ' || ${saidIn(0)}`)} as words,
      ${folded(saidIn(1))} as notes
    from ticket
    left join subcategory on subcategory.id = ticket.subcategory_id
    left join user writer on writer.id = ticket.writer_id
    left join ticket_guest guest on guest.ticket_id = ticket.id
    left join structure issuer on issuer.id = ticket.structure_id
    left join structure recipient on recipient.id = ticket.recipient_structure_id`),
  // Whatever happens to a ticket that was sent leaves an activity, after the ticket itself was changed.
  sql.raw(`create trigger ticket_searched_1 after insert on ticket_activity begin
    update ticket set last_activity_id = new.id where id = new.ticket_id;
    ${reindex('new.ticket_id')}
  end`),
  sql.raw(`create trigger ticket_searched_2 after insert on ticket_file
    when new.activity_id is not null begin
    ${reindex('new.ticket_id')}
  end`),
]

/** Names are searched and sorted by as they are now; an erased account leaves none, nor what it had not sent. */
const people = [
  sql`create trigger ticket_named after update of first_name, last_name, login, name_folded on user
    when exists (select 1 from ticket where writer_id = new.id) or exists (select 1 from ticket where assignee_id = new.id) begin
    update ticket set assignee_folded = new.name_folded where assignee_id = new.id;
    delete from ticket_search where rowid in (select position from ticket where writer_id = new.id and position is not null);
    insert into ticket_search(rowid, scope, words, notes)
      select position, scope, words, notes from ticket_words
      where id in (select id from ticket where writer_id = new.id and position is not null);
  end`,
  sql`create trigger ticket_writer_erased after update of state on user when new.state = 'erased' begin
    delete from ticket where writer_id = new.id and status = 'draft';
    update ticket set phone = '', browser = '' where writer_id = new.id;
    delete from ticket_draft where user_id = new.id;
  end`,
]

const counted = (row: 'old' | 'new', change: string) => `insert into ticket_count (desk_id, service_id, status, total)
      values (${row}.desk_id, coalesce(${row}.recipient_service_id, 0), ${row}.status, ${change})
      on conflict (desk_id, service_id, status) do update set total = total + ${change};`

/** So many places of a year are counted together: a page far down a list is found without reading what comes before. */
const STRETCH = 5000
const placed = (row: 'old' | 'new') => `insert into ticket_stretch (lane, status, stretch, total)
      select lane, ${row}.status, ${row}.position / ${STRETCH}, 1 from (select ${row}.desk_id as lane union all
        select -${row}.recipient_service_id where ${row}.recipient_service_id is not null) where true
      on conflict (lane, status, stretch) do update set total = total + 1;`

/** Totals come from here; drafts are not counted: they are nobody's but their writer's. */
const counts = [
  sql`create table ticket_count (
    desk_id integer not null,
    service_id integer not null,
    status text not null,
    total integer not null check (total >= 0),
    primary key (desk_id, service_id, status)
  ) strict, without rowid`,
  sql`create index ticket_count_of_service on ticket_count(service_id, status)`,
  // lane: a desk's id or, less than zero, a service's.
  sql`create table ticket_stretch (
    lane integer not null,
    status text not null,
    stretch integer not null,
    total integer not null check (total >= 0),
    primary key (lane, status, stretch)
  ) strict, without rowid`,
  sql.raw(`create trigger ticket_counted_1 after insert on ticket when new.status <> 'draft' begin
    ${counted('new', '1')}
    ${placed('new')}
  end`),
  sql.raw(`create trigger ticket_counted_2 after update of status, route, recipient_structure_id, recipient_service_id on ticket
    when new.status <> 'draft' and old.status <> 'draft' begin
    update ticket_count set total = total - 1
      where desk_id = old.desk_id and service_id = coalesce(old.recipient_service_id, 0) and status = old.status;
    update ticket_stretch set total = total - 1 where lane in (old.desk_id, -old.recipient_service_id)
      and status = old.status and stretch = old.position / ${STRETCH};
    ${counted('new', '1')}
    ${placed('new')}
  end`),
  sql.raw(`create trigger ticket_counted_3 after update of status on ticket
    when new.status <> 'draft' and old.status = 'draft' begin
    ${counted('new', '1')}
    ${placed('new')}
  end`),
]

/** Whoever may have lost the right to process tickets: their assignments are looked at again. */
const losses = [
  sql`create table ticket_agent_changed (user_id integer primary key references user(id) on delete cascade) strict`,
  ...[
    ['subscription', 'delete', `old.space = 'requests_received'`, 'old.membership_id'],
    ['subscription', 'update', `old.space = 'requests_received'`, 'old.membership_id'],
    ['membership_service', 'delete', '1', 'old.membership_id'],
    ['membership', 'update', '1', 'old.id'],
  ].map(([table, event, when, membership]) =>
    sql.raw(`create trigger ticket_agent_${table}_${event} before ${event} on ${table} when ${when} begin
      insert or ignore into ticket_agent_changed select user_id from membership where id = ${membership}
        and exists (select 1 from ticket where assignee_id = membership.user_id);
    end`),
  ),
  sql`create trigger ticket_agent_membership_delete before delete on membership
    when exists (select 1 from ticket where assignee_id = old.user_id) begin
    insert or ignore into ticket_agent_changed values (old.user_id);
  end`,
  // A closed ticket keeps the name of who had it, who may have gone before an acceptance is undone.
  sql`create trigger ticket_agent_reopened after update of status on ticket
    when old.status = 'closed' and new.status <> 'closed' and new.assignee_id is not null begin
    insert or ignore into ticket_agent_changed values (new.assignee_id);
  end`,
  sql`create trigger ticket_agent_user after update of state, is_operator on user
    when exists (select 1 from ticket where assignee_id = new.id) begin
    insert or ignore into ticket_agent_changed values (new.id);
  end`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...search, ...people, ...counts, ...losses]) await statement.execute(db)
}
