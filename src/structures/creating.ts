import type { Act } from '../act.ts'
import { record } from '../history/record.ts'
import type { Establishment } from '../sirene/rules.ts'
import { fold } from '../values/text.ts'
import type { StructureKind } from './rules.ts'

/** Inserts an inactive structure: it becomes active when it has its primary manager. */
export async function insertStructure(
  act: Act,
  establishment: Establishment,
  { kind, name }: { kind: StructureKind; name: string },
): Promise<number> {
  const { siret, address, postcode, city, legalCategory } = establishment
  const { id } = await act.db
    .insertInto('structure')
    .values({
      kind,
      identifier_kind: 'SIRET',
      identifier: siret,
      name,
      name_folded: fold(name),
      address,
      postcode,
      city,
      city_folded: fold(city),
      legal_category: legalCategory,
      state: 'inactive',
      primary_membership_id: null,
      successor_id: null,
      created_at: act.now.toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** One line in the history for a structure that was made. */
export const recordCreation = (
  act: Act,
  { siret }: Establishment,
  { id, name }: { id: number; name: string },
): Promise<void> =>
  record(act, {
    action: 'structure.created',
    subject: `structure/${id}`,
    structureId: id,
    person: null,
    after: { name, identifier: siret },
  })
