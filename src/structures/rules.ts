import type { Selectable } from 'kysely'
import type { Actor, Role } from '../act.ts'
import type { StructureTable } from '../db/tables.ts'
import { type Establishment, type Lookup, looksPublic } from '../sirene/rules.ts'
import { type Extent, reachOf } from '../values/reach.ts'
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

/** Another structure, as a link to it says it: to its managers' page for whoever opens that. */
export type Kin = Pick<StructureRow, 'id' | 'name' | 'identifier_kind' | 'identifier'> & { isManaged: boolean }

/** A structure as its managers see it: all that is kept of it, and the ones that it came from and went into. */
export type ManagedStructure = Omit<Selectable<StructureTable>, 'name_folded' | 'city_folded' | 'primary_role'> & {
  successor: Kin | null
  origin: Kin | null
}

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

export type LookupRefusal = 'register-unreachable' | 'register-busy' | 'not-in-register' | 'closed-in-register'
export type CreateRefusal = LookupRefusal | 'already-exists' | 'looks-public' | 'name-missing'

/** Pure. The open establishment that the register knows, or why there is none. Unreachable is no "not found". */
export function openEstablishment(lookup: Lookup): Result<Establishment, LookupRefusal> {
  if (lookup.kind === 'unreachable') return refuse(lookup.why === 'busy' ? 'register-busy' : 'register-unreachable')
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

/** From where somebody sees a structure as its manager: how far, and in which role. The platform support has none. */
export type Standpoint = Extent & { role: Role | null }

/** Pure. Null for those who do not manage it: to them its managers' pages do not exist. */
export function standpointOf(actor: Actor, structureId: number): Standpoint | null {
  const reach = reachOf(actor, structureId)
  return actor.isOperator ? { whole: true, services: [], role: reach?.role ?? null } : reach
}

export type EditRefusal = 'not-found' | 'beyond-your-services' | 'structure-inactive'

/** Pure. Why the actor may not change what belongs to the structure as a whole. The platform support prepares inactive ones. */
export function whyNotEdit(actor: Actor, { id, state }: Pick<StructureRow, 'id' | 'state'>): EditRefusal | null {
  const from = standpointOf(actor, id)
  if (!from) return 'not-found'
  if (!from.whole) return 'beyond-your-services'
  return state === 'inactive' && !actor.isOperator ? 'structure-inactive' : null
}

/** What managers say of their structure; all the rest comes from the register. Only private ones keep more than the contact. */
export type Identity = {
  contactEmail: string
  phone: string
  pacage: string
  socialRegime: string
  vatNumber: string
  connection: string
}

/** What a structure owes to the register. */
export type RegisterPart = {
  name: string
  address: string
  postcode: string
  city: string
  legalCategory: string | null
}
export type RegisterUpdateRefusal = EditRefusal | LookupRefusal | 'not-siret'

/** What payment requests sent to a structure must name; `either` is one of the two at least. */
export type Parameters = { serviceCodeRequired: boolean; engagementRequired: boolean; eitherRequired: boolean }
export type ParametersRefusal = EditRefusal | 'either-alone' | 'no-open-service'

/** Pure. Why these parameters contradict each other, or what the structure has. */
export function whyNotParameters(wanted: Parameters, openServices: number): ParametersRefusal | null {
  if (wanted.eitherRequired && (wanted.serviceCodeRequired || wanted.engagementRequired)) return 'either-alone'
  return wanted.serviceCodeRequired && openServices === 0 ? 'no-open-service' : null
}

export type ServiceState = 'open' | 'closed'
export type ManagedService = Service & { state: ServiceState }
/** What names a service: who is attached to it, and the requests of both kinds that wait. */
export type ServiceUse = { members: number; requests: number; subscriptionRequests: number }
export type ServiceRefusal =
  | EditRefusal
  | 'service-not-found'
  | 'code-taken'
  | 'already-closed'
  | 'already-open'
  | 'last-open-service'

/** What can be wrong with a form of the managers' pages of a structure. */
export type FormError =
  | 'email-wrong'
  | 'phone-wrong'
  | 'pacage-wrong'
  | 'vat-wrong'
  | 'text-too-long'
  | 'note-too-long'
  | 'code-missing'
  | 'code-too-long'
  | 'name-missing'
  | 'name-too-long'
  | 'mandatary-missing'
  | 'siret-wrong'
  | 'start-missing'
  | 'end-missing'
  | 'date-wrong'
  | 'ends-before-start'
  | 'document-missing'

/** Pure. What differs, before and after; null when nothing does. */
export function differences<T extends Record<string, unknown>>(before: T, after: T) {
  const changed = Object.keys(after).filter((key) => before[key] !== after[key])
  if (changed.length === 0) return null
  const only = (all: T) => Object.fromEntries(changed.map((key) => [key, all[key]]))
  return { before: only(before), after: only(after) }
}

/** A billing mandate: a third party's right to invoice for the structure, from a day on and perhaps to one (both included). */
export type Mandate = {
  id: number
  mandatary: string
  mandatary_siret: string
  starts_on: string
  ends_on: string | null
  file_name: string
}
export type MandateState = 'current' | 'coming' | 'ended'

/** Pure. What a mandate is on a day. */
export function mandateState(
  { starts_on, ends_on }: Pick<Mandate, 'starts_on' | 'ends_on'>,
  day: string,
): MandateState {
  if (ends_on !== null && ends_on < day) return 'ended'
  return starts_on > day ? 'coming' : 'current'
}

export type MandateRefusal = EditRefusal | 'mandate-not-found' | 'already-ended' | 'ends-before-start' | 'not-earlier'

/** Why a file was not taken as the document of a mandate. */
export type DocumentRefusal =
  | 'empty'
  | 'type-refused'
  | 'type-mismatch'
  | 'name-wrong'
  | 'too-large'
  | 'too-many'
  | 'all-too-large'

/** Pure. Why a mandate cannot be ended on that day: it can only be made shorter. */
export function whyNotEnd(mandate: Mandate, day: string, today: string): MandateRefusal | null {
  if (mandateState(mandate, today) === 'ended') return 'already-ended'
  if (day < mandate.starts_on) return 'ends-before-start'
  return mandate.ends_on !== null && day >= mandate.ends_on ? 'not-earlier' : null
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
