import type { Actor } from '../act.ts'
import { type LookupRefusal, openEstablishment, type StructureRow } from '../structures/rules.ts'
import type { Establishment, Lookup } from '../sirene/rules.ts'
import { reachOf } from '../values/reach.ts'
import { refuse, type Result } from '../values/result.ts'

export type IdentifierRefusal = 'not-found' | 'public-structure' | 'beyond-your-services' | 'structure-inactive'
export type ChangeIdentifierRefusal =
  | IdentifierRefusal
  | LookupRefusal
  | 'same-identifier'
  | 'already-used'
  | 'looks-public'
export type IdentifierError = 'identifier-missing' | 'identifier-wrong'

type Changed = Pick<StructureRow, 'id' | 'kind' | 'state' | 'identifier_kind' | 'identifier'>

/** Pure. Why the actor may not give this structure another identifier. */
export function whyNotChangeIdentifier(
  actor: Actor,
  { id, kind, state }: Pick<Changed, 'id' | 'kind' | 'state'>,
): IdentifierRefusal | null {
  const reach = reachOf(actor, id)
  if (!reach) return 'not-found'
  if (kind === 'public') return 'public-structure'
  if (!reach.whole) return 'beyond-your-services'
  return state === 'inactive' ? 'structure-inactive' : null
}

/** What the register says, asked before, and whether the actor says that it is a private structure all the same. */
export type NewIdentifier = Lookup & { isPrivate?: boolean }

/** Pure. The open establishment to which the structure may move by what the register says, or why not. */
export function newEstablishment(
  { identifier_kind, identifier }: Pick<Changed, 'identifier_kind' | 'identifier'>,
  lookup: Lookup,
): Result<Establishment, LookupRefusal | 'same-identifier'> {
  const found = openEstablishment(lookup)
  const isSame = found.ok && identifier_kind === 'SIRET' && identifier === found.value.siret
  return isSame ? refuse('same-identifier') : found
}
