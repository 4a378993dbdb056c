import type { AnyAct } from '../act.ts'

/** A service that can be ticked, or is held though closed. */
export type TickedService = { id: number; code: string; name: string; isOpen: boolean }

/** The services that somebody can be attached to: the open ones by name, 500 at most, and those held already. */
export async function listTickable(act: AnyAct, structureId: number, held: number[] = []): Promise<TickedService[]> {
  const rows = await act.db
    .selectFrom('service')
    .select(['id', 'code', 'name', 'state'])
    .where('structure_id', '=', structureId)
    .where((eb) => eb.or([eb('state', '=', 'open'), ...(held.length > 0 ? [eb('id', 'in', held)] : [])]))
    .orderBy('name_folded')
    .orderBy('id')
    .limit(500)
    .execute()
  return rows.map(({ state, ...service }) => ({ ...service, isOpen: state === 'open' }))
}

/** The names of `any` services of the structure by name, or null when one is not there, or one of `open` is not open. */
export async function listServicesNamed(
  { db }: AnyAct,
  structureId: number,
  { open, any }: { open: number[]; any: number[] },
): Promise<string[] | null> {
  if (any.length === 0) return []
  const rows = await db
    .selectFrom('service')
    .select(['id', 'name', 'state'])
    .where('structure_id', '=', structureId)
    .where('id', 'in', any)
    .orderBy('name_folded')
    .execute()
  const isClosed = rows.some(({ id, state }) => state === 'closed' && open.includes(id))
  return isClosed || rows.length !== new Set(any).size ? null : rows.map(({ name }) => name)
}
