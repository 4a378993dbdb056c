import { sql } from 'kysely'
import type { Space } from '../../src/act.ts'
import { paths, url } from '../../src/urls.ts'
import type { Person } from '../moment.ts'
import type { TestWorld } from '../world.ts'

/** The addresses of one space of the Mairie. */
export const addressesOf = (w: TestWorld, space: Space, id = w.mairie) => ({
  list: url(paths.managedSpaces, { id }),
  opening: url(paths.managedSpaceOpening, { id, space }),
  closing: url(paths.managedSpaceClosing, { id, space }),
})

/** Where the Mairie has a space open: null for the whole. */
export const openedFor = async (w: TestWorld, space: Space, structureId = w.mairie) => {
  const rows = await w.db
    .selectFrom('structure_space')
    .select('service_id')
    .where('structure_id', '=', structureId)
    .where('space', '=', space)
    .orderBy('service_id')
    .execute()
  return rows.map(({ service_id }) => service_id)
}

/** What somebody holds of a space: `write`, or `read:FIN` where it is for one service. */
export async function heldBy(
  w: TestWorld,
  person: Person,
  on: Space | { space: Space; at: number },
): Promise<string[]> {
  const { space, at } = typeof on === 'string' ? { space: on, at: w.mairie } : on
  const rows = await w.db
    .selectFrom('subscription')
    .innerJoin('membership', 'membership.id', 'subscription.membership_id')
    .leftJoin('service', 'service.id', 'subscription.service_id')
    .select(['subscription.access', 'service.code'])
    .where('membership.user_id', '=', person.id)
    .where('membership.structure_id', '=', at)
    .where('subscription.space', '=', space)
    .orderBy('service.code')
    .execute()
  return rows.map(({ access, code }) => (code === null ? access : `${access}:${code}`))
}

/** Somebody's subscription requests with all that they ask for and reach. */
export async function requestsOf(w: TestWorld, person: Person) {
  const rows = await w.db
    .selectFrom('subscription_request')
    .selectAll()
    .where('user_id', '=', person.id)
    .orderBy('id')
    .execute()
  const spaces = await w.db.selectFrom('subscription_request_space').selectAll().orderBy('id').execute()
  const reached = await w.db.selectFrom('subscription_request_service').selectAll().orderBy('service_id').execute()
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    origin: row.origin,
    whole: row.whole_structure,
    comment: row.comment,
    corrects: row.corrects_id,
    spaces: spaces
      .filter((one) => one.request_id === row.id)
      .map((one) => [one.space, one.asked, one.service_id] as const),
    services: reached.filter((one) => one.request_id === row.id).map((one) => one.service_id),
  }))
}

export const membershipId = async (w: TestWorld, person: Person, structureId = w.mairie): Promise<number> =>
  (
    await w.db
      .selectFrom('membership')
      .select('id')
      .where('user_id', '=', person.id)
      .where('structure_id', '=', structureId)
      .executeTakeFirstOrThrow()
  ).id

/** Makes a space one that is asked for, for everybody. */
export const onRequest = async (w: TestWorld, space: Space): Promise<void> =>
  void (await sql`update space_rule set rule = 'on_request' where space = ${space}`.execute(w.db))

/** Takes away what somebody holds of a space, as if it had never been given. */
export const takeAway = async (w: TestWorld, person: Person, space: Space): Promise<void> =>
  void (await sql`delete from subscription where space = ${space}
    and membership_id in (select id from membership where user_id = ${person.id})`.execute(w.db))
