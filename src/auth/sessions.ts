import { CompiledQuery, type Selectable } from 'kysely'
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia } from 'lucia'
import type { Access, Actor, Role, Space } from '../act.ts'
import type { Db, UserTable } from '../db/tables.ts'
import { isUnwritable } from '../db/sqlite.ts'
import { parisDate } from '../values/dates.ts'
import { randomToken, sha256 } from '../values/random.ts'
import type { OwnSession } from './rules.ts'

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionData, UserData>
    UserId: number
    DatabaseSessionAttributes: SessionData
    DatabaseUserAttributes: UserData
  }
}
type SessionData = { createdAt: string; seenAt: string; endsAt: string; device: string }
type UserData = Selectable<UserTable>

const HOUR = 3_600_000
const LAPSED_KEPT = 24 * HOUR
const TOUCH_EVERY = 5 * 60_000
/** Lucia asks the machine's clock, we ask the request's: to Lucia a session never ends, `find` says when it does. */
const NEVER = new Date(8.64e15)

export type SessionTimes = { idleHours: number; days: number }
export type Found =
  | { state: 'valid'; id: string; user: UserData; endsAt: string }
  | { state: 'lapsed'; userId: number }
  | { state: 'none' }
export type Sessions = ReturnType<typeof openSessions>

/** Asked at every request: its text is made once. */
const SESSION_OF = `select user.*, session.device, session.seen_at, session.expires_at, session.created_at as started_at
  from session join user on user.id = session.user_id where session.id_hash = +?`
type SessionRow = UserData & { device: string; seen_at: string; expires_at: string; started_at: string }

/** Lucia over Kysely. The database holds only the SHA-256 of the session id: who reads it cannot sign in with it. */
function adapter({ read, write }: { read: Db; write: Db }): Adapter {
  const find = async (clearId: string): Promise<[DatabaseSession | null, DatabaseUser | null]> => {
    const query = CompiledQuery.raw(SESSION_OF, [sha256(clearId)]) as CompiledQuery<SessionRow>
    const [row] = (await read.executeQuery<SessionRow>(query)).rows
    if (!row) return [null, null]
    const { device, seen_at, expires_at, started_at, ...user } = row
    const attributes = { createdAt: started_at, seenAt: seen_at, endsAt: expires_at, device }
    return [
      { id: clearId, userId: user.id, expiresAt: NEVER, attributes },
      { id: user.id, attributes: user },
    ]
  }
  return {
    getSessionAndUser: find,
    setSession: async ({ id, userId, attributes: { device, createdAt, seenAt, endsAt } }) => {
      const row = { id_hash: sha256(id), user_id: userId, device, created_at: createdAt }
      await write
        .insertInto('session')
        .values({ ...row, seen_at: seenAt, expires_at: endsAt })
        .execute()
    },
    deleteSession: async (id) => void (await write.deleteFrom('session').where('id_hash', '=', sha256(id)).execute()),
    deleteUserSessions: (userId) => endSessionsOf(write, userId),
    // Of what Lucia's interface asks for besides, nothing here calls any.
    getUserSessions: async () => [],
    updateSessionExpiration: async () => undefined,
    deleteExpiredSessions: async () => undefined,
  }
}

