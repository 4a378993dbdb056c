import { cpSync, rmSync } from 'node:fs'
import type BetterSqlite from 'better-sqlite3'
import { openSessions } from '../../src/auth/sessions.ts'
import { foldedName, NUMBERED_LOGINS, numberedLogin, numberedPerson } from '../../src/cli/demo-mass-names.ts'
import { type Database, withDatabase } from './databases.ts'

/** Numbers of people whom the demonstration has not used. */
const FROM = 2_000_000
const DAY = '2026-01-01'

/** A copy of a database that a measurement may change as it likes; `use` is done with it when it resolves. */
export async function withCopy<T>(database: Database, use: (copy: Database) => Promise<T>): Promise<T> {
  const dataDir = `${database.dataDir}-crowded`
  cpSync(database.dataDir, dataDir, { recursive: true })
  try {
    return await use({ ...database, dataDir })
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/**
 * Fills a place: the database then has so many accounts, the place so many members, each with the spaces that validating
 * gives. By SQL, with every constraint and trigger in force.
 */
export const crowd = (
  dataDir: string,
  place: number,
  { people, members }: { people: number; members: number },
): Promise<void> =>
  withDatabase(dataDir, async ({ sqlite }) =>
    sqlite.transaction(() => {
      addPeople(sqlite, people)
      addMembers(sqlite, place, members)
      giveSpaces(sqlite, place)
    })(),
  )

/** A small public place of the crowd, and a session of its manager, who manages nothing else. */
export const findPlace = (dataDir: string): Promise<{ place: number; session: string }> =>
  withDatabase(dataDir, async (dbs) => {
    const { place, user } = await dbs.read
      .selectFrom('membership')
      .innerJoin('user', 'user.id', 'membership.user_id')
      .innerJoin('structure', 'structure.id', 'membership.structure_id')
      .select(['structure.id as place', 'user.id as user'])
      .where('membership.role', '=', 'primary_manager')
      .where('structure.kind', '=', 'public')
      .where('user.login', '>=', NUMBERED_LOGINS.from)
      .where('user.login', '<', NUMBERED_LOGINS.to)
      .orderBy('structure.id')
      .limit(1)
      .executeTakeFirstOrThrow()
    const sessions = openSessions(dbs, { idleHours: 12, days: 7 })
    return { place, session: await sessions.start(user, 'bench', new Date()) }
  })

function addPeople(sqlite: BetterSqlite.Database, people: number): void {
  const counted = sqlite.prepare(`select count(*) from user`).pluck().get() as number
  const insert =
    sqlite.prepare(`insert into user (state, login, contact_email, last_name, first_name, name_folded, password_hash, created_at)
    values ('active', @login, @login, @last, @first, @folded, 'none', '${DAY}')`)
  for (let n = counted; n < people; n++) {
    const person = numberedPerson(FROM + n)
    insert.run({
      login: numberedLogin(person),
      last: person.lastName,
      first: person.firstName,
      folded: foldedName(person),
    })
  }
}

function addMembers(sqlite: BetterSqlite.Database, place: number, members: number): void {
  const counted = sqlite.prepare('select count(*) from membership where structure_id = ?').pluck().get(place) as number
  sqlite
    .prepare(
      `insert into membership (user_id, structure_id, role, whole_structure, starts_on, created_at)
      select id, @place, 'simple_user', 1, '${DAY}', '${DAY}' from user
      where kind = 'person' and is_operator = 0 and id not in (select user_id from membership where structure_id = @place)
      order by id desc limit @more`,
    )
    .run({ place, more: Math.max(0, members - counted) })
}

function giveSpaces(sqlite: BetterSqlite.Database, place: number): void {
  sqlite
    .prepare(
      `insert into subscription (membership_id, structure_id, space, access, created_at)
      select membership.id, structure.id, rule.space, iif(rule.rule = 'default_read', 'read', 'write'), '${DAY}'
      from membership join structure on structure.id = membership.structure_id
      join space_rule rule on rule.structure_kind = structure.kind and rule.role = membership.role
        and rule.rule in ('default_write', 'default_read')
      join structure_space opened on opened.structure_id = structure.id and opened.space = rule.space
      where structure.id = ? and not exists (select 1 from subscription held where held.membership_id = membership.id)`,
    )
    .run(place)
}
