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

const search = [
  sql`drop view ticket_words`,
  // As before, and whose it is and how it stands in one word: of two frequent ones the index reads all that either has.
  sql.raw(`create view ticket_words as select ticket.id, ticket.position,
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
  sql`insert into ticket_search(ticket_search) values ('delete-all')`,
  sql`insert into ticket_search(rowid, scope, words, notes)
    select position, scope, words, notes from ticket_words where position is not null order by position`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...lists, ...others, ...search]) await statement.execute(db)
}
