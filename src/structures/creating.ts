import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import type { Establishment, Lookup } from '../sirene/rules.ts'
import { parisDate } from '../values/dates.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { fold } from '../values/text.ts'
import { findBySiret } from './queries.ts'
import {
  type CreateRefusal,
  isNameless,
  openEstablishment,
  type PrivateInput,
  type StructureKind,
  whyNotCreatePrivate,
} from './rules.ts'

type Created = { id: number; name: string }

/**
 * Makes an active private structure of what the register says, with the actor as its primary manager.
 * The register is asked before: it is another machine or file, and a transaction waits for nobody.
 */
export const createPrivateStructure = (
  act: Act,
  input: PrivateInput & { lookup: Lookup },
): Promise<Result<Created, CreateRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Created, CreateRefusal>> => {
    const found = openEstablishment(input.lookup)
    if (!found.ok) return found
    if (await findBySiret(act, found.value.siret)) return refuse('already-exists')
    const refusal = whyNotCreatePrivate(found.value, input)
    if (refusal) return refuse(refusal)
    const name = isNameless(found.value) ? input.name : found.value.name
    const id = await insertStructure(act, found.value, { kind: 'private', name })
    const membershipId = await insertPrimary(act, id)
    await act.db
      .updateTable('structure')
      .set({ state: 'active', primary_membership_id: membershipId })
      .where('id', '=', id)
      .execute()
    await recordCreation(act, found.value, { id, name })
    await record(act, {
      action: 'membership.created',
      subject: `membership/${membershipId}`,
      structureId: id,
      person: { id: act.actor.id, name: act.actor.name },
      after: { role: 'primary_manager', services: null, startsOn: parisDate(act.now) },
    })
    return accept({ id, name })
  })

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
export const recordCreation = (act: Act, { siret }: Establishment, { id, name }: Created): Promise<void> =>
  record(act, {
    action: 'structure.created',
    subject: `structure/${id}`,
    structureId: id,
    person: null,
    after: { name, identifier: siret },
  })

async function insertPrimary(act: Act, structureId: number): Promise<number> {
  const { id } = await act.db
    .insertInto('membership')
    .values({
      user_id: act.actor.id,
      structure_id: structureId,
      role: 'primary_manager',
      whole_structure: 1,
      witness_service_id: null,
      starts_on: parisDate(act.now),
      ends_on: null,
      created_at: act.now.toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
