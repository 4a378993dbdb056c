import { expect } from 'vitest'
import type { Role } from '../../src/act.ts'
import { parisDate } from '../../src/values/dates.ts'
import type { TestWorld } from '../world.ts'

/** Who has which role where, as `user structure`. */
export async function rolesOf(w: TestWorld): Promise<Map<string, Role>> {
  const rows = await w.db.selectFrom('membership').select(['user_id', 'structure_id', 'role']).execute()
  return new Map(rows.map(({ user_id, structure_id, role }) => [`${user_id} ${structure_id}`, role]))
}

export const primaryOf = async (w: TestWorld, structureId: number): Promise<number> => {
  const row = await w.db
    .selectFrom('structure')
    .innerJoin('membership', 'membership.id', 'structure.primary_membership_id')
    .select('user_id')
    .where('structure.id', '=', structureId)
    .executeTakeFirstOrThrow()
  return row.user_id
}

/** What must hold after every act: one primary manager each, an active person, for the whole, without end; nobody holds nothing. */
export async function expectOnePrimaryEach(w: TestWorld): Promise<void> {
  const structures = await w.db
    .selectFrom('structure')
    .leftJoin('membership', 'membership.id', 'structure.primary_membership_id')
    .leftJoin('user', 'user.id', 'membership.user_id')
    .select(['structure.id', 'membership.structure_id', 'role', 'whole_structure', 'starts_on', 'ends_on'])
    .select(['user.state', 'user.kind'])
    .where('structure.state', '=', 'active')
    .execute()
  for (const structure of structures) {
    expect(structure).toMatchObject({
      structure_id: structure.id,
      role: 'primary_manager',
      whole_structure: 1,
      ends_on: null,
      state: 'active',
      kind: 'person',
    })
    expect((structure.starts_on ?? '9') <= parisDate(w.clock.now)).toBe(true)
  }
  // One that became another by a change of SIRET is inactive, and keeps its own for its history.
  const primaries = await w.db
    .selectFrom('membership')
    .innerJoin('structure', 'structure.id', 'membership.structure_id')
    .select('membership.id')
    .where('role', '=', 'primary_manager')
    .where('structure.state', '=', 'active')
    .execute()
  expect(primaries).toHaveLength(structures.length)
  const empty = await w.db
    .selectFrom('membership')
    .leftJoin('membership_service', 'membership_service.membership_id', 'membership.id')
    .select('membership.id')
    .where('whole_structure', '=', 0)
    .where('service_id', 'is', null)
    .execute()
  expect(empty).toEqual([])
  const erased = await w.db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select('membership.id')
    .where('user.state', '=', 'erased')
    .execute()
  expect(erased).toEqual([])
}
