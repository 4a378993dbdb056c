import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findManagedStructure } from './managed-queries.ts'
import { differences, type EditRefusal, type Identity, type ManagedStructure, whyNotEdit } from './rules.ts'

/** What is kept of it, under the names of the form. */
export const identityOf = (structure: ManagedStructure): Identity => ({
  contactEmail: structure.contact_email,
  phone: structure.phone,
  pacage: structure.pacage,
  socialRegime: structure.social_regime,
  vatNumber: structure.vat_number,
  connection: structure.connection_note,
})

/** Saves the contact and, for a private structure, its numbers. Answers whether anything changed. */
export const changeStructureIdentity = (
  act: Act,
  structureId: number,
  input: Identity,
): Promise<Result<boolean, EditRefusal>> =>
  inTransaction(act, async (act): Promise<Result<boolean, EditRefusal>> => {
    const structure = await findManagedStructure(act, structureId)
    if (!structure) return refuse('not-found')
    const refusal = whyNotEdit(act.actor, structure)
    if (refusal) return refuse(refusal)
    const before = identityOf(structure)
    const wanted =
      structure.kind === 'private' ? input : { ...before, contactEmail: input.contactEmail, phone: input.phone }
    const changed = differences(before, wanted)
    if (!changed) return accept(false)
    await act.db
      .updateTable('structure')
      .set({
        contact_email: wanted.contactEmail,
        phone: wanted.phone,
        pacage: wanted.pacage,
        social_regime: wanted.socialRegime,
        vat_number: wanted.vatNumber,
        connection_note: wanted.connection,
      })
      .where('id', '=', structureId)
      .execute()
    await record(act, {
      action: 'structure.identity_changed',
      subject: `structure/${structureId}`,
      structureId,
      person: null,
      ...changed,
    })
    return accept(true)
  })
