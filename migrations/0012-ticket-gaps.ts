import { type Kysely, sql } from 'kysely'

const gaps = [
  // Whether open pages bring themselves up to date.
  sql`alter table user add column page_updates integer not null default 1 check (page_updates in (0, 1))`,
  // Who handed a ticket to the platform's support, as long as it lies there: that is where it can be sent back to.
  sql`alter table ticket add column sender_structure_id integer references structure(id)`,
  sql`alter table ticket add column sender_service_id integer references service(id)`,
  // So far only the name of the desk was kept, as it was then: where it is still the name of just one, it is that one.
  sql`create temp table handed as
    select ticket.id, (select details ->> '$.sender' from ticket_activity
      where ticket_id = ticket.id and kind = 'transferred_to_support' order by id desc limit 1) as sender
    from ticket where route = 'support' and status <> 'draft'
      and exists (select 1 from ticket_activity where ticket_id = ticket.id and kind = 'transferred_to_support')`,
  sql`create temp table desk_called as
    select name, structure_id, service_id, count(*) as total from (
      select name, id as structure_id, null as service_id from structure
      union all
      select structure.name || ', ' || service.name, structure.id, service.id
        from service join structure on structure.id = service.structure_id)
    where name in (select sender from handed) group by name`,
  sql`update ticket set sender_structure_id = desk.structure_id, sender_service_id = desk.service_id
    from handed join desk_called as desk on desk.name = handed.sender and desk.total = 1 where handed.id = ticket.id`,
  sql`drop table handed`,
  sql`drop table desk_called`,
  sql`create index ticket_sent_by_structure on ticket(sender_structure_id) where sender_structure_id is not null`,
  sql`create index ticket_sent_by_service on ticket(sender_service_id) where sender_service_id is not null`,
  // The answer that whoever holds a link to a ticket is writing, until it is sent.
  sql`create table ticket_guest_draft (
    ticket_id integer primary key references ticket(id) on delete cascade,
    body text not null,
    at text not null
  ) strict`,
  sql`create index ticket_guest_draft_age on ticket_guest_draft(at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of gaps) await statement.execute(db)
}
