import type Database from 'better-sqlite3'
import { STRETCH } from '../tickets/list-start-queries.ts'
import { POSITIONS } from '../tickets/rules.ts'
import { openDays } from './demo-days.ts'
import { massTicket } from './demo-mass-ticket-plan.ts'
import { findTicketPlaces } from './demo-mass-ticket-places.ts'
import { openTicketRows } from './demo-mass-ticket-rows.ts'
import { withoutIndexes } from './demo-mass-shedding.ts'
import type { StoredFile } from '../outside/files.ts'

/** Tickets in one transaction. */
const AT_ONCE = 20_000
const TABLES = ['ticket', 'ticket_activity', 'ticket_file', 'ticket_guest', 'ticket_rating']

/**
 * Lets so many tickets come, as they stand today with all that happened to them, in the order in which they were sent.
 * `files` lie in the store; some tickets have one. `said` hears of the way in percent.
 */
export function letTicketsCome(
  sqlite: Database.Database,
  { amount, files, now }: { amount: number; files: StoredFile[]; now: Date },
  said: (percent: number) => void,
): void {
  // Nobody reads it yet, and unfinished it is thrown away: nothing has to be undone, and nothing is looked up twice.
  sqlite.pragma('journal_mode=OFF')
  sqlite.pragma('foreign_keys=OFF')
  const fill = () => {
    const put = openTicketRows(sqlite, { places: findTicketPlaces(sqlite), files, days: openDays(now) })
    for (let from = 0; from < amount; from += AT_ONCE) {
      sqlite.transaction(() => {
        for (let number = from; number < Math.min(amount, from + AT_ONCE); number++) put(massTicket(number, amount))
      })()
      said(Math.floor((40 * from) / amount))
    }
  }
  const whole = () => {
    said(60)
    countAll(sqlite)
    indexWords(sqlite, (share) => said(60 + Math.floor(40 * share)))
  }
  withoutIndexes(sqlite, TABLES, { fill, whole })
  sqlite.pragma('foreign_keys=ON')
  sqlite.pragma('journal_mode=WAL')
}

/** What the triggers would have counted, ticket by ticket. */
function countAll(sqlite: Database.Database): void {
  sqlite.exec(`delete from ticket_count; delete from ticket_stretch; delete from ticket_number;
    insert into ticket_count select desk_id, coalesce(recipient_service_id, 0), status, count(*)
      from ticket where status <> 'draft' group by 1, 2, 3;
    insert into ticket_stretch select desk_id, status, position / ${STRETCH}, count(*)
      from ticket where status <> 'draft' group by 1, 2, 3;
    insert into ticket_stretch select -recipient_service_id, status, position / ${STRETCH}, count(*)
      from ticket where status <> 'draft' and recipient_service_id is not null group by 1, 2, 3;
    insert into ticket_number select position / ${POSITIONS}, max(position) % ${POSITIONS}
      from ticket where position is not null group by 1`)
}

/** Words of so many tickets are gathered in memory before they are written: the index is merged less often. */
const GATHERED_BYTES = 64 * 1024 * 1024

function indexWords(sqlite: Database.Database, said: (share: number) => void): void {
  // As they stand here: what is bound is no whole number to SQLite.
  sqlite.exec(`insert into ticket_search(ticket_search, rank) values ('hashsize', ${GATHERED_BYTES}), ('automerge', 0)`)
  const last = sqlite.prepare('select max(id) from ticket').pluck().get() as number
  // In the order of the index, where closed tickets lie before all others: what it has gathered is written in one go.
  for (const [at, side] of ['<', '>'].entries()) {
    const insert = sqlite.prepare(`insert into ticket_search(rowid, scope, words, notes)
      select entry, scope, words, notes from ticket_words
      where id >= ? and id < ? and position is not null and entry ${side} 0 order by id`)
    for (let from = 1; from <= last; from += 10 * AT_ONCE) {
      insert.run(from, from + 10 * AT_ONCE)
      said(0.4 * (at + from / last))
    }
  }
  sqlite.exec(`insert into ticket_search(ticket_search) values ('optimize');
    create virtual table temp.ticket_indexed using fts5vocab(main, ticket_search, 'col');
    insert into ticket_vocabulary(ticket_vocabulary) values ('delete-all');
    insert into ticket_vocabulary(rowid, words) select row_number() over (order by start), words from (
      select substr(term, 1, 4) as start, group_concat(term, ' ') as words
      from (select distinct term from ticket_indexed where col <> 'scope') group by start);
    insert into ticket_vocabulary(ticket_vocabulary) values ('optimize');
    drop table ticket_indexed`)
  // The index goes on as it was made.
  sqlite.exec(`insert into ticket_search(ticket_search, rank) values ('hashsize', ${1024 * 1024}), ('automerge', 4)`)
  said(1)
}
