import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import type { Lookup } from '../sirene/rules.ts'
import { insertStructure, recordCreation } from '../structures/creating.ts'
import { findBySiret } from '../structures/queries.ts'
import {
  type CreateRefusal,
  isNameless,
  openEstablishment,
  type PrivateInput,
  whyNotCreatePrivate,
} from '../structures/rules.ts'
import { giveUsualSubscriptions, openUsualSpaces } from '../subscriptions/defaults.ts'
import { parisDate } from '../values/dates.ts'
import { accept, refuse, type Result } from '../values/result.ts'

/**
 * Makes an active private structure of what the register says, with the actor as its primary manager.
 * The register is asked before: it is another machine or file, and a transaction waits for nobody.
 */
export const createPrivateStructure = (
  act: Act,
  input: PrivateInput & { lookup: Lookup },
): Promise<Result<{ id: number; name: string }, CreateRefusal>> =>
  inTransaction(act, async (act): Promise<Result<{ id: number; name: string }, CreateRefusal>> => {
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
    await openUsualSpaces(act, id)
    await giveUsualSubscriptions(act, membershipId)
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
