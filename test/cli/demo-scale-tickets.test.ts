import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { databaseFile } from '../../src/cli/database-file.ts'
import { STRETCH } from '../../src/tickets/list-start-queries.ts'
import { lookAt, putCopy, THURSDAY } from './demonstration.ts'
import { openFolder } from './guichet.ts'

const place = { dataDir: '', story: '' }
beforeAll(async () => {
  place.dataDir = openFolder({ keep: true })
  place.story = openFolder({ keep: true })
  await putCopy(place.dataDir, 1000)
  await putCopy(place.story)
})
afterAll(() => {
  for (const folder of [place.dataDir, place.story]) rmSync(folder, { recursive: true, force: true })
})

const list = (query: string) => lookAt(place.dataDir).prepare(query).raw().all()
const value = (query: string) => lookAt(place.dataDir).prepare(query).pluck().get()
const inStory = (query: string) => lookAt(place.story).prepare(query).pluck().get() as number

const FINANCE = `(select service.id from service join structure on structure.id = structure_id
  where identifier = '21930051400011' and code = 'FIN')`

test('a thousand tickets come besides the story’s, a hundred of them open at the finance service', () => {
  const sent = `select count(*) from ticket where status <> 'draft'`
  expect(value(sent)).toBe(inStory(sent) + 1000)
  const open = `select count(*) from ticket where status = 'open' and recipient_service_id = ${FINANCE}`
  expect(value(open)).toBe(inStory(open) + 100)
  const kinds = list(`select status, closed_how, count(*) > 5 from ticket where status <> 'draft' group by 1, 2`)
  expect(kinds).toEqual([
    ['awaiting_information', null, 1],
    ['closed', 'accepted', 1],
    ['closed', 'automatic', 1],
    ['closed', 'writer', 1],
    ['open', null, 1],
    ['resolved', null, 1],
  ])
  expect(value('select count(distinct desk_id) from ticket')).toBeGreaterThan(50)
})

test('counters say what the rows say', () => {
  const counted = 'select desk_id, service_id, status, total from ticket_count where total > 0 order by 1, 2, 3'
  const real = `select desk_id, coalesce(recipient_service_id, 0), status, count(*) from ticket
    where status <> 'draft' group by 1, 2, 3 order by 1, 2, 3`
  expect(list(counted)).toEqual(list(real))
  const stretches = 'select lane, status, stretch, total from ticket_stretch where total > 0 order by 1, 2, 3'
  const lanes = (lane: string) =>
    `select ${lane} as lane, status, position / ${STRETCH} as stretch, count(*) from ticket where status <> 'draft' and lane is not null`
  expect(list(stretches)).toEqual(
    list(
      `${lanes('desk_id')} group by 1, 2, 3 union all ${lanes('-recipient_service_id')} group by 1, 2, 3 order by 1, 2, 3`,
    ),
  )
  expect(list('select year, last from ticket_number')).toEqual(
    list('select position / 1000000000, max(position) % 1000000000 from ticket where position is not null group by 1'),
  )
})

/** The database as a file of the test's own. */
function copyOf(dataDir: string): Database.Database {
  const file = join(openFolder(), 'copy.sqlite')
  copyFileSync(databaseFile(dataDir), file)
  const db = new Database(file)
  onTestFinished(() => void db.close())
  return db
}

test('the word index is the one that the tickets’ own words give, and made as the migration made it', () => {
  const db = copyOf(place.dataDir)
  const { sql } = db.prepare(`select sql from sqlite_schema where name = 'ticket_search'`).get() as { sql: string }
  db.exec(`${sql.replace('ticket_search', 'anew')};
    insert into anew(rowid, scope, words, notes) select entry, scope, words, notes from ticket_words where position is not null;
    create virtual table anew_term using fts5vocab(anew, 'instance')`)
  const differ = (one: string, other: string) =>
    db.prepare(`select count(*) from (select * from ${one} except select * from ${other})`).pluck().get()
  expect([differ('ticket_term', 'anew_term'), differ('anew_term', 'ticket_term')]).toEqual([0, 0])
  const said = `(select term from anew_term where col <> 'scope')`
  const known = `(select term from ticket_word)`
  expect([differ(said, known), differ(known, said)]).toEqual([0, 0])
  db.exec(`insert into ticket_search(ticket_search) values ('integrity-check')`)
})

test('indexes and triggers are those of a demonstration without a crowd', () => {
  const query = `select type, name, tbl_name, sql from sqlite_schema where name not like 'sqlite_%' order by name`
  expect(list(query)).toEqual(lookAt(place.story).prepare(query).raw().all())
})

test('nothing hangs in the air, and numbers follow the time of sending', () => {
  expect(list('pragma foreign_key_check')).toEqual([])
  expect(list('pragma integrity_check')).toEqual([['ok']])
  const backwards = `select count(*) from (select sent_at, lag(sent_at) over (order by position) as before from ticket
    where position is not null) where before > sent_at`
  expect(value(backwards)).toBe(0)
  const lost = `select count(*) from ticket where position is not null and last_activity_id is not
    (select max(id) from ticket_activity where ticket_id = ticket.id)`
  expect(value(lost)).toBe(0)
  const early = `select count(*) from (select at, lag(at) over (partition by ticket_id order by id) as before
    from ticket_activity) where before > at`
  expect(value(early)).toBe(0)
  expect(value(`select count(*) from ticket where sent_at > '${THURSDAY.toISOString()}'`)).toBe(0)
})

test('none of the crowd’s tickets is due to be closed, or its writer to be warned', () => {
  const weekBefore = new Date(THURSDAY.getTime() - 7 * 24 * 3_600_000).toISOString()
  const waiting = `select min(waiting_since), max(waiting_since), count(*) from ticket where waiting_since is not null and id <= 1000`
  const [[first, last, count]] = list(waiting) as [[string, string, number]]
  expect([first > weekBefore, last < THURSDAY.toISOString(), count > 20]).toEqual([true, true, true])
})
