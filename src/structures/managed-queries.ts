import type { Act } from '../act.ts'
import { parisDate } from '../values/dates.ts'
import { type Kin, type ManagedStructure, standpointOf } from './rules.ts'

/** One structure, for those who manage it wholly or in part and for the platform support; undefined for everybody else. */
export async function findManagedStructure(act: Act, id: number): Promise<ManagedStructure | undefined> {
  if (!Number.isSafeInteger(id) || !standpointOf(act.actor, id)) return undefined
  const row = await act.db.selectFrom('structure').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const kin = await listKin(act, [row.successor_id, row.origin_id])
  const { name_folded: _, city_folded: __, primary_role: ___, ...structure } = row
  const find = (kinId: number | null) => kin.find((one) => one.id === kinId) ?? null
  return { ...structure, successor: find(row.successor_id), origin: find(row.origin_id) }
}

async function listKin({ db, actor }: Act, ids: (number | null)[]): Promise<Kin[]> {
  const named = ids.filter((id) => id !== null)
  if (named.length === 0) return []
  const rows = await db
    .selectFrom('structure')
    .select(['id', 'name', 'identifier_kind', 'identifier'])
    .where('id', 'in', named)
    .execute()
  return rows.map((row) => ({ ...row, isManaged: standpointOf(actor, row.id) !== null }))
}

/** Has the structure a technical user, for machines that speak in its name? */
export async function hasTechnicalUser({ db }: Act, structureId: number): Promise<boolean> {
  const one = db.selectFrom('technical_user').select('user_id').where('structure_id', '=', structureId)
  return (await one.executeTakeFirst()) !== undefined
}

/** Has the structure a billing mandate in force today? */
export async function hasCurrentMandate({ db, now }: Act, structureId: number): Promise<boolean> {
  const today = parisDate(now)
  const current = await db
    .selectFrom('billing_mandate')
    .select('id')
    .where('structure_id', '=', structureId)
    .where('starts_on', '<=', today)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', today)]))
    .limit(1)
    .executeTakeFirst()
  return current !== undefined
}
