import type { Actor } from '../act.ts'
import type { Lookup } from '../sirene/rules.ts'
import { type LookupRefusal, openEstablishment, standpointOf, type StructureRow } from '../structures/rules.ts'
import { reachOf } from '../values/reach.ts'

type StandingRefusal = 'not-found' | 'private-structure' | 'beyond-your-services'
export type SuccessorRefusal =
  | 'successor-needed'
  | 'successor-unknown'
  | 'successor-itself'
  | 'successor-not-managed'
  | 'successor-beyond-your-services'
  | 'successor-private'
  | 'successor-inactive'
  | 'successor-circle'
export type ActivateRefusal = StandingRefusal | 'already-active' | 'no-primary' | LookupRefusal
export type InactivateRefusal =
  | StandingRefusal
  | 'already-inactive'
  | Exclude<LookupRefusal, 'closed-in-register'>
  | SuccessorRefusal
export type ActivationRefusal = ActivateRefusal | InactivateRefusal
export type SuccessorError = 'successor-missing' | 'successor-wrong' | 'successor-mistyped'

export type Activated = Pick<StructureRow, 'id' | 'kind' | 'state' | 'identifier' | 'name'> & {
  primary_membership_id: number | null
}

/** Pure. What activating and inactivating need alike: a manager of the whole structure, which is public. */
function whyNotStand(actor: Actor, { id, kind }: Activated): StandingRefusal | null {
  const from = standpointOf(actor, id)
  if (!from) return 'not-found'
  if (kind === 'private') return 'private-structure'
  return from.whole ? null : 'beyond-your-services'
}

/** Pure. Why the actor may not activate this structure, whatever the register says of it. */
export function whyNotActivate(actor: Actor, structure: Activated): ActivateRefusal | null {
  const refusal = whyNotStand(actor, structure)
  if (refusal) return refusal
  if (structure.state === 'active') return 'already-active'
  return structure.primary_membership_id === null ? 'no-primary' : null
}

/** Pure. Why the actor may not inactivate this structure, whatever the register says of it. */
export const whyNotInactivate = (actor: Actor, structure: Activated): InactivateRefusal | null =>
  whyNotStand(actor, structure) ?? (structure.state === 'inactive' ? 'already-inactive' : null)

/** Pure. Why not by what the register says: only an open establishment is activated. */
export function whyNotRegistered(lookup: Lookup): LookupRefusal | null {
  const found = openEstablishment(lookup)
  return found.ok ? null : found.refusal
}

/** Pure. Open or closed, or why that is not known: the two ways of being inactivated are told apart by it. */
export function registeredState(lookup: Lookup): 'open' | 'closed' | Exclude<LookupRefusal, 'closed-in-register'> {
  const refusal = whyNotRegistered(lookup)
  if (refusal === null) return 'open'
  return refusal === 'closed-in-register' ? 'closed' : refusal
}

/** `successors` are the structures to which what is sent to the successor goes in its turn. */
type Succession = { structure: Activated; successor: Activated | undefined; successors: number[] }

/** Pure. Why this structure may not take over: it must be another one, public, active, and managed as a whole as well. */
export function whyNotSucceed(actor: Actor, { structure, successor, successors }: Succession): SuccessorRefusal | null {
  if (!successor) return 'successor-unknown'
  if (successor.id === structure.id) return 'successor-itself'
  const from = standpointOf(actor, successor.id)
  if (!from) return 'successor-not-managed'
  if (successor.kind === 'private') return 'successor-private'
  if (!from.whole) return 'successor-beyond-your-services'
  if (successor.state === 'inactive') return 'successor-inactive'
  return successors.includes(structure.id) ? 'successor-circle' : null
}

/** What is asked of a structure and its reader, in the order of the pages. */
export const REQUIREMENTS = {
  activation: ['manager', 'public', 'inactive', 'primary', 'open'],
  inactivation: ['manager', 'public', 'active', 'register'],
} as const
export type Requirement = (typeof REQUIREMENTS)[keyof typeof REQUIREMENTS][number]
type Change = keyof typeof REQUIREMENTS

/** Which requirement a refusal says is missing. */
const MISSING: Record<ActivationRefusal, Requirement | null> = {
  'not-found': 'manager',
  'beyond-your-services': 'manager',
  'private-structure': 'public',
  'already-active': 'inactive',
  'already-inactive': 'active',
  'no-primary': 'primary',
  'register-unreachable': 'register',
  'register-busy': 'register',
  'not-in-register': 'register',
  'closed-in-register': 'open',
  'successor-needed': null,
  'successor-unknown': null,
  'successor-itself': null,
  'successor-not-managed': null,
  'successor-beyond-your-services': null,
  'successor-private': null,
  'successor-inactive': null,
  'successor-circle': null,
}

/** `unknown`: the register did not say. */
export type Check = { requirement: Requirement; state: 'met' | 'missing' | 'unknown' }

/** Pure. How each requirement of an act stands. A private structure is asked for nothing more. */
export function checksOf(
  change: Change,
  actor: Actor,
  { structure, lookup }: { structure: Activated; lookup: Lookup | null },
): Check[] {
  const missing = new Set<Requirement | null>()
  const note = (refusal: ActivationRefusal | null) => refusal && missing.add(MISSING[refusal])
  note(whyNotStand(actor, structure))
  if (change === 'activation') note(structure.state === 'active' ? 'already-active' : null)
  else note(structure.state === 'inactive' ? 'already-inactive' : null)
  note(structure.primary_membership_id === null ? 'no-primary' : null)
  const registered = lookup && whyNotRegistered(lookup)
  note(registered)
  const isUnknown = lookup === null || (registered !== null && registered !== 'closed-in-register')
  return REQUIREMENTS[change].map((requirement) => {
    if ((requirement === 'open' || requirement === 'register') && isUnknown) return { requirement, state: 'unknown' }
    return { requirement, state: missing.has(requirement) ? 'missing' : 'met' }
  })
}

/** Pure. Managers alone act in the assistant; the platform support has pages of its own for it. */
export const managesIt = (actor: Actor, structureId: number): boolean => reachOf(actor, structureId) !== null
