import type { Selectable } from 'kysely'
import type { Role } from '../act.ts'
import type { StructureTable } from '../db/tables.ts'
import { type Establishment, type Lookup, looksPublic } from '../sirene/rules.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { formatSiren, formatSiret, isSiret, normalIdentifier } from '../values/siret.ts'

export type StructureKind = StructureTable['kind']
export type StructureState = StructureTable['state']
export const STRUCTURE_STATES = ['active', 'inactive'] as const satisfies StructureState[]

/** A structure as lists show it. */
export type StructureRow = Pick<
  Selectable<StructureTable>,
  'id' | 'kind' | 'identifier_kind' | 'identifier' | 'name' | 'postcode' | 'city' | 'state'
>

/** A structure as its card shows it: what anybody who is signed in may look up. */
export type Structure = StructureRow &
  Pick<Selectable<StructureTable>, 'address' | 'legal_category' | 'primary_membership_id'> & {
    successor: { id: number; name: string } | null
  }

export type Service = { id: number; code: string; name: string }

/** What somebody holds and has asked for in a structure. `services` are those held; empty when it is the whole. */
export type Standing = {
  membership: { role: Role; whole: boolean; services: Service[]; startsOn: string } | null
  pendingId: number | null
}

export type AskRefusal = 'structure-inactive' | 'already-pending' | 'already-member'

/** Pure. Why nothing can be asked for here. Who has some services may ask for more, or for the whole. */
export function whyNotAsk({ state }: Pick<Structure, 'state'>, { membership, pendingId }: Standing): AskRefusal | null {
  if (state === 'inactive') return 'structure-inactive'
  if (pendingId !== null) return 'already-pending'
  return membership?.whole ? 'already-member' : null
}

/** An identifier as people read it. */
export const identifierText = ({ identifier_kind, identifier }: Pick<StructureRow, 'identifier_kind' | 'identifier'>) =>
  identifier_kind === 'SIRET' ? formatSiret(identifier) : identifier

/** The SIRET that was typed, or null. Test SIRETs fail the check sum, where the configuration accepts them. */
export function readSiret(typed: string, acceptsTestSirets: boolean): string | null {
  const siret = normalIdentifier(typed)
  return isSiret(siret) || (acceptsTestSirets && /^\d{14}$/.test(siret)) ? siret : null
}

export type LookupRefusal = 'register-unreachable' | 'not-in-register' | 'closed-in-register'
export type CreateRefusal = LookupRefusal | 'already-exists' | 'looks-public' | 'name-missing'

/** Pure. The open establishment that the register knows, or why there is none. Unreachable is no "not found". */
export function openEstablishment(lookup: Lookup): Result<Establishment, LookupRefusal> {
  if (lookup.kind === 'unreachable') return refuse('register-unreachable')
  if (lookup.kind === 'not-found') return refuse('not-in-register')
  return lookup.establishment.state === 'closed' ? refuse('closed-in-register') : accept(lookup.establishment)
}

/** Pure. The register gives no name for persons who asked not to be disclosed: somebody has to type one. */
export const isNameless = ({ name, siren }: Establishment): boolean => name === `SIREN ${formatSiren(siren)}`

/** What a user says when making a private structure: its name where the register has none, and that it is private. */
export type PrivateInput = { name: string; isPrivate: boolean }

/** Pure. Why this establishment may not become a private structure of its user as it stands. */
export function whyNotCreatePrivate(establishment: Establishment, input: PrivateInput): CreateRefusal | null {
  if (looksPublic(establishment) && !input.isPrivate) return 'looks-public'
  return isNameless(establishment) && input.name === '' ? 'name-missing' : null
}

/** Services typed one a line, `CODE;Name`, and what is wrong with which line (counted from 1). */
export type ServiceLines = {
  services: { code: string; name: string }[]
  wrong: { line: number; why: LineError }[]
}
export type LineError = 'no-separator' | 'code-missing' | 'name-missing' | 'too-long' | 'twice'

export const SERVICE_LINES_MAX = 500
const CODE_MAX = 50
const NAME_MAX = 200

/** Pure. Reads `CODE;Name` lines; empty lines count for nothing. Codes that differ only in case are the same code. */
export function readServiceLines(text: string): ServiceLines {
  const read: ServiceLines = { services: [], wrong: [] }
  const seen = new Set<string>()
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '') continue
    const [code = '', ...rest] = line.split(';')
    const service = { code: code.trim(), name: rest.join(';').trim() }
    const why = rest.length === 0 ? 'no-separator' : whyNotService(service, seen)
    if (why) read.wrong.push({ line: at + 1, why })
    else read.services.push(service)
    seen.add(service.code.toLowerCase())
  }
  return read
}

function whyNotService({ code, name }: { code: string; name: string }, seen: Set<string>): LineError | null {
  if (code === '') return 'code-missing'
  if (name === '') return 'name-missing'
  if (code.length > CODE_MAX || name.length > NAME_MAX) return 'too-long'
  return seen.has(code.toLowerCase()) ? 'twice' : null
}
