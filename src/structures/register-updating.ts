import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import type { Establishment, Lookup } from '../sirene/rules.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { fold } from '../values/text.ts'
import { findManagedStructure } from './managed-queries.ts'
import {
  differences,
  isNameless,
  type LookupRefusal,
  type ManagedStructure,
  openEstablishment,
  type RegisterPart,
  type RegisterUpdateRefusal,
  whyNotEdit,
} from './rules.ts'

/** What a structure keeps of the register. */
export const registerPartOf = (structure: ManagedStructure): RegisterPart => ({
  name: structure.name,
  address: structure.address,
  postcode: structure.postcode,
  city: structure.city,
  legalCategory: structure.legal_category,
})

/** What the register says now. It names no person who asked not to be disclosed: the name that was typed stays. */
const registerPartIn = (establishment: Establishment, { name }: { name: string }): RegisterPart => ({
  name: isNameless(establishment) ? name : establishment.name,
  address: establishment.address,
  postcode: establishment.postcode,
  city: establishment.city,
  legalCategory: establishment.legalCategory,
})

/** Takes over what the register said (it is asked before, outside the transaction). Answers whether anything changed. */
export const updateFromRegister = (
  act: Act,
  structureId: number,
  lookup: Lookup,
): Promise<Result<boolean, RegisterUpdateRefusal>> =>
  inTransaction(act, async (act): Promise<Result<boolean, RegisterUpdateRefusal>> => {
    const structure = await findManagedStructure(act, structureId)
    if (!structure) return refuse('not-found')
    const refusal = whyNotEdit(act.actor, structure)
    if (refusal) return refuse(refusal)
    const found = readRegister(structure, lookup)
    if (!found.ok) return found
    const { name, address, postcode, city, legalCategory } = found.value
    const changed = differences(registerPartOf(structure), found.value)
    if (!changed) return accept(false)
    await act.db
      .updateTable('structure')
      .set({ name, name_folded: fold(name), address, postcode, city, city_folded: fold(city) })
      .set({ legal_category: legalCategory, register_read_at: act.now.toISOString() })
      .where('id', '=', structureId)
      .execute()
    await record(act, {
      action: 'structure.register_read',
      subject: `structure/${structureId}`,
      structureId,
      person: null,
      ...changed,
    })
    return accept(true)
  })

/** Pure. What the register says of this very structure now, or why that is not known. */
export function readRegister(
  structure: ManagedStructure,
  lookup: Lookup,
): Result<RegisterPart, LookupRefusal | 'not-siret'> {
  if (structure.identifier_kind !== 'SIRET') return refuse('not-siret')
  const found = openEstablishment(lookup)
  return found.ok ? accept(registerPartIn(found.value, structure)) : found
}