/** Sessions with an idle and an absolute lifetime; a new id at each sign-in. Replacing Lucia is replacing this file. */
export function openSessions(dbs: { read: Db; write: Db }, times: SessionTimes) {
  const lucia = new Lucia(adapter(dbs), {
    getSessionAttributes: (session) => session,
    getUserAttributes: (user) => user,
  })
  const endOf = (createdAt: string, now: Date) =>
    new Date(
      Math.min(now.getTime() + times.idleHours * HOUR, Date.parse(createdAt) + times.days * 24 * HOUR),
    ).toISOString()

  return {
    /**
     * The session of a cookie. A lapsed one stays for a day: what its user had typed is given back to that user alone. What a
     * page asks for by itself (`isPolled`) prolongs no session: nobody may be sitting there.
     */
    async find(clearId: string, now: Date, { isPolled = false } = {}): Promise<Found> {
      const { session, user } = await lucia.validateSession(clearId)
      if (!session || user.state !== 'active') return { state: 'none' }
      if (session.endsAt <= now.toISOString()) return { state: 'lapsed', userId: user.id }
      const endsAt = isPolled ? session.endsAt : await touch(clearId, session, now)
      return { state: 'valid', id: clearId, user, endsAt }
    },
    /** Starts a session and returns its clear id, for the cookie alone. Not inside a transaction. */
    async start(userId: number, device: string, now: Date): Promise<string> {
      const at = now.toISOString()
      const id = randomToken()
      const attributes = { device, createdAt: at, seenAt: at, endsAt: endOf(at, now) }
      await lucia.createSession(userId, attributes, { sessionId: id })
      return id
    },
    end: (clearId: string) => lucia.invalidateSession(clearId),
    endAll: (userId: number) => lucia.invalidateUserSessions(userId),
    /** Takes away what lapsed more than a day ago. */
    async endExpired(now: Date): Promise<void> {
      const before = new Date(now.getTime() - LAPSED_KEPT).toISOString()
      await dbs.write.deleteFrom('session').where('expires_at', '<', before).execute()
    },
  }

  /** Notes that the session is in use, now and then; also when the clock has stepped back since. */
  async function touch(clearId: string, { seenAt, createdAt, endsAt }: SessionData, now: Date): Promise<string> {
    if (Math.abs(now.getTime() - Date.parse(seenAt)) < TOUCH_EVERY) return endsAt
    const at = now.toISOString()
    const created_at = createdAt < at ? createdAt : at
    const expires_at = endOf(created_at, now)
    const row = dbs.write.updateTable('session').where('id_hash', '=', sha256(clearId))
    try {
      await row.set({ seen_at: at, created_at, expires_at }).execute()
    } catch (error) {
      // A full disk, or another process that writes, stops nobody from reading: it is noted at a later request.
      if (!isUnwritable(error)) throw error
      return endsAt
    }
    return expires_at
  }
}

/** The acting user as they are now, in the transaction of a command; null when the account is active no more. */
export async function readCurrentActor(db: Db, userId: number, now: Date): Promise<Actor | null> {
  const user = await db.selectFrom('user').selectAll().where('id', '=', userId).executeTakeFirst()
  return user?.state === 'active' ? readActor(db, user, now) : null
}

/** Ends all sessions of a user in the transaction of what makes it necessary (a new password). */
export const endSessionsOf = async (db: Db, userId: number): Promise<void> =>
  void (await db.deleteFrom('session').where('user_id', '=', userId).execute())

/** Ends one of the user's own sessions, named by its hash. False when it is not theirs, or gone already. */
export async function endOwnSession(db: Db, userId: number, idHash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('id_hash', '=', idHash)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Read at every request: one statement, whose text is made once. */
const MEMBERSHIPS_OF = `select structure_id, role, whole_structure,
  (select json_group_array(service_id) from membership_service where membership_id = membership.id) as services,
  (select json_group_array(json_array(space, access, service_id)) from subscription
    where membership_id = membership.id) as spaces
  from membership where user_id = +? and starts_on <= +? and (ends_on is null or ends_on >= +?) order by id`
type MembershipRow = { structure_id: number; role: Role; whole_structure: 0 | 1; services: string; spaces: string }

/** The acting user with the memberships in force today, and the spaces held by them. */
export async function readActor(db: Db, user: UserData, now: Date): Promise<Actor> {
  const today = parisDate(now)
  const query = CompiledQuery.raw(MEMBERSHIPS_OF, [user.id, today, today])
  const { rows } = await db.executeQuery<MembershipRow>(query as CompiledQuery<MembershipRow>)
  return {
    id: user.id,
    name: `${user.first_name} ${user.last_name}`,
    login: user.login,
    language: user.language,
    isOperator: user.is_operator === 1,
    memberships: rows.map((row) => ({
      structureId: row.structure_id,
      role: row.role,
      services: row.whole_structure ? null : (JSON.parse(row.services) as number[]),
      spaces: (JSON.parse(row.spaces) as [Space, Access, number | null][]).map(([space, access, serviceId]) => ({
        space,
        access,
        serviceId,
      })),
    })),
  }
}

/** My sessions that still hold, newest use first. */
export async function listOwnSessions(
  db: Db,
  userId: number,
  { thisId, now }: { thisId: string; now: Date },
): Promise<OwnSession[]> {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('user_id', '=', userId)
    .where('expires_at', '>', now.toISOString())
    .orderBy('seen_at', 'desc')
    .limit(100)
    .execute()
  const thisHash = sha256(thisId)
  return rows.map((row) => ({
    id: row.id_hash,
    device: row.device,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    isThis: row.id_hash === thisHash,
  }))
}
