import { sql } from 'kysely'
import type { Act } from '../act.ts'
import { parisDate } from '../values/dates.ts'
import { fold } from '../values/text.ts'
import type { Ticket } from './rules.ts'
import type { Activity, Named } from './viewing-rules.ts'

type Desk = Pick<Ticket, 'route' | 'recipient_structure_id' | 'recipient_service_id'>
/** Somebody to whom a ticket can be given. */
export type Agent = Named & { login: string }
export type AgentSearch = { q: string; limit: number }

const fullName = sql<string>`user.first_name || ' ' || user.last_name`

/**
 * Who processes the tickets of this desk: "Sollicitations reçues" with Modification, or the platform support. By last name;
 * `limit` at most, and `isCut` when there are more.
 */
export async function listAgents(
  act: Act,
  desk: Desk,
  { q, limit }: AgentSearch,
): Promise<{ agents: Agent[]; isCut: boolean }> {
  const found = desk.route === 'support' ? supporters(act) : agentsOf(act, desk)
  const rows = await fold(q)
    .split(' ')
    .filter(Boolean)
    .reduce(
      (query, word) => query.where(sql<boolean>`instr(user.name_folded || ' ' || user.login, ${word}) > 0`),
      found,
    )
    .select(['user.id', fullName.as('name'), 'user.login'])
    .where('user.state', '=', 'active')
    .where('user.kind', '<>', 'technical')
    .orderBy('user.name_folded')
    .orderBy('user.id')
    .limit(limit + 1)
    .execute()
  return { agents: rows.slice(0, limit), isCut: rows.length > limit }
}

const supporters = ({ db }: Act) => db.selectFrom('user').where(sql<boolean>`user.is_operator = 1`)

/** The same extent as `desksOf` reads from an actor. */
function agentsOf({ db, now }: Act, { recipient_structure_id, recipient_service_id }: Desk) {
  const today = parisDate(now)
  return db.selectFrom('user').where(
    sql<boolean>`user.id in (select membership.user_id from subscription
      join membership on membership.id = subscription.membership_id
      where subscription.structure_id = ${recipient_structure_id} and subscription.space = 'requests_received'
        and subscription.access = 'write'
        and membership.starts_on <= ${today} and (membership.ends_on is null or membership.ends_on >= ${today})
        and (membership.whole_structure = 1 or exists (select 1 from membership_service as held
          where held.membership_id = membership.id and held.service_id = ${recipient_service_id}))
        and (subscription.service_id is null or subscription.service_id = ${recipient_service_id}))`,
  )
}

/** How and when the ticket became whose it is. */
export const findAssignment = (
  { db }: Pick<Act, 'db'>,
  ticketId: number,
): Promise<Pick<Activity, 'kind' | 'at'> | undefined> =>
  db
    .selectFrom('ticket_activity')
    .select(['kind', 'at'])
    .where('ticket_id', '=', ticketId)
    .where('kind', 'in', ['taken', 'assigned'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** When the ticket was given to this person, so many times back. */
export async function findEarlierAssignment(
  { db }: Pick<Act, 'db'>,
  ticketId: number,
  { userId, back }: { userId: number; back: number },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('ticket_activity')
    .select('at')
    .where('ticket_id', '=', ticketId)
    .where('kind', '=', 'assigned')
    .where(sql<boolean>`details ->> 'to_user' = ${userId}`)
    .orderBy('id', 'desc')
    .limit(1)
    .offset(back - 1)
    .executeTakeFirst()
  return row?.at
}

/** Lines that name people by their ids, with the names that they have now: those of an erased account are neutral. */
export async function withNames({ db }: Pick<Act, 'db'>, activities: Activity[]): Promise<Activity[]> {
  const ids = activities.flatMap(({ details }) => [details['to_user'], details['from_user']])
  const wanted = ids.filter((id) => typeof id === 'number')
  if (wanted.length === 0) return activities
  const rows = await db
    .selectFrom('user')
    .select(['id', fullName.as('name')])
    .where('id', 'in', wanted)
    .execute()
  const names = new Map<unknown, string>(rows.map(({ id, name }) => [id, name]))
  return activities.map((activity) => {
    const { to_user, from_user, ...details } = activity.details
    const [to, from] = [names.get(to_user), names.get(from_user)]
    return { ...activity, details: { ...details, ...(to && { to }), ...(from && { from }) } }
  })
}

/** Whether this person did such a thing to the ticket after what their page showed: what they were writing was sent. */
export async function wasSentSince(
  { db, actor }: Act,
  ticketId: number,
  { kinds, seen }: { kinds: readonly Activity['kind'][]; seen: number },
): Promise<boolean> {
  const row = await db
    .selectFrom('ticket_activity')
    .select('id')
    .where('ticket_id', '=', ticketId)
    .where('id', '>', seen)
    .where('author_id', '=', actor.id)
    .where('kind', 'in', kinds)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Somebody to whom tickets can be given, with the name by which lists are sorted: machines answer nobody. */
export const findAgent = (
  { db }: Pick<Act, 'db'>,
  id: number,
): Promise<{ id: number; name_folded: string } | undefined> =>
  db
    .selectFrom('user')
    .select(['id', 'name_folded'])
    .where('id', '=', id)
    .where('kind', '<>', 'technical')
    .executeTakeFirst()

/** By what a list is sorted that is sorted by people. */
export const findFoldedName = async ({ db }: Pick<Act, 'db'>, id: number): Promise<string> =>
  (await db.selectFrom('user').select('name_folded').where('id', '=', id).executeTakeFirstOrThrow()).name_folded
