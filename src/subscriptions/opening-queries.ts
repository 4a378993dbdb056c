import { sql } from 'kysely'
import type { Act, AnyAct, Space } from '../act.ts'
import { ftsPrefixes, searchWords } from '../values/text.ts'
import type { Extent } from '../values/reach.ts'
import type { Choosable, Ending, Opening, StructureSpace } from './space-rules.ts'

/** Where a structure has a space open; undefined where the space is not offered at all. */
export async function findOpening(
  { db }: AnyAct,
  structureId: number,
  space: string,
): Promise<(Opening & { space: Space }) | undefined> {
  const rows = await db
    .selectFrom('space')
    .leftJoin('structure_space as opened', (join) =>
      join.onRef('opened.space', '=', 'space.code').on('opened.structure_id', '=', structureId),
    )
    .select(['space.code', 'opened.id', 'opened.service_id'])
    .where(sql<boolean>`space.code = ${space}`)
    .where('is_offered', '=', 1)
    .orderBy('opened.service_id')
    .execute()
  const [first] = rows
  if (!first) return undefined
  const whole = first.code === 'account' || rows.some(({ id, service_id }) => id !== null && service_id === null)
  return { space: first.code, whole, services: rows.flatMap(({ service_id }) => service_id ?? []) }
}

/** Memberships that a manager of services alone reaches: those attached to one of these services by name. */
const mine = (reach: Extent, membership: string) =>
  reach.whole
    ? sql<boolean>`true`
    : sql<boolean>`exists (select 1 from membership_service as held where held.membership_id = ${sql.ref(membership)}
        and held.service_id in (select value from json_each(${JSON.stringify(reach.services)})))`

/** The spaces that are offered: where this structure has them open, and how many members hold them with which access. */
export async function listStructureSpaces(act: Act, structureId: number, reach: Extent): Promise<StructureSpace[]> {
  const { db } = act
  const spaces = await db.selectFrom('space').select('code').where('is_offered', '=', 1).orderBy('position').execute()
  const opened = await db
    .selectFrom('structure_space as opened')
    .leftJoin('service', 'service.id', 'opened.service_id')
    .select(['opened.space', 'opened.service_id', 'service.name'])
    .where('opened.structure_id', '=', structureId)
    .orderBy('service.name_folded')
    .execute()
  const held = await db
    .selectFrom('subscription')
    .select(['space', 'access', sql<number>`count(distinct membership_id)`.as('members')])
    .where('structure_id', '=', structureId)
    .where(mine(reach, 'subscription.membership_id'))
    .groupBy(['space', 'access'])
    .execute()
  const count = (space: Space, access: 'write' | 'read') =>
    held.find((one) => one.space === space && one.access === access)?.members ?? 0
  return spaces.map(({ code: space }) => {
    const rows = opened.filter((one) => one.space === space)
    return {
      space,
      whole: space === 'account' || rows.some(({ service_id }) => service_id === null),
      services: rows.flatMap(({ service_id }) => service_id ?? []),
      names: rows.flatMap(({ name }) => name ?? []),
      write: count(space, 'write'),
      read: count(space, 'read'),
    }
  })
}

/** Open services as far as the actor reaches: first those that the space is open for, so that none is lost where the list is cut; by name. */
export async function listReachedServices(
  act: Act,
  { structureId, reach, opened }: { structureId: number; reach: Extent; opened: number[] },
  limit: number,
) {
  return act.db
    .selectFrom('service')
    .select(['id', 'code', 'name'])
    .where('structure_id', '=', structureId)
    .where('state', '=', 'open')
    .$if(!reach.whole, (query) =>
      query.where(sql<boolean>`id in (select value from json_each(${JSON.stringify(reach.services)}))`),
    )
    .orderBy(sql`id in (select value from json_each(${JSON.stringify(opened)}))`, 'desc')
    .orderBy('name_folded')
    .orderBy('id')
    .limit(limit)
    .execute()
}

type Choosing = { structureId: number; reach: Extent; q: string; limit: number }

const choosable = (act: Act, { structureId, reach }: Pick<Choosing, 'structureId' | 'reach'>) =>
  act.db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .where('membership.structure_id', '=', structureId)
    .where('membership.user_id', '<>', act.actor.id)
    .where('user.kind', '=', 'person')
    .where('user.state', '=', 'active')
    .where(mine(reach, 'membership.id'))

/** Members by name, without the actor: the first of those found by the words of their name or login. */
export async function listChoosable(act: Act, choosing: Choosing): Promise<Choosable[]> {
  const words = searchWords(choosing.q)
  const rows = await choosable(act, choosing)
    .select(['membership.id as membershipId', 'user.first_name', 'user.last_name', 'user.login', 'membership.role'])
    .$if(words.length > 0, (query) =>
      query.where(
        sql<boolean>`membership.id in (select rowid from member_search where member_search
          match ${`scope : s${choosing.structureId} AND {last first login} : (${ftsPrefixes(words)})`})`,
      ),
    )
    .orderBy('membership.member_folded')
    .orderBy('membership.id')
    .limit(choosing.limit)
    .execute()
  return rows.map(({ first_name, last_name, ...row }) => ({ ...row, name: `${first_name} ${last_name}` }))
}

/** How many members an opening can be made for; counting stops one beyond `limit`. */
export async function countChoosable(act: Act, on: Pick<Choosing, 'structureId' | 'reach'>, limit: number) {
  const counted = choosable(act, on)
    .select('membership.id')
    .limit(limit + 1)
  const { total } = await act.db
    .selectFrom(counted.as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

/** Those of these memberships that the actor may choose. */
export const listChosen = (act: Act, on: Pick<Choosing, 'structureId' | 'reach'>, ids: number[]) =>
  choosable(act, on)
    .select('membership.id')
    .where(sql<boolean>`membership.id in (select value from json_each(${JSON.stringify(ids)}))`)
    .orderBy('membership.id')
    .execute()

/** What ends when the actor closes the space, as far as they reach. */
export async function countEnding(
  { db }: Act,
  { structureId, space }: { structureId: number; space: Space },
  reach: Extent,
): Promise<Ending> {
  const where = reach.whole
    ? sql<boolean>`true`
    : sql<boolean>`one.service_id in (select value from json_each(${JSON.stringify(reach.services)}))`
  const { rows } = await sql<Ending>`select
    (select count(distinct membership_id) from subscription as one
      where structure_id = ${structureId} and space = ${space} and ${where}) as members,
    (select count(distinct one.request_id) from subscription_request as request
      join subscription_request_space as one on one.request_id = request.id
      where request.structure_id = ${structureId} and request.state = 'pending' and one.space = ${space} and ${where}) as requests
    `.execute(db)
  return rows[0] ?? { members: 0, requests: 0 }
}
