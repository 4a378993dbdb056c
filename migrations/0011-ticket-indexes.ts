import { type Kysely, sql } from 'kysely'

/** A draft is on no list but its writer's: it lies in none of these, and a ticket enters each of them once, as it is sent. */
const lists = ['desk_id', 'recipient_service_id'].flatMap((desk) =>
  [
    ['status', 'reason'],
    ['category', 'subcategory_id'],
    ['subject', 'subject_folded'],
    ['assignee', 'assignee_folded'],
    ['due', 'due_at'],
  ].flatMap(([order, column]) => {
    const name = `ticket_${desk === 'desk_id' ? 'desk' : 'service'}_by_${order}`
    return [
      sql.raw(`drop index ${name}`),
      sql.raw(`create index ${name} on ticket(${desk}, status, ${column}, position)
        where ${desk} is not null and position is not null`),
    ]
  }),
)

const others = [
  sql`drop index ticket_of_assignee`,
  sql`create index ticket_of_assignee on ticket(assignee_id, status, position) where assignee_id is not null`,
  // Who processes a structure's tickets is asked for each that comes in; those who only read them may be thousands.
  sql`create index subscription_with_access on subscription(structure_id, space, access, service_id, membership_id)`,
]

/** What the tokenizer does not fold by itself. */
const folded = (text: string) =>
  `replace(replace(replace(replace(replace(replace(replace(${text}, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ø', 'o'), 'Ø', 'o'), 'ß', 'ss')`

const saidIn = (internal: 0 | 1) => `coalesce((select group_concat(body, ' ') from ticket_activity
    where ticket_id = ticket.id and is_internal = ${internal}), '') || ' ' ||
  coalesce((select group_concat(name, ' ') from ticket_file where ticket_id = ticket.id and is_internal = ${internal}), '')`

/** Positions are years and numbers, as 2026000000123: none comes near. */
const CLOSED_BELOW = 10_000_000_000_000

/** A word stands in some of so many texts of the vocabulary at most, however many tickets have it. */
const TEXTS = 64

const reindex = (ids: string) => `delete from ticket_search where rowid in (
        select position from ticket where id in (${ids}) and position is not null
        union all select position - ${CLOSED_BELOW} from ticket where id in (${ids}) and position is not null);
    insert into ticket_search(rowid, scope, words, notes)
      select entry, scope, words, notes from ticket_words where id in (${ids}) and position is not null;
    insert into ticket_vocabulary(rowid, words) select new.id % ${TEXTS}, group_concat(words || ' ' || notes, ' ')
      from ticket_words where id in (${ids}) and position is not null;`

const search = [
  sql`drop view ticket_words`,
  sql`drop table ticket_term`,
  sql`drop table ticket_search`,
  // Without where in a text a word stands, which nobody asks for: there is half as much to read.
  sql`create virtual table ticket_search using fts5(scope, words, notes, content='', contentless_delete=1, detail=column, prefix='2 3', tokenize='unicode61 remove_diacritics 2')`,
  sql`create virtual table ticket_term using fts5vocab(ticket_search, 'instance')`,
  // Every word that a ticket has or had. To get from one to the next the index would read all tickets that have the first.
  sql`create virtual table ticket_vocabulary using fts5(words, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 2')`,
  sql`create virtual table ticket_word using fts5vocab(ticket_vocabulary, 'instance')`,
  // As before, and whose it is and how it stands in one word: of two frequent ones the index reads all that either has.
  // Closed tickets, most of them after some years, lie apart: a search among the others never steps over them.
  sql.raw(`create view ticket_words as select ticket.id, ticket.position,
      iif(ticket.status = 'closed', ticket.position - ${CLOSED_BELOW}, ticket.position) as entry,
      's' || ticket.desk_id || ' s' || ticket.desk_id || replace(ticket.status, '_', '')
        || coalesce(' v' || ticket.recipient_service_id || ' v' || ticket.recipient_service_id || replace(ticket.status, '_', ''), '')
        || ' ' || replace(ticket.status, '_', '') || ' ' || replace(ticket.reason, '_', '')
        || ' c' || ticket.subcategory_id || ' k' || subcategory.category_id
        || coalesce(' a' || ticket.assignee_id, ' unassigned') || coalesce(' w' || ticket.writer_id, '') as scope,
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
  // In the order of the index, which is written in one go so.
  ...['<', '>'].map((side) =>
    sql.raw(`insert into ticket_search(rowid, scope, words, notes)
      select entry, scope, words, notes from ticket_words where position is not null and entry ${side} 0 order by position`),
  ),
  sql`create virtual table ticket_indexed using fts5vocab(ticket_search, 'col')`,
  sql`insert into ticket_vocabulary(rowid, words) select row_number() over (order by start), words from (
    select substr(term, 1, 4) as start, group_concat(term, ' ') as words
    from (select distinct term from ticket_indexed where col <> 'scope') group by start)`,
  sql`drop table ticket_indexed`,
  sql`drop trigger ticket_searched_1`,
  sql.raw(`create trigger ticket_searched_1 after insert on ticket_activity begin
    update ticket set last_activity_id = new.id where id = new.ticket_id;
    ${reindex('new.ticket_id')}
  end`),
  sql`drop trigger ticket_searched_2`,
  sql.raw(`create trigger ticket_searched_2 after insert on ticket_file
    when new.activity_id is not null begin
    ${reindex('new.ticket_id')}
  end`),
  sql`drop trigger ticket_named`,
  sql.raw(`create trigger ticket_named after update of first_name, last_name, login, name_folded on user
    when exists (select 1 from ticket where writer_id = new.id) or exists (select 1 from ticket where assignee_id = new.id) begin
    update ticket set assignee_folded = new.name_folded where assignee_id = new.id;
    ${reindex('select id from ticket where writer_id = new.id')}
  end`),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...lists, ...others, ...search]) await statement.execute(db)
}
