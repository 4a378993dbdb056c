import { setImmediate } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { AnyAct } from '../act.ts'
import { parisDate } from '../values/dates.ts'

/** From one structure to another. Services have the same codes in both: that is how one is found from the other. */
export type Move = { from: number; to: number }

/** Memberships copied between two breaths: pages are answered meanwhile, by the connection that reads. */
const TOGETHER = 100

/** Copies what belongs to a structure into a new one that has nothing yet: services, members with all they hold, spaces. */
export async function copyStructure(act: AnyAct, move: Move): Promise<void> {
  await copyServices(act, move)
  await copySpaces(act, move)
  const ids = await listCopied(act, move.from)
  for (let at = 0; at < ids.length; at += TOGETHER) {
    await copyMembers(act, move, ids.slice(at, at + TOGETHER))
    await setImmediate()
  }
}

const run = async ({ db }: AnyAct, statement: RawBuilder<unknown>): Promise<void> => void (await statement.execute(db))

const copyServices = (act: AnyAct, { from, to }: Move) =>
  run(
    act,
    sql`insert into service (structure_id, code, name, name_folded, state)
      select ${to}, code, name, name_folded, state from service where structure_id = ${from} order by id`,
  )

const copySpaces = (act: AnyAct, { from, to }: Move) =>
  run(
    act,
    sql`insert into structure_space (structure_id, space, service_id, opened_at)
      select ${to}, opened.space, twin.id, opened.opened_at from structure_space opened
      left join service on service.id = opened.service_id
      left join service twin on twin.structure_id = ${to} and twin.code = service.code
      where opened.structure_id = ${from} order by opened.id`,
  )

/** Whose membership has not ended. A technical user belongs to one structure for good. */
async function listCopied({ db, now }: AnyAct, structureId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select('membership.id')
    .where('structure_id', '=', structureId)
    .where('user.kind', '=', 'person')
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', parisDate(now))]))
    .execute()
  return rows.map(({ id }) => id).toSorted((a, b) => a - b)
}

async function copyMembers(act: AnyAct, { to }: Move, ids: number[]): Promise<void> {
  const picked = sql`json_each(${JSON.stringify(ids)}) picked join membership old on old.id = picked.value`
  const twins = sql`${picked} join membership new on new.user_id = old.user_id and new.structure_id = ${to}`
  await run(
    act,
    sql`insert into membership
      (user_id, structure_id, role, whole_structure, witness_service_id, starts_on, ends_on, comment, created_at)
      select old.user_id, ${to}, old.role, old.whole_structure, twin.id, old.starts_on, old.ends_on, old.comment, old.created_at
      from ${picked}
      left join service on service.id = old.witness_service_id
      left join service twin on twin.structure_id = ${to} and twin.code = service.code
      order by old.id`,
  )
  await run(
    act,
    sql`insert into membership_service (membership_id, service_id, structure_id)
      select new.id, twin.id, ${to} from ${twins}
      join membership_service held on held.membership_id = old.id
      join service on service.id = held.service_id
      join service twin on twin.structure_id = ${to} and twin.code = service.code`,
  )
  await run(
    act,
    sql`insert into subscription (membership_id, structure_id, space, service_id, access, created_at)
      select new.id, ${to}, held.space, twin.id, held.access, held.created_at from ${twins}
      join subscription held on held.membership_id = old.id
      left join service on service.id = held.service_id
      left join service twin on twin.structure_id = ${to} and twin.code = service.code
      order by held.id`,
  )
}
