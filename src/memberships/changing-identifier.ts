import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { type Establishment, looksPublic } from '../sirene/rules.ts'
import { insertStructure } from '../structures/creating.ts'
import { findManagedStructure } from '../structures/managed-queries.ts'
import { findBySiret } from '../structures/queries.ts'
import { isNameless, type ManagedStructure } from '../structures/rules.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { copyStructure } from './identifier-copying.ts'
import { mailNewIdentifier } from './identifier-mails.ts'
import { moveRequests } from './identifier-requests.ts'
import {
  type ChangeIdentifierRefusal,
  newEstablishment,
  type NewIdentifier,
  whyNotChangeIdentifier,
} from './identifier-rules.ts'

type Changed = { id: number; name: string; identifier: string }

/**
 * Makes a new structure of what the register says (it is asked before, outside the transaction) and of all that the old
 * one has, except its billing mandates, its technical user, its PACAGE number, social regime and VAT number and its
 * connection information. The old one becomes inactive, stays readable, and names the new one as its successor.
 */
export const changeIdentifier = (
  act: Act,
  structureId: number,
  lookup: NewIdentifier,
): Promise<Result<Changed, ChangeIdentifierRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Changed, ChangeIdentifierRefusal>> => {
    const old = await findManagedStructure(act, structureId)
    const refusal = old ? whyNotChangeIdentifier(act.actor, old) : 'not-found'
    if (!old || refusal) return refuse(refusal ?? 'not-found')
    const found = newEstablishment(old, lookup)
    if (!found.ok) return found
    if (await findBySiret(act, found.value.siret)) return refuse('already-used')
    const declaredPrivate = looksPublic(found.value)
    if (declaredPrivate && !lookup.isPrivate) return refuse('looks-public')
    const changed = await duplicate(act, old, found.value)
    await closeOld(act, old, changed)
    await moveRequests(act, { from: old.id, to: changed.id }, changed)
    await recordBoth(act, old, { ...changed, declaredPrivate })
    await mailNewIdentifier(act, {
      structureId: changed.id,
      structure: changed.name,
      former: old.identifier,
      identifier: changed.identifier,
    })
    return accept(changed)
  })

/** The register names no person who asked not to be disclosed: the old structure's name stays. */
async function duplicate(act: Act, old: ManagedStructure, establishment: Establishment): Promise<Changed> {
  const name = isNameless(establishment) ? old.name : establishment.name
  const id = await insertStructure(act, establishment, { kind: 'private', name })
  await copyStructure(act, { from: old.id, to: id })
  const primary = await act.db
    .selectFrom('membership')
    .select('id')
    .where('structure_id', '=', id)
    .where('role', '=', 'primary_manager')
    .executeTakeFirstOrThrow()
  const { is_pigp, contact_email, phone, requires_service_code, requires_engagement, requires_either } = old
  await act.db
    .updateTable('structure')
    .set({ state: 'active', primary_membership_id: primary.id, origin_id: old.id })
    .set({ is_pigp, contact_email, phone, requires_service_code, requires_engagement, requires_either })
    .set({ register_read_at: act.now.toISOString() })
    .where('id', '=', id)
    .execute()
  return { id, name, identifier: establishment.siret }
}

const closeOld = async ({ db }: Act, { id }: ManagedStructure, successor: Changed): Promise<void> =>
  void (await db
    .updateTable('structure')
    .set({ state: 'inactive', successor_id: successor.id })
    .where('id', '=', id)
    .execute())

/** `declaredPrivate`: the register says that it is a public body, and the actor that it is not. */
type Recorded = Changed & { declaredPrivate: boolean }

async function recordBoth(act: Act, old: ManagedStructure, changed: Recorded): Promise<void> {
  const { name, identifier, declaredPrivate } = changed
  await record(act, {
    action: 'structure.identifier_changed',
    subject: `structure/${old.id}`,
    structureId: old.id,
    person: null,
    before: { identifier: old.identifier, name: old.name, state: 'active' },
    after: { identifier, name, state: 'inactive', successor: name },
  })
  await record(act, {
    action: 'structure.duplicated',
    subject: `structure/${changed.id}`,
    structureId: changed.id,
    person: null,
    after: { name, identifier, origin: `${old.identifier} – ${old.name}`, ...(declaredPrivate && { declaredPrivate }) },
  })
}
